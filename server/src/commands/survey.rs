//! `throughline survey`

mod comparing;

mod reading;

mod translate;

mod versions;

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use clap::{Args, Subcommand, ValueEnum};
use surveys::{
    importing::{self, About, Format, Outcome},
    keys::{StudyKey, SurveyKey, WaveKey},
};

use self::{
    reading::{also_in, drifted},
    translate::Translate,
};
pub use self::{
    reading::{in_languages, in_order, read},
    translate::renew,
    versions::{Named, Showing, named},
};
use super::{Refused, count, instrument, questionnaire::Mode, say};
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
        /// The surveys' files
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// A folder of text packs, for instruments whose words do not come with the program
        #[arg(long, value_name = "FOLDER")]
        packs: Option<PathBuf>,
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
        /// What the other system has
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
    Translate(Translate),
    /// Publish a survey file as a version that never changes, and tell what it changes
    Publish {
        /// The survey's file
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Why, for whoever reads the list of versions later
        #[arg(long, value_name = "WHY")]
        reason: Option<String>,
        /// Only tell what would change, and for whom
        #[arg(long)]
        dry_run: bool,
        #[command(flatten)]
        place: Place,
    },
    /// Tell what is different between two surveys, and which answers can be put side by side
    Compare {
        /// The earlier one: a file, or a published version such as `baseline@1`
        #[arg(value_name = "FILE|KEY[@VERSION]")]
        old: String,
        /// The later one
        #[arg(value_name = "FILE|KEY[@VERSION]")]
        new: String,
        /// As JSON
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        place: Place,
    },
    /// Begin new responses of a wave on another published version
    ///
    /// Responses that were begun are finished on the version they were begun on.
    Use {
        /// The survey's version, such as `exit@2`
        #[arg(value_name = "KEY@VERSION", value_parser = named)]
        survey: Named,
        #[arg(long, value_name = "KEY", value_parser = StudyKey::new)]
        study: StudyKey,
        #[arg(long, value_name = "KEY", value_parser = WaveKey::new)]
        wave: WaveKey,
        #[command(flatten)]
        place: Place,
    },
    /// Retire a version for good: nobody begins on it, and whoever has begun finishes
    Retire {
        #[arg(value_name = "KEY", value_parser = SurveyKey::new)]
        survey: SurveyKey,
        #[arg(long, value_name = "NUMBER")]
        version: u32,
        /// Why
        #[arg(long, value_name = "WHY")]
        reason: String,
        #[command(flatten)]
        place: Place,
    },
    /// Show a survey with its routing in words
    Show {
        /// The survey, and its version when it is not the latest: `baseline` or `baseline@1`
        #[arg(value_name = "KEY[@VERSION]", value_parser = named)]
        survey: Named,
        /// As the JSON that is published
        #[arg(long)]
        json: bool,
        /// As a file, from which the next version can be written
        #[arg(long, conflicts_with = "json")]
        toml: bool,
        /// As somebody reads it, or as an interviewer reads it out
        #[arg(long, value_enum, default_value = "web", conflicts_with_all = ["json", "toml"])]
        mode: Mode,
        /// In another of its languages; with --toml, the file of that translation
        #[arg(long, value_name = "TAG", conflicts_with = "json")]
        language: Option<String>,
        /// With --toml and --language, the file of the words around the questions
        #[arg(long, requires_all = ["toml", "language"])]
        words: bool,
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
            What::Check { files, packs, place } => check(&files, packs.as_ref(), &place).await,
            What::Import { from, file, out, title, language, place: _ } => {
                import(&file, &out, (from.format(), title, language))
            }
            What::Translate(translate) => translate.run().await,
            What::List { place } => versions::list(&place).await,
            What::Publish { file, reason, dry_run, place } => {
                versions::publish(&file, (reason, dry_run), &place).await
            }
            What::Compare { old, new, json, place } => {
                comparing::compare((&old, &new), json, &place).await
            }
            What::Use { survey, study, wave, place } => {
                versions::begin_with(survey, (&study, &wave), &place).await
            }
            What::Retire { survey, version, reason, place } => {
                versions::retire((&survey, version), &reason, &place).await
            }
            What::Show { survey, json, toml, mode, language, words, place } => {
                let as_what = match (json, toml, language) {
                    (true, ..) => Showing::Json,
                    (_, true, None) => Showing::File,
                    (_, true, Some(language)) => Showing::Translation(language, words),
                    (.., language) => Showing::Questionnaire(mode, language),
                };
                versions::show(&survey, as_what, &place).await
            }
        }
    }
}

async fn check(files: &[PathBuf], packs: Option<&PathBuf>, place: &Place) -> Result<(), Refused> {
    let settings = super::settings(place, None)?;
    let packs = instrument::words_for_a_check(&settings, packs).await?;
    let (mut faults, mut surveys, mut paths) = (Vec::new(), Vec::new(), Vec::new());
    for path in files {
        match read(path, &packs) {
            Ok(survey) => {
                let lacking = instrument::tell_unlicensed(&settings, &survey).await?;
                if !lacking.is_empty() {
                    faults.push(Refused::listing(
                        lacking.into_iter().map(|why| format!("{}: {why}", path.display())),
                    ));
                    continue;
                }
                say(format!(
                    "{}: no faults, {}, {}{}",
                    path.display(),
                    count(survey.pages().count(), "page"),
                    count(survey.questions().count(), "question"),
                    also_in(&survey),
                ))?;
                surveys.push(survey);
                paths.push(path.as_path());
            }
            Err(refused) => faults.push(refused),
        }
    }
    faults.extend(drifted(&surveys, &paths, &packs)?.into_iter().map(Refused::because));
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
    let beside = imported.translations.iter().map(|(language, text)| {
        let name = format!("{key}.{language}.toml");
        (out.with_file_name(name), text)
    });
    for (path, text) in [(out.to_owned(), &imported.text)].into_iter().chain(beside) {
        made(&path)?.write_all(text.as_bytes())?;
    }
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

/// A file that was not there yet.
fn made(path: &Path) -> Result<fs::File, Refused> {
    fs::File::create_new(path).map_err(|cause| {
        let why = match cause.kind() {
            io::ErrorKind::AlreadyExists => {
                "it is there already; name another, or move that one away".to_owned()
            }
            _ => cause.to_string(),
        };
        Refused::because(format!("{} cannot be made: {why}", path.display()))
    })
}
