//! `throughline study`

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use clap::{Args, Subcommand};
use records::{
    Db,
    studies::{self, Loaded, StudyError},
    versions,
};
use surveys::{
    authoring::{self, File, ProtocolFiles},
    catalogue, definition,
    messages::Asked,
    protocol::Protocol,
    retention::Kind,
    scoring::Packs,
    study,
    waves::Wave,
};

use super::{Refused, count, database, instrument, people, protocol, say, survey, tasks};
use crate::{
    files,
    settings::{Place, Settings},
};

/// Load and list studies
#[derive(Args, Debug)]
pub struct Study {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Load a study's file, and publish its protocol and the surveys of its waves
    Load {
        /// Its protocol lies beside it as protocol.toml, or under the name that the file gives, with the
        /// messages that it sends as messages.en.toml, and messages.cy.toml for Welsh; its surveys
        /// as KEY.toml, or in a folder `surveys` beside it, or they come with the program
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Why its protocol changed, where that is another version than before
        #[arg(long, value_name = "WHY")]
        reason: Option<String>,
        #[command(flatten)]
        place: Place,
    },
    /// Name the studies that are loaded
    List {
        #[command(flatten)]
        place: Place,
    },
}

impl Study {
    pub async fn run(self) -> Result<(), Refused> {
        match self.what {
            What::Load { file, reason, place } => {
                let settings = super::settings(&place, None)?;
                let packs = instrument::words(&settings).await?;
                let on_record = OnRecord { packs, surveys: published(&settings).await? };
                let Read { study, protocol, surveys } = read(&file, &on_record)?;
                let asked = Asked::of(&study, &surveys);
                protocol::is_in_order(&protocol, &study, &asked, &settings)?;
                let db = database::open_or_make(&settings).await?;
                load(&db, &study, (&protocol.protocol, reason.as_deref()), &surveys).await
            }
            What::List { place } => {
                let db = database::open(&super::settings(&place, None)?).await?;
                list(&db).await
            }
        }
    }
}

async fn load(
    db: &Db,
    study: &study::Study,
    protocol: (&Protocol, Option<&str>),
    surveys: &[definition::Survey],
) -> Result<(), Refused> {
    let loaded = studies::load(db, study, protocol, surveys, super::now()).await;
    let loaded = loaded.map_err(|error| match error {
        StudyError::Version(error) => instrument::without_licence(error),
        other => Refused::from(other),
    });
    let outcome = match loaded? {
        Loaded::Created => "is loaded",
        Loaded::Changed => "is loaded with its changes",
        Loaded::Unchanged => "was loaded already, just like this",
    };
    let surveys: Vec<_> =
        surveys.iter().map(|survey| format!("{}@{}", survey.key, survey.version)).collect();
    let waves = count(study.waves.len(), "wave");
    say(format!("{} {outcome}: {waves}, with {}.", study.key, surveys.join(", ")))?;
    would_go(study)?;
    tasks::tell_who_is_missing(db, &studies::find(db, &study.key).await?).await
}

/// Names and answers that the next daily look deletes by the rules of the file: a wrong day there cannot be
/// put right afterwards.
fn would_go(study: &study::Study) -> Result<(), Refused> {
    let (today, rules) = (super::now().date_naive(), &study.retention);
    let gone = [Kind::Identifiers, Kind::Numbers, Kind::Answers];
    let gone = gone.into_iter().filter(|kind| rules.due(*kind, None).has_come(today));
    let gone: Vec<_> = gone.map(Kind::words).collect();
    if gone.is_empty() {
        return Ok(());
    }
    say(format!(
        "By [retention] a server deletes at its next daily look: {}. `throughline retention --study {} \
         --dry-run` lists whose. If a day is wrong, load the file again before.",
        gone.join("; "),
        study.key
    ))
}

async fn list(db: &Db) -> Result<(), Refused> {
    for listed in studies::list(db).await? {
        let people = people(usize::try_from(listed.participants).unwrap_or(usize::MAX));
        let waves = count(listed.waves, "wave");
        say(format!("{}\t{}\t{waves}\t{people}", listed.key, listed.title))?;
    }
    Ok(())
}

