//! `throughline protocol`

mod comparing;

use std::{
    fs,
    path::{Path, PathBuf},
};

use clap::{Args, Subcommand};
use records::{
    Db,
    auth::By,
    protocols::{self, Beside, Stored},
    studies::{self, StudyHandle},
};
use surveys::{
    authoring::{File, Found, ProtocolFiles},
    keys::StudyKey,
    messages::{Asked, Messages, SITE},
    protocol,
    study::Study,
};

use super::{
    Refused, count, database, note, say, settings,
    study::{OnRecord, alone, asking},
    survey::in_languages,
};
use crate::{
    files,
    settings::{Place, Settings},
};

/// Check, publish and show a study's protocol: when each survey is open, and what people are sent about it
#[derive(Args, Debug)]
pub struct Protocol {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Read protocol files and say everything that is wrong with them, and with the messages beside them
    ///
    /// What these say is held against the study.toml beside the protocol, and its surveys, where there is one.
    Check {
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        #[command(flatten)]
        place: Place,
    },
    /// Say what publishing a protocol file would do: to how many people, to which messages and surveys
    Compare {
        #[arg(value_name = "FILE")]
        file: PathBuf,
        #[arg(long, value_name = "KEY", value_parser = StudyKey::new)]
        study: StudyKey,
        #[command(flatten)]
        listed: comparing::Listed,
        #[command(flatten)]
        place: Place,
    },
    /// Publish a protocol file as a version that never changes and holds for everybody from now on
    ///
    /// The messages that it sends lie beside it: messages.en.toml, and for each other language such as Welsh
    /// messages.cy.toml. They are part of the version.
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
    /// Write the protocol that holds as a file, from which the next version can be written, and then what its messages say
    Show {
        #[arg(long, value_name = "KEY", value_parser = StudyKey::new)]
        study: StudyKey,
        /// Another version than the one that holds
        #[arg(long, value_name = "NUMBER")]
        version: Option<u32>,
        /// As the JSON that is published
        #[arg(long)]
        json: bool,
        /// Into this folder, which is made: protocol.toml, and a file of the messages in each language
        #[arg(long, value_name = "FOLDER", conflicts_with = "json")]
        out: Option<PathBuf>,
        #[command(flatten)]
        place: Place,
    },
}

impl Protocol {
    pub async fn run(self) -> Result<(), Refused> {
        match self.what {
            What::Check { files, place } => check(&files, &settings(&place, None)?).await,
            What::Compare { file, study, listed, place } => {
                let (db, study, files) = in_order(&file, &study, &place).await?;
                comparing::compare(&db, &study, &files, listed).await
            }
            What::Publish { file, study, reason, place } => {
                let (db, study, files) = in_order(&file, &study, &place).await?;
                publish(&db, &study, &files.protocol, reason.as_deref()).await
            }
            What::List { study, place } => {
                let (db, study) = of(&study, &place).await?;
                let all = protocols::versions(&db, &study).await?;
                all.iter().try_for_each(|stored| say(line(stored)))
            }
            What::Show { study, version, json, out, place } => {
                let (db, study) = of(&study, &place).await?;
                let stored = protocols::show(&db, &study, version).await?;
                let protocol = stored.protocol.as_ref();
                if json {
                    return say(serde_json::to_string_pretty(protocol)?);
                }
                let head = format!("# {}: {}\n", study.study().key, line(&stored));
                match out {
                    Some(folder) => write(protocol, &head, &folder),
                    None => show(protocol, &head),
                }
            }
        }
    }
}

/// The files of a study's next protocol, in which nothing is wrong.
async fn in_order(
    file: &Path,
    study: &StudyKey,
    place: &Place,
) -> Result<(Db, StudyHandle, ProtocolFiles), Refused> {
    let (files, settings) = (read(file)?, settings(place, None)?);
    let (db, study) = of(study, place).await?;
    let Beside { study: whose, asked } = protocols::beside(&db, &study, &files.protocol).await?;
    is_in_order(&files, &whose, &asked, &settings)?;
    Ok((db, study, files))
}

/// Reads a protocol's file, and those of the messages beside it.
pub fn read(path: &Path) -> Result<ProtocolFiles, Refused> {
    let messages = in_languages(path, "messages")?;
    ProtocolFiles::read(&files::read(path)?, &messages).map_err(Refused::listing)
}

/// Tells what is worth a look in what it says.
///
/// # Errors
/// Everything that is wrong with it.
pub fn is_in_order(
    files: &ProtocolFiles,
    study: &Study,
    asked: &Asked,
    settings: &Settings,
) -> Result<(), Refused> {
    let site = settings.public_url.as_deref().unwrap_or(SITE);
    let Found { errors, warnings } = files.check(&asked.around(study, None, site));
    if !warnings.is_empty() {
        note("Worth a look:");
        warnings.iter().for_each(note);
    }
    if errors.is_empty() { Ok(()) } else { Err(Refused::listing(errors)) }
}

fn show(protocol: &protocol::Protocol, head: &str) -> Result<(), Refused> {
    say(head)?;
    say(protocol.written().trim_end())?;
    for File { name, text } in protocol.messages.iter().flat_map(Messages::files) {
        // A comment, so that what is above is the file of a protocol, whoever keeps it as one.
        say(format!("\n# {name}:\n#"))?;
        text.trim_end().lines().try_for_each(|line| say(format!("# {line}").trim_end()))?;
    }
    Ok(())
}

fn write(protocol: &protocol::Protocol, head: &str, folder: &Path) -> Result<(), Refused> {
    fs::create_dir_all(folder)?;
    let own = File { name: "protocol.toml".to_owned(), text: protocol.written() };
    let words = protocol.messages.iter().flat_map(Messages::files);
    for File { name, text } in std::iter::once(own).chain(words) {
        let path = folder.join(name);
        fs::write(&path, format!("{head}{text}"))?;
        say(path.display())?;
    }
    Ok(())
}

async fn of(study: &StudyKey, place: &Place) -> Result<(Db, StudyHandle), Refused> {
    let db = database::open(&settings(place, None)?).await?;
    let study = studies::find(&db, study).await?;
    Ok((db, study))
}

async fn check(files: &[PathBuf], settings: &Settings) -> Result<(), Refused> {
    let on_record = OnRecord::for_a_check(settings).await?;
    let faults: Vec<_> =
        files.iter().filter_map(|path| one(path, &on_record, settings).err()).collect();
    if faults.is_empty() { Ok(()) } else { Err(Refused::listing(faults)) }
}

fn one(path: &Path, on_record: &OnRecord, settings: &Settings) -> Result<(), Refused> {
    let files = read(path)?;
    let (protocol, beside) = (&files.protocol, path.with_file_name("study.toml"));
    let messages = protocol.messages.as_ref().map_or(0, |messages| messages.messages.len());
    let held_against = match (beside.is_file(), messages) {
        (true, _) => {
            let (study, surveys) = asking(alone(&beside)?.0, (path, protocol), on_record)?;
            is_in_order(&files, &study, &Asked::of(&study, &surveys), settings)?;
            ""
        }
        (false, 0) => "",
        (false, _) => "; without study.toml beside it, nobody knows whether these are true",
    };
    say(format!(
        "{}: no faults, {}, {}, {}{held_against}",
        path.display(),
        count(protocol.waves.len(), "wave"),
        count(steps(protocol), "step"),
        count(messages, "message"),
    ))
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
