//! `throughline instrument`

use std::{fs, path::PathBuf};

use chrono::NaiveDate;
use clap::{ArgAction, Args, Subcommand, builder::PossibleValuesParser};
use records::{
    Db,
    auth::By,
    rights::{self, OnRecord},
    versions::VersionError,
};
use surveys::{
    authoring::read_pack,
    rights::{Right, Unfit},
    scoring::{self, Instrument as Known, Mode, Packs, TextPack},
};

use super::{Refused, count, database, note, now, say};
use crate::{
    files,
    settings::{Place, Settings},
};

/// Name instruments, and record the words and the licences that a study brings
#[derive(Args, Debug)]
pub struct Instrument {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Name the instruments that come with the program, and the licences on record
    List {
        #[command(flatten)]
        place: Place,
    },
    /// Keep the words of an instrument, and write the licence for them into the rights register
    ///
    /// The same again changes nothing. A licence that is renewed is recorded with the same words.
    Load(Box<Load>),
}

#[derive(Args, Debug)]
struct Load {
    /// The text pack
    #[arg(value_name = "PACK.toml")]
    pack: PathBuf,

    /// By which the owner knows the licence
    #[arg(long, value_name = "REFERENCE")]
    licence_reference: String,

    /// Who may use the words
    #[arg(long, value_name = "WHO")]
    holder: String,

    /// The last day on which they may, like 2027-03-02; without it, the licence does not end
    #[arg(long, value_name = "DAY")]
    expires: Option<NaiveDate>,

    /// The ways of asking that the licence is for
    #[arg(
        long,
        value_name = "MODE,…",
        required = true,
        value_delimiter = ',',
        value_parser = PossibleValuesParser::new(Mode::ALL.map(Mode::name))
    )]
    modes: Vec<String>,

    /// The languages that it is for
    #[arg(long, value_name = "LANGUAGE,…", required = true, value_delimiter = ',')]
    languages: Vec<String>,

    /// Says that you have held the words against the owner's, and nothing is altered
    #[arg(long, required = true, action = ArgAction::SetTrue)]
    checked: bool,

    #[command(flatten)]
    place: Place,
}

impl Instrument {
    pub async fn run(self) -> Result<(), Refused> {
        match self.what {
            What::List { place } => list(&super::settings(&place, None)?).await,
            What::Load(load) => load.run().await,
        }
    }
}

impl Load {
    async fn run(self) -> Result<(), Refused> {
        let settings = super::settings(&self.place, None)?;
        let file = files::read(&self.pack)?;
        let read = read_pack(&file.name, &file.text);
        let language = read.as_ref().ok().map(|pack| pack.language.clone());
        let right = self.right(read.as_ref().ok());
        let unfit = right.unfit(language.as_deref(), now().date_naive());
        let pack = match read {
            Ok(pack) if unfit.is_empty() => pack,
            read => {
                let faults = read.err().into_iter().flatten().map(|fault| fault.to_string());
                return Err(Refused::listing(faults.chain(unfit.iter().map(Unfit::to_string))));
            }
        };
        let db = database::open_or_make(&settings).await?;
        let is_new = rights::record(&db, &By::CommandLine, (&pack, &right), now()).await?;
        let outcome = if is_new { "is recorded" } else { "was recorded already, just like this" };
        say(format!("{} in {} {outcome}.", pack.instrument, pack.language))
    }

    fn right(self, pack: Option<&TextPack>) -> Right {
        let named = |name: &String| Mode::ALL.into_iter().find(|mode| mode.name() == name);
        Right {
            instrument: pack.map(|pack| pack.instrument.clone()).unwrap_or_default(),
            reference: self.licence_reference,
            holder: self.holder,
            expires_on: self.expires,
            modes: self.modes.iter().filter_map(named).collect(),
            languages: self.languages,
        }
    }
}

async fn list(settings: &Settings) -> Result<(), Refused> {
    for known in scoring::instruments() {
        say(line(known))?;
    }
    if database::is_there(settings) {
        let db = database::open(settings).await?;
        for on_record in rights::list(&db, &By::CommandLine).await? {
            say(on_record_line(&on_record))?;
        }
    }
    Ok(())
}

