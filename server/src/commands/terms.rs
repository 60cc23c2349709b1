//! `throughline terms`

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use records::{
    Db,
    auth::By,
    studies::{self, StudyHandle},
    terms::{self, Kept},
};
use surveys::{keys::StudyKey, linking::terms as rules};

use super::{Refused, count, database, note, say, settings, study::alone};
use crate::{files, settings::Place};

/// Check, publish and show the terms on which data leave a study
#[derive(Args, Debug)]
pub struct Terms {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Read a file of terms and say everything that is wrong with it
    ///
    /// It is held against the consent form of the study that is named, or of the study.toml beside the file.
    Check {
        #[arg(value_name = "FILE")]
        file: PathBuf,
        #[arg(long, value_name = "KEY", value_parser = StudyKey::new)]
        study: Option<StudyKey>,
        #[command(flatten)]
        place: Place,
    },
    /// Publish a file of terms as a version that never changes and holds from now on
    Publish {
        #[arg(value_name = "FILE")]
        file: PathBuf,
        #[arg(long, value_name = "KEY", value_parser = StudyKey::new)]
        study: StudyKey,
        #[command(flatten)]
        place: Place,
    },
    /// Name the versions of a study's terms, the latest first
    List {
        #[arg(long, value_name = "KEY", value_parser = StudyKey::new)]
        study: StudyKey,
        #[command(flatten)]
        place: Place,
    },
    /// Write the terms that hold as the file that was published, from which the next version can be written
    Show {
        #[arg(long, value_name = "KEY", value_parser = StudyKey::new)]
        study: StudyKey,
        /// Another version than the one that holds
        #[arg(long, value_name = "NUMBER")]
        version: Option<u32>,
        /// As the JSON that is hashed
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        place: Place,
    },
}

impl Terms {
    pub async fn run(self) -> Result<(), Refused> {
        match self.what {
            What::Check { file, study, place } => check(&file, study.as_ref(), &place).await,
            What::Publish { file, study, place } => {
                let (db, study) = of(&study, &place).await?;
                publish(&db, &study, &file).await
            }
            What::List { study, place } => {
                let (db, study) = of(&study, &place).await?;
                terms::versions(&db, &study).await?.iter().try_for_each(|kept| say(line(kept)))
            }
            What::Show { study, version, json, place } => {
                let (db, study) = of(&study, &place).await?;
                let kept = terms::show(&db, &study, version).await?;
                if json {
                    return say(serde_json::to_string_pretty(kept.terms.as_ref())?);
                }
                note(format!("{}: {}", study.study().key, line(&kept)));
                say(kept.text.trim_end())
            }
        }
    }
}

pub(super) async fn of(study: &StudyKey, place: &Place) -> Result<(Db, StudyHandle), Refused> {
    let db = database::open(&settings(place, None)?).await?;
    let study = studies::find(&db, study).await?;
    Ok((db, study))
}

async fn check(path: &Path, study: Option<&StudyKey>, place: &Place) -> Result<(), Refused> {
    let file = files::read(path)?;
    let beside = path.with_file_name("study.toml");
    let form = match study {
        Some(study) => Some(of(study, place).await?.1.study().consent.clone()),
        None if beside.is_file() => Some(alone(&beside)?.0.consent),
        None => None,
    };
    let read = match &form {
        Some(form) => rules::Terms::read_beside(&file, form),
        None => rules::Terms::read(&file),
    };
    let terms = read.map_err(Refused::listing)?;
    let alone = match form {
        Some(_) => "",
        None => {
            "; without --study or a study.toml beside it, nobody knows whether people agreed to these"
        }
    };
    say(format!(
        "{}: no faults, version {}, {}, {}{alone}",
        path.display(),
        terms.version,
        count(terms.release.purposes.len(), "purpose"),
        count(terms.linkage.owners.len(), "owner"),
    ))
}

async fn publish(db: &Db, study: &StudyHandle, path: &Path) -> Result<(), Refused> {
    let file = files::read(path)?;
    let published = terms::publish(db, &By::CommandLine, study, &file, super::now()).await?;
    let outcome = match published.is_new {
        true => "are published, and hold from now on",
        false => "hold already, just like this",
    };
    say(format!(
        "{}: terms {} {outcome}, SHA-256 {}",
        study.study().key,
        published.version,
        published.sha256
    ))
}

/// `terms 2, published 2026-11-28 by command line, SHA-256 …`
fn line(kept: &Kept) -> String {
    format!(
        "terms {}, published {} by {}, SHA-256 {}",
        kept.version,
        kept.published_at.format("%Y-%m-%d"),
        kept.published_by,
        kept.sha256
    )
}
