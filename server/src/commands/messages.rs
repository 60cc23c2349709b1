//! `throughline messages`

mod shown;

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use surveys::{
    authoring::{Found, MessageFiles, Originals},
    definition,
    language::Language,
    messages::{Around, Asked, LONGEST_NAME, SITE},
    protocol::Protocol,
    study,
};

use super::{
    Refused, count, note, say, settings,
    study::{OnRecord, alone, asking},
    survey::{in_languages, in_order, renew},
};
use crate::{files, settings::Place};

/// Check, show and translate what a study sends
#[derive(Args, Debug)]
pub struct Messages {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Show each message as somebody would read it, and say everything that is wrong with it
    ///
    /// The files of other languages lie beside it: messages.cy.toml beside messages.en.toml. Each text is shown with the
    /// room that it takes.
    Check(Check),
    /// Write the file of a translation, or bring it up to date
    ///
    /// It has every text with its translation. What was translated stays; what has changed since is marked; what is gone
    /// is put aside.
    Translate(Translate),
}

#[derive(Args, Debug)]
struct Check {
    /// The messages, such as messages.en.toml
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The study whose they are [default: study.toml beside them]
    #[arg(long, value_name = "FILE")]
    study: Option<PathBuf>,
    /// The protocol that sends them [default: protocol.toml beside them, if there is one]
    #[arg(long, value_name = "FILE")]
    protocol: Option<PathBuf>,
    /// The address of the site, which is part of every link [default: that of the settings, or an invented one]
    #[arg(long, value_name = "URL")]
    site: Option<String>,
    /// Letters of the longest first name
    #[arg(long, value_name = "LETTERS", default_value_t = LONGEST_NAME)]
    longest_name: usize,
    /// Show emails and letters in full
    #[arg(long)]
    whole: bool,
    /// Write each into this folder, too, which is made: emails as pages for a browser
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    #[command(flatten)]
    place: Place,
}

#[derive(Args, Debug)]
struct Translate {
    /// The messages, such as messages.en.toml
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The language's tag, such as cy for Welsh
    #[arg(long, value_name = "TAG", value_parser = Language::new)]
    language: Language,
    /// Where it is written; beside the messages unless told
    #[arg(long, value_name = "FILE.toml")]
    out: Option<PathBuf>,
}

impl Messages {
    pub async fn run(self) -> Result<(), Refused> {
        match self.what {
            What::Check(check) => check.run().await,
            What::Translate(translate) => translate.run(),
        }
    }
}

impl Check {
    async fn run(self) -> Result<(), Refused> {
        let settings = settings(&self.place, None)?;
        let file = files::read(&self.file)?;
        let translations = in_languages(&self.file, &called(&self.file))?;
        let messages = MessageFiles::read(&file, &translations).map_err(Refused::listing)?;
        let on_record = OnRecord::for_a_check(&settings).await?;
        let (study, surveys) = self.study(&on_record)?;
        let protocol = self.protocol()?;
        let site = self.site.clone().or(settings.public_url);
        let asked = Asked::of(&study, &surveys);
        let around = Around {
            longest_name: self.longest_name,
            ..asked.around(&study, protocol.as_ref(), site.as_deref().unwrap_or(SITE))
        };
        shown::show(&messages.messages, &around, self.whole)?;
        if let Some(folder) = &self.out {
            shown::write(&messages.messages, &around, folder)?;
        }
        let Found { errors, warnings } = messages.check(&around);
        if !warnings.is_empty() {
            note("Worth a look:");
            warnings.iter().for_each(note);
        }
        if !errors.is_empty() {
            return Err(Refused::listing(in_order(errors, &file)));
        }
        let number = count(messages.messages.messages.len(), "message");
        let looked_at = if protocol.is_some() {
            ""
        } else {
            "; without a protocol, nobody knows on which day each is sent"
        };
        say(format!("{}: no faults, {number}{looked_at}", self.file.display()))
    }

    /// Whose they are, and what it asks.
    fn study(
        &self,
        on_record: &OnRecord,
    ) -> Result<(study::Study, Vec<definition::Survey>), Refused> {
        let beside = self.file.with_file_name("study.toml");
        let (study, at) = alone(self.study.as_deref().unwrap_or(&beside))?;
        let protocol = Protocol::read(&files::read(&at)?).map_err(Refused::listing)?;
        asking(study, (&at, &protocol), on_record)
    }

    /// What sends them, where there is one.
    fn protocol(&self) -> Result<Option<Protocol>, Refused> {
        let beside = self.file.with_file_name("protocol.toml");
        let path = match &self.protocol {
            Some(path) => path,
            None if beside.is_file() => &beside,
            None => return Ok(None),
        };
        let protocol = Protocol::read(&files::read(path)?).map_err(Refused::listing)?;
        Ok(Some(protocol))
    }
}

impl Translate {
    fn run(self) -> Result<(), Refused> {
        let Self { file: path, language, out } = self;
        let originals = Originals::of_messages(&files::read(&path)?).map_err(Refused::listing)?;
        if originals.language.as_ref() == Some(&language) {
            return Err(Refused::because(format!(
                "{} is written in {language}: name the language that it is to be translated into",
                path.display()
            )));
        }
        let own = path.with_file_name(format!("{}.{language}.toml", called(&path)));
        renew(&originals, &language, &own, out.as_deref().unwrap_or(&own))
    }
}

/// `messages` of `messages.en.toml`.
fn called(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let is_language = |(_, tag): &(&str, &str)| Language::new(tag).is_ok();
    stem.rsplit_once('.').filter(is_language).map_or(&*stem, |(called, _)| called).to_owned()
}