fn line(known: &Known) -> String {
    let words = if known.needs_licence() { "your words, by licence" } else { "with its words" };
    let items = count(known.items, "item");
    format!("{}\t{}\t{items}\t{words}\t{}", known.id, known.title, known.licence)
}

fn on_record_line(on_record: &OnRecord) -> String {
    let OnRecord { right, language, version, recorded_by, recorded_at, .. } = on_record;
    let modes: Vec<_> = right.modes.iter().map(|mode| mode.name()).collect();
    let until = match right.expires_on {
        None => "without an end".to_owned(),
        Some(last) if last < now().date_naive() => format!("ended on {last}"),
        Some(last) => format!("until {last}"),
    };
    format!(
        "{}\tlicence {}\t{}\t{until}\tby {}, in {}\twords {version} in {language}\trecorded by {recorded_by} on {}",
        right.instrument,
        right.reference,
        right.holder,
        modes.join(" and "),
        right.languages.join(" and "),
        recorded_at.format("%Y-%m-%d"),
    )
}

/// The words on record, where there is a database, with which surveys are read.
pub async fn words(settings: &Settings) -> Result<Packs, Refused> {
    if !database::is_there(settings) {
        return Ok(Packs::default());
    }
    Ok(rights::packs(&database::open(settings).await?).await?)
}

/// The same with those of a folder. A survey can be checked while the database cannot be opened.
pub async fn words_for_a_check(
    settings: &Settings,
    folder: Option<&PathBuf>,
) -> Result<Packs, Refused> {
    let brought = folder.map(in_folder).transpose()?;
    let mut packs = match words(settings).await {
        Ok(packs) => packs,
        Err(refused) => {
            note(format!("{refused}\nThe words on record were left out."));
            Packs::default()
        }
    };
    packs.extend(brought.unwrap_or_default());
    Ok(packs)
}

fn in_folder(folder: &PathBuf) -> Result<Vec<TextPack>, Refused> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            files.push(path);
        }
    }
    files.sort();
    let read = |path: &PathBuf| {
        let text = files::read(path)?.text;
        read_pack(&path.display().to_string(), &text).map_err(Refused::listing)
    };
    files.iter().map(read).collect()
}

/// Says which licences a survey lacks that is only looked at; what is published is refused instead.
pub async fn tell_unlicensed(
    settings: &Settings,
    survey: &surveys::definition::Survey,
) -> Result<Vec<String>, Refused> {
    let needed = survey.borrowed.iter().filter(|borrowed| borrowed.by_licence);
    let needed: Vec<_> = needed.map(|borrowed| borrowed.name.clone()).collect();
    if needed.is_empty() {
        return Ok(Vec::new());
    }
    if !database::is_there(settings) {
        note(format!(
            "{}@{}: publishing it needs a licence for {} on record, which was not looked up",
            survey.key,
            survey.version,
            needed.join(" and ")
        ));
        return Ok(Vec::new());
    }
    let db = database::open(settings).await?;
    tell_ending(&db, survey).await?;
    let lacking = rights::unlicensed(&db, survey, now().date_naive()).await?;
    Ok(lacking.iter().map(|why| format!("{why}; {RECORD}")).collect())
}

const RECORD: &str = "`throughline instrument load` records a licence";

/// Why a version is not published, and what is done where it is a licence that is lacking.
pub fn without_licence(error: VersionError) -> Refused {
    let is_lacking = matches!(error, VersionError::Unlicensed(_));
    let refused = Refused::from(error);
    if is_lacking { refused.and(RECORD) } else { refused }
}

/// Says which licences end soon. It holds nothing up.
pub async fn tell_ending(db: &Db, survey: &surveys::definition::Survey) -> Result<(), Refused> {
    for ending in rights::ending(db, survey, now().date_naive()).await? {
        note(format!("{}@{}: {ending}", survey.key, survey.version));
    }
    Ok(())
}