/// A study as its files have it.
pub struct Read {
    /// With the waves of its protocol.
    pub study: study::Study,
    /// With what is sent.
    pub protocol: ProtocolFiles,
    /// Those of its waves.
    pub surveys: Vec<definition::Survey>,
}

/// What a study's files may name that lies in no file.
pub struct OnRecord {
    /// The words of instruments.
    pub packs: Packs,
    /// Surveys that were published, perhaps on the staff site: of each the latest version that is not retired.
    pub surveys: Vec<definition::Survey>,
}

impl OnRecord {
    /// The same for a check, which needs no database.
    pub async fn for_a_check(settings: &Settings) -> Result<Self, Refused> {
        let packs = instrument::words_for_a_check(settings, None).await?;
        Ok(Self { packs, surveys: published(settings).await.unwrap_or_default() })
    }
}

async fn published(settings: &Settings) -> Result<Vec<definition::Survey>, Refused> {
    if !database::is_there(settings) {
        return Ok(Vec::new());
    }
    let all = versions::list(&database::open(settings).await?).await?;
    let open = all.into_iter().filter(|stored| stored.retired.is_none());
    let latest: BTreeMap<_, _> =
        open.map(|stored| (stored.survey.key.clone(), stored.survey)).collect();
    Ok(latest.into_values().map(Arc::unwrap_or_clone).collect())
}

/// All of it from files, and what is on record where they name it.
pub fn read(path: &Path, on_record: &OnRecord) -> Result<Read, Refused> {
    let (study, at) = alone(path)?;
    let protocol = protocol::read(&at)?;
    let (study, surveys) = asking(study, (&at, &protocol.protocol), on_record)?;
    Ok(Read { study, protocol, surveys })
}

/// A study, and where its protocol is.
pub fn alone(path: &Path) -> Result<(study::Study, PathBuf), Refused> {
    let study = study::Study::read(&files::read(path)?).map_err(Refused::because)?;
    let protocol = path.with_file_name(study.protocol.as_deref().unwrap_or("protocol.toml"));
    Ok((study, protocol))
}

/// A study with the waves of a protocol, and the surveys that these ask.
pub fn asking(
    study: study::Study,
    (path, protocol): (&Path, &Protocol),
    on_record: &OnRecord,
) -> Result<(study::Study, Vec<definition::Survey>), Refused> {
    let (study, file) = (study.following(protocol), files::read(path)?);
    let mut surveys: Vec<definition::Survey> = Vec::new();
    for wave in &study.waves {
        if !surveys.iter().any(|survey| survey.key == wave.survey) {
            surveys.push(survey_of(wave, (path, &file), on_record)?);
        }
    }
    let lost = authoring::across(&study, &surveys);
    if lost.is_empty() { Ok((study, surveys)) } else { Err(Refused::listing(lost)) }
}

fn survey_of(
    wave: &Wave,
    (path, file): (&Path, &File),
    OnRecord { packs, surveys }: &OnRecord,
) -> Result<definition::Survey, Refused> {
    let name = format!("{}.toml", wave.survey);
    let folder = path.with_file_name("surveys");
    let places = [path.with_file_name(&name), folder.join(&name)];
    if let Some(beside) = places.iter().find(|place| *place != path && place.is_file()) {
        return survey::read(beside, packs);
    }
    if let Some(ours) = catalogue::survey(wave.survey.as_str()) {
        return Ok(ours.clone());
    }
    if let Some(published) = surveys.iter().find(|survey| survey.key == wave.survey) {
        return Ok(published.clone());
    }
    let at = file.text.find(&format!("\"{}\"", wave.survey)).unwrap_or(0);
    let problem =
        format!("the wave “{}” uses the survey “{}”, which is not there", wave.key, wave.survey);
    let mend = format!(
        "put it beside this file as {name}, or use one that `throughline survey list` names"
    );
    Err(Refused::because(file.fault(at..at, problem, mend)))
}
