//! `throughline survey`

use std::{
    env, fs,
    io::Write,
    path::{Path, PathBuf},
};

use clap::{Args, Subcommand, ValueEnum};
use records::versions;
use surveys::{
    authoring::{self, Fault, File},
    catalogue, definition,
    importing::{self, About, Format, Outcome},
    keys::SurveyKey,
};

use super::{Refused, count, database, questionnaire, say};
use crate::{files, settings::Place};

/// Check, publish and show surveys
#[derive(Args, Debug)]
pub struct Survey {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Read survey files and say everything that is wrong with them
    ///
    /// Of several files it also says where questions of one name take other answers here than there.
    Check {
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        #[command(flatten)]
        place: Place,
    },
    /// Name the published surveys, and those that come with the program
    List {
        #[command(flatten)]
        place: Place,
    },
    /// Make a survey file of what another system has, and say of each item what became of it
    Import {
        /// What the file is
        #[arg(long, value_enum)]
        from: From,
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// The survey file, which is not there yet; its name becomes the survey's key
        #[arg(long, value_name = "FILE.toml")]
        out: PathBuf,
        /// What staff call the survey; unless told, what the file calls it, or its key
        #[arg(long)]
        title: Option<String>,
        /// The language of its words, such as en-GB; unless told, what the file says
        #[arg(long)]
        language: Option<String>,
        #[command(flatten)]
        place: Place,
    },
    /// Publish a survey file as a version that never changes
    Publish {
        #[arg(value_name = "FILE")]
        file: PathBuf,
        #[command(flatten)]
        place: Place,
    },
    /// Show a survey with its routing in words
    Show {
        /// The survey, and its version when it is not the latest: `baseline` or `baseline@1`
        #[arg(value_name = "KEY[@VERSION]", value_parser = named)]
        survey: (SurveyKey, Option<u32>),
        /// As the JSON that is published
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        place: Place,
    },
}

/// What another system writes.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum From {
    /// REDCap's data dictionary, a CSV file
    Redcap,
    /// An XLSForm, as ODK and Kobo read it: a workbook, .xlsx
    Xlsform,
    /// A Questionnaire of FHIR R4, a JSON file
    Fhir,
}

impl From {
    fn format(self) -> Format {
        match self {
            Self::Redcap => Format::Redcap,
            Self::Xlsform => Format::Xlsform,
            Self::Fhir => Format::Fhir,
        }
    }
}

impl Survey {
    pub async fn run(self) -> Result<(), Refused> {
        match self.what {
            What::Check { files, place: _ } => check(&files),
            What::Import { from, file, out, title, language, place: _ } => {
                import(&file, &out, (from.format(), title, language))
            }
            What::List { place } => list(&place).await,
            What::Publish { file, place } => publish(&file, &place).await,
            What::Show { survey: (key, version), json, place } => {
                let survey = find(&place, &key, version).await?;
                if json {
                    say(serde_json::to_string_pretty(&survey)?)
                } else {
                    say(questionnaire::of(&survey))
                }
            }
        }
    }
}

/// Reads a survey file. The bank that it names lies beside it, or comes with the program.
pub fn read(path: &Path) -> Result<definition::Survey, Refused> {
    let file = files::read(path)?;
    let beside = |name: &str| {
        let bank = path.with_file_name(name);
        if bank.is_file() { files::read(&bank).ok() } else { catalogue::open(name) }
    };
    authoring::read(&file, &beside).map_err(|faults| Refused::listing(in_order(faults, &file)))
}

/// As the file has them from top to bottom, those of the bank last.
fn in_order(mut faults: Vec<Fault>, file: &File) -> Vec<Fault> {
    faults.sort_by_key(|fault| (fault.file != file.name, fault.line, fault.column));
    faults
}

fn check(files: &[PathBuf]) -> Result<(), Refused> {
    let (mut faults, mut surveys) = (Vec::new(), Vec::new());
    for path in files {
        match read(path) {
            Ok(survey) => {
                say(format!(
                    "{}: no faults, {}, {}",
                    path.display(),
                    count(survey.pages().count(), "page"),
                    count(survey.questions().count(), "question"),
                ))?;
                surveys.push(survey);
            }
            Err(refused) => faults.push(refused),
        }
    }
    faults.extend(authoring::drift(&surveys).into_iter().map(Refused::because));
    if faults.is_empty() { Ok(()) } else { Err(Refused::listing(faults)) }
}

