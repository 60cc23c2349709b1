//! What is read for changing the next version by choosing: one of its waves, a contact of one, or when people may be contacted.

use std::collections::BTreeMap;

use records::{
    Db,
    auth::{By, SurveyReader},
    protocols::{self, Looked, OWN_FILE, next_files},
    staff::Names,
    studies::StudyHandle,
    versions,
};
use surveys::{
    authoring::{Fault, File},
    editing::{EditError, PlannedContact, PlannedManners, PlannedWave, planned, planned_manners},
    keys::SurveyKey,
    messages::{Message, Messages, Occasion},
    protocol::Protocol,
    stopping::Way,
};

use super::{
    away,
    boxes::{Colleagues, SavedBy},
    writing::writer,
};
use crate::api::staff::{
    Away, Trouble,
    door::{Said, StaffRequest},
};

/// A part of the next version, as its text has it.
pub(crate) struct Planning {
    pub study: StudyHandle,
    pub found: Found,
    /// What can be drawn of it.
    pub drawn: Option<Protocol>,
    /// All that is wrong with it.
    pub faults: Vec<Fault>,
    /// The surveys that are published, each with its title.
    pub surveys: Vec<(SurveyKey, String)>,
    /// The version that the wave asks now, of the survey that it asks now.
    pub asks: Option<u32>,
    /// The messages that there are words for, by the way in which they go.
    pub messages: BTreeMap<Way, Vec<String>>,
    /// Who saved the draft last.
    pub saved_by: SavedBy,
    pub said: Said,
}

/// What is to be changed.
pub(crate) enum Found {
    Wave(PlannedWave),
    Contact(PlannedWave, PlannedContact),
    Manners(PlannedManners),
    /// A wave that is not there yet, among these.
    Another(Vec<PlannedWave>),
    /// Somebody took it out or called it otherwise while it was open.
    Gone,
    /// The text cannot be taken apart.
    Unreadable(EditError),
}

/// What the address names: a wave, or a contact of one.
pub(crate) async fn planning(request: StaffRequest) -> Result<Planning, Away> {
    let names = request.names.clone();
    of_next(request, move |text| found(text, &names)).await
}

/// When and how often people may be contacted.
pub(crate) async fn manners(request: StaffRequest) -> Result<Planning, Away> {
    of_next(request, |text| planned_manners(text).map_or_else(Found::Unreadable, Found::Manners))
        .await
}

/// A wave that is to come.
pub(crate) async fn another(request: StaffRequest) -> Result<Planning, Away> {
    of_next(request, |text| planned(text).map_or_else(Found::Unreadable, Found::Another)).await
}

async fn of_next(
    request: StaffRequest,
    find: impl FnOnce(&str) -> Found + Send,
) -> Result<Planning, Away> {
    let (study, by) = writer(&request)?;
    let db = &request.db;
    let held = protocols::current(db, &study).await.map_err(away)?.protocol;
    let draft = protocols::draft(db, &study).await.map_err(Away::failed)?;
    let names = Names::read(db, &by).await.map_err(Away::failed)?;
    let colleagues = Colleagues { names, id: request.member()?.id() };
    let last = draft.as_ref().and_then(|draft| draft.last());
    let saved_by = last.map_or(SavedBy::Nobody, |last| colleagues.saved(&last.changed_by));
    let files: Vec<File> = match &draft {
        Some(draft) => draft.files.iter().map(|one| one.file.clone()).collect(),
        None => next_files(&held),
    };
    let own = files.iter().find(|file| file.name == OWN_FILE);
    let found = find(own.map_or("", |file| file.text.as_str()));
    if matches!(found, Found::Gone) && request.said.wrong.is_none() {
        return Err(Away::Trouble(Trouble::NotFound));
    }
    // What holds is not told off before anybody has changed it.
    let Looked { drawn, read, faults, .. } = match draft {
        None => Looked { drawn: Some(held.as_ref().clone()), ..Looked::default() },
        Some(_) => protocols::look(db, &study, files).await.map_err(away)?,
    };
    let words = read.as_ref().unwrap_or(&held).messages.as_ref();
    let asks = asks(db, (&by, &study), &found).await?;
    Ok(Planning {
        messages: words.map(by_way).unwrap_or_default(),
        surveys: published(db).await?,
        said: request.said,
        study,
        found,
        drawn,
        faults,
        asks,
        saved_by,
    })
}

fn found(text: &str, names: &str) -> Found {
    let (wave, contact) = match names.split_once('/') {
        Some((wave, contact)) => (wave, Some(contact)),
        None => (names, None),
    };
    let waves = match planned(text) {
        Ok(waves) => waves,
        Err(error) => return Found::Unreadable(error),
    };
    let Some(wave) = waves.into_iter().find(|own| own.key == wave) else { return Found::Gone };
    let Some(contact) = contact else { return Found::Wave(wave) };
    let own = wave.contacts.iter().find(|own| own.key == contact).cloned();
    own.map_or(Found::Gone, |own| Found::Contact(wave, own))
}

/// Only those with words for a way are offered in it, and none that goes when somebody does something.
fn by_way(messages: &Messages) -> BTreeMap<Way, Vec<String>> {
    let has_words = |message: &Message, way| match way {
        Way::Email => message.body.is_some(),
        Way::Sms => message.sms.is_some(),
        Way::Post => message.letter.is_some(),
        Way::Phone => message.voicemail.is_some(),
    };
    let of = |way| {
        let planned = |message: &&Message| Occasion::of(&message.key).is_none();
        let own = messages.messages.iter().filter(planned);
        let own = own.filter(|message| has_words(message, way));
        (way, own.map(|message| message.key.to_string()).collect())
    };
    Way::ALL.into_iter().map(of).collect()
}

async fn published(db: &Db) -> Result<Vec<(SurveyKey, String)>, Away> {
    let listed = versions::listed(db).await.map_err(Away::failed)?;
    // Oldest first: the last one counts.
    let latest: BTreeMap<_, _> = listed.iter().map(|one| (one.key.clone(), one)).collect();
    let mut all = Vec::new();
    for (key, latest) in latest {
        let survey = versions::asks(db, latest).await.map_err(Away::failed)?;
        all.push((key, survey.title.clone()));
    }
    Ok(all)
}

async fn asks(
    db: &Db,
    (by, study): (&By<SurveyReader>, &StudyHandle),
    found: &Found,
) -> Result<Option<u32>, Away> {
    let Found::Wave(wave) = found else { return Ok(None) };
    let uses = versions::uses(db, by).await.map_err(Away::failed)?;
    let own = uses.into_iter().find(|used| {
        used.study == study.study().key
            && used.wave.as_str() == wave.key
            && used.survey.as_str() == wave.survey
    });
    Ok(own.map(|used| used.version))
}
