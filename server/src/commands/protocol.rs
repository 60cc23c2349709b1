//! `throughline protocol`

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use records::{
    Db,
    auth::By,
    protocols::{self, Stored},
    studies::{self, StudyHandle},
};
use surveys::{keys::StudyKey, protocol};

use super::{Refused, count, database, say};
use crate::{files, settings::Place};

/// Check, publish and show a study's protocol: when each survey is open, and what people are sent about it
#[derive(Args, Debug)]
pub struct Protocol {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Read protocol files and say everything that is wrong with them
    Check {
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Publish a protocol file as a version that never changes and holds for everybody from now on
    Publish {
        #[arg(value_name = "FILE")]
        file: PathBuf,
        #[arg(long, value_name = "KEY", value_parser = StudyKey::new)]
        study: StudyKey,
        /// Why, from the second version on, for whoever reads the list of versions later
        #[arg(long, value_name = "WHY")]
        reason: Option<String>,
        #[command(flatten)]
        place: Place,
    },
    /// Name the versions of a study's protocol, the latest first
    List {
        #[arg(long, value_name = "KEY", value_parser = StudyKey::new)]
        study: StudyKey,
        #[command(flatten)]
        place: Place,
    },
    /// Write the protocol that holds as a file, from which the next version can be written
    Show {
        #[arg(long, value_name = "KEY", value_parser = StudyKey::new)]
        study: StudyKey,
        /// Another version than the one that holds
        #[arg(long, value_name = "NUMBER")]
        version: Option<u32>,
        /// As the JSON that is published
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        place: Place,
    },
}

impl Protocol {
    pub async fn run(self) -> Result<(), Refused> {
        match self.what {
            What::Check { files } => check(&files),
            What::Publish { file, study, reason, place } => {
                let protocol = read(&file)?;
                let (db, study) = of(&study, &place).await?;
                publish(&db, &study, &protocol, reason.as_deref()).await
            }
            What::List { study, place } => {
                let (db, study) = of(&study, &place).await?;
                let all = protocols::versions(&db, &study).await?;
                all.iter().try_for_each(|stored| say(line(stored)))
            }
            What::Show { study, version, json, place } => {
                let (db, study) = of(&study, &place).await?;
                let stored = protocols::show(&db, &study, version).await?;
                let protocol = stored.protocol.as_ref();
                if json {
                    return say(serde_json::to_string_pretty(protocol)?);
                }
                say(format!("# {}: {}\n", study.study().key, line(&stored)))?;
                say(protocol.written().trim_end())
            }
        }
    }
}

/// Reads a protocol's file.
pub fn read(path: &Path) -> Result<protocol::Protocol, Refused> {
    protocol::Protocol::read(&files::read(path)?).map_err(Refused::listing)
}

async fn of(study: &StudyKey, place: &Place) -> Result<(Db, StudyHandle), Refused> {
    let db = database::open(&super::settings(place, None)?).await?;
    let study = studies::find(&db, study).await?;
    Ok((db, study))
}

fn check(files: &[PathBuf]) -> Result<(), Refused> {
    let mut faults = Vec::new();
    for path in files {
        match read(path) {
            Ok(protocol) => say(format!(
                "{}: no faults, {}, {}",
                path.display(),
                count(protocol.waves.len(), "wave"),
                count(steps(&protocol), "step"),
            ))?,
            Err(refused) => faults.push(refused),
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(Refused::listing(faults)) }
}

fn steps(protocol: &protocol::Protocol) -> usize {
    protocol.waves.iter().map(|plan| plan.steps.len()).sum()
}

async fn publish(
    db: &Db,
    study: &StudyHandle,
    protocol: &protocol::Protocol,
    reason: Option<&str>,
) -> Result<(), Refused> {
    let by = By::CommandLine;
    let published = protocols::publish(db, &by, study, protocol, reason, super::now()).await?;
    let outcome = if published.is_new {
        "published, and holds from now on"
    } else {
        "holds already, just like this"
    };
    say(format!(
        "{}: protocol {} {outcome}, SHA-256 {}",
        study.study().key,
        published.version,
        published.sha256
    ))
}

/// `protocol 2, published 2026-11-28 by command line, SHA-256 …: why`
fn line(stored: &Stored) -> String {
    // A line of its own would be no comment in a file.
    let why =
        stored.reason.as_ref().map(|why| why.split_whitespace().collect::<Vec<_>>().join(" "));
    format!(
        "protocol {}, published {} by {}, SHA-256 {}{}",
        stored.protocol.version,
        stored.published_at.format("%Y-%m-%d"),
        stored.published_by,
        stored.sha256,
        why.map(|why| format!(": {why}")).unwrap_or_default()
    )
}