fn import(
    path: &Path,
    out: &Path,
    (format, title, language): (Format, Option<String>, Option<String>),
) -> Result<(), Refused> {
    let name = out.file_stem().unwrap_or_default().to_string_lossy();
    let key = SurveyKey::new(&name).map_err(|problem| {
        Refused::because(format!(
            "the survey gets its key from the name of the new file: {problem}"
        ))
    })?;
    let about = About { key: key.to_string(), title, language };
    let bytes = files::bytes(path, importing::LARGEST)?;
    let imported = importing::import(format, &bytes, &about)
        .map_err(|problem| Refused::because(format!("{}: {problem}", path.display())))?;
    let mut made = fs::File::create_new(out)
        .map_err(|cause| Refused::because(format!("{} cannot be made: {cause}", out.display())))?;
    made.write_all(imported.text.as_bytes())?;
    for item in &imported.items {
        say(item)?;
    }
    let counted =
        |is: fn(&Outcome) -> bool| imported.items.iter().filter(|item| is(&item.outcome)).count();
    say(format!(
        "{}: {} exactly, {} with a difference, {} not converted",
        out.display(),
        counted(|outcome| matches!(outcome, Outcome::Exactly)),
        counted(|outcome| matches!(outcome, Outcome::Differently(_))),
        counted(|outcome| matches!(outcome, Outcome::Not(_))),
    ))?;
    if imported.faults.is_empty() { Ok(()) } else { Err(Refused::listing(imported.faults)) }
}

async fn list(place: &Place) -> Result<(), Refused> {
    let settings = super::settings(place, None)?;
    let mut lines = Vec::new();
    if database::is_there(&settings) {
        let db = database::open(&settings).await?;
        for stored in versions::list(&db).await? {
            let day = stored.published_at.format("%Y-%m-%d");
            lines.push((line(&stored.survey), format!("published {day}")));
        }
    }
    for survey in catalogue::surveys() {
        let line = line(survey);
        if !lines.iter().any(|(published, _)| *published == line) {
            lines.push((line, "comes with the program".to_owned()));
        }
    }
    lines.into_iter().try_for_each(|(line, state)| say(format!("{line}\t{state}")))
}

fn line(survey: &definition::Survey) -> String {
    format!("{}@{}\t{}", survey.key, survey.version, survey.title)
}

async fn publish(path: &Path, place: &Place) -> Result<(), Refused> {
    let settings = super::settings(place, None)?;
    let survey = read(path)?;
    let db = database::open_or_make(&settings).await?;
    let by = env::var("USER").unwrap_or_else(|_| "command line".to_owned());
    let published = versions::publish(&db, &survey, &by, super::now()).await?;
    let outcome =
        if published.is_new { "published" } else { "was published already, just like this" };
    say(format!("{}@{} {outcome}, SHA-256 {}", published.key, published.version, published.sha256))
}

async fn find(
    place: &Place,
    key: &SurveyKey,
    version: Option<u32>,
) -> Result<definition::Survey, Refused> {
    let settings = super::settings(place, None)?;
    if database::is_there(&settings) {
        let db = database::open(&settings).await?;
        if let Some(stored) = versions::find(&db, key, version).await? {
            return Ok(stored.survey.as_ref().clone());
        }
    }
    let ours = catalogue::survey(key.as_str());
    let ours = ours.filter(|survey| version.is_none_or(|version| version == survey.version));
    let name = version.map_or_else(|| key.to_string(), |version| format!("{key}@{version}"));
    ours.cloned().ok_or_else(|| {
        Refused::because(format!(
            "there is no survey “{name}”; `throughline survey list` names those there are"
        ))
    })
}

fn named(typed: &str) -> Result<(SurveyKey, Option<u32>), String> {
    let (key, version) = match typed.split_once('@') {
        Some((key, version)) => (key, Some(version)),
        None => (typed, None),
    };
    let version = version.map(str::parse).transpose();
    let version =
        version.map_err(|_| "write the version as a number, such as baseline@1".to_owned())?;
    Ok((SurveyKey::new(key).map_err(|error| error.to_string())?, version))
}
