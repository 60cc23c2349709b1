//! Each message of a protocol, filled in with what is known of one person.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use chrono::{DateTime, Utc};
use sea_orm::DbErr;
use surveys::{
    calendar,
    definition::Survey,
    keys::{MessageKey, StepKey, WaveKey},
    language::Language,
    messages::{Messages, Occasion},
    phrases::Words,
    protocol::{Plan, Protocol, Send, Step},
    schedule::Until,
    stopping::Way,
    study::Study,
    waves::Dates,
};

use super::{Above, Called, Foreseen, OfWave, When, looking::Looked, reaching::Reaching};
use crate::{
    Db,
    outbox::{OfContact, Reading},
    protocols,
    schedule::{self, Became, Contacts, Entry, ScheduleError},
    studies::StudyHandle,
    versions,
};

/// What is said, and where its links point.
#[derive(Clone, Copy)]
pub(super) struct Said<'a> {
    pub protocol: &'a Arc<Protocol>,
    pub messages: &'a Messages,
    pub site: &'a str,
}

/// All that fills in the messages of one person.
pub(super) struct Filling<'a> {
    said: Said<'a>,
    looked: &'a Looked,
    study: Arc<Study>,
    wish: Option<Language>,
    dates: Dates,
    reaching: Reaching,
    /// What becomes of each contact.
    contacts: Vec<Contacts>,
    /// The survey of each wave in their language, as far as there is one.
    surveys: BTreeMap<WaveKey, Arc<Survey>>,
}

impl<'a> Filling<'a> {
    pub async fn of(
        db: &Db,
        study: &StudyHandle,
        (said, looked): (Said<'a>, &'a Looked),
        now: DateTime<Utc>,
    ) -> Result<Self, ScheduleError> {
        let (id, protocol) = (looked.person.id, said.protocol.as_ref());
        let file = Arc::new(study.study().as_ref().clone().following(protocol));
        let contacts = schedule::ledger_by(db, study, (&file, protocol), id, now).await?;
        let known = schedule::known_of(db, &file, &[id], now).await?.remove(&id);
        let dates = known.map(|person| person.dates).unwrap_or_default();
        let wish = looked.person.language.as_deref().and_then(|tag| Language::new(tag).ok());
        let today = calendar::date_in(&file.timezone, now);
        let reaching = Reaching::of(db, study, (id, today)).await?;
        let surveys = BTreeMap::new();
        let mut filling =
            Self { said, looked, study: file, wish, dates, reaching, contacts, surveys };
        filling.reads_surveys(db, study).await?;
        Ok(filling)
    }

    async fn reads_surveys(&mut self, db: &Db, study: &StudyHandle) -> Result<(), DbErr> {
        let language = self.language().to_string();
        for plan in &self.said.protocol.waves {
            let Some(version) = protocols::survey_asked(db, study, &plan.wave).await? else {
                continue;
            };
            let survey = versions::as_wished(&db.cache, db.read(), version, Some(&language));
            self.surveys.insert(plan.key().clone(), survey.await?);
        }
        Ok(())
    }

    /// In which they are written to.
    pub fn language(&self) -> &Language {
        let messages = self.said.messages;
        self.wish.as_ref().map_or(&messages.language, |wish| messages.language_for(wish))
    }

    /// What stands in the way of more than one message.
    pub fn above(&self) -> Vec<Above> {
        self.reaching.above(self.looked.called != Called::MadeUp)
    }

    /// Each contact of each wave about which anybody is contacted, in the order of the protocol.
    pub fn waves(&self, now: DateTime<Utc>) -> Vec<OfWave> {
        let plans = self.said.protocol.waves.iter().filter(|plan| !plan.steps.is_empty());
        let of_plan = |plan: &Plan| OfWave {
            wave: plan.key().clone(),
            title: plan.wave.title.clone(),
            messages: sends(plan)
                .flat_map(|(step, send)| said_by(send).map(move |message| (step, send, message)))
                .map(|(step, send, message)| self.contact(plan, (step, send.way, message), now))
                .collect(),
        };
        plans.map(of_plan).collect()
    }

    fn contact(
        &self,
        plan: &Plan,
        (step, way, message): (&Step, Way, &MessageKey),
        now: DateTime<Utc>,
    ) -> Foreseen {
        let when = match self.entry(plan.key(), &step.key, way) {
            Some(entry) if entry.message == *message => When::Contact(entry.clone()),
            Some(entry) => When::Instead(step.key.clone(), entry.message.clone()),
            None => When::Never,
        };
        let at = match &when {
            When::Contact(entry) => made_at(&entry.became, now),
            _ => now,
        };
        let contact = OfContact { wave: plan.key(), step: &step.key, way, message };
        let read = self.reading().of_contact(&contact, self.about(plan.key()), at);
        Foreseen { message: message.clone(), way, when, read }
    }

    /// What the protocol has as this contact. What it has no longer is no part of it.
    fn entry(&self, wave: &WaveKey, step: &StepKey, way: Way) -> Option<&Entry> {
        let own = self.contacts.iter().filter(|own| own.wave == *wave);
        let mut entries = own.flat_map(|own| &own.contacts).filter(|entry| !entry.is_former);
        entries.find(|entry| entry.step == *step && entry.way == way)
    }

    /// What goes on an occasion, and what nothing sends, which is filled in as if the first contact did.
    pub fn others(&self, now: DateTime<Utc>) -> Vec<Foreseen> {
        let plans = &self.said.protocol.waves;
        let sent: BTreeSet<_> =
            plans.iter().flat_map(sends).flat_map(|(_, send)| said_by(send)).collect();
        let others = self.said.messages.messages.iter().filter(|one| !sent.contains(&one.key));
        let each = others.flat_map(|message| message.ways().map(move |way| (message, way)));
        let today = calendar::date_in(&self.study.timezone, now);
        let words =
            self.surveys.values().next().map_or_else(Words::default, |own| own.words.clone());
        let foreseen = each.filter_map(|(message, way)| {
            let key = &message.key;
            let (when, read) = match Occasion::of(key) {
                Some(occasion) => {
                    let said = self.reading().on_occasion((occasion, way), &words, today)?;
                    let bars = self.reaching.bars((occasion, way), message.goes(Way::Email));
                    (When::Occasion(occasion, bars), said)
                }
                None => {
                    let first = plans.iter().find(|plan| !plan.steps.is_empty())?;
                    let (wave, step) = (first.key(), &first.steps.first()?.key);
                    let contact = OfContact { wave, step, way, message: key };
                    let read = self.reading().of_contact(&contact, self.about(wave), now);
                    (When::Never, read)
                }
            };
            Some(Foreseen { message: key.clone(), way, when, read })
        });
        foreseen.collect()
    }

    fn reading(&self) -> Reading<'_> {
        let Said { protocol, messages, site } = self.said;
        Reading {
            site,
            study: &self.study,
            protocol,
            messages,
            person: self.looked.person.id,
            first_name: &self.looked.first_name,
            has_birthday: self.looked.has_birthday,
            wish: self.wish.as_ref(),
            dates: self.dates,
        }
    }

    /// How dates are written in their language, and how long the survey of a wave takes.
    fn about(&self, wave: &WaveKey) -> (Words, Option<u8>) {
        let survey = self.surveys.get(wave);
        survey.map(|own| (own.words.clone(), Some(own.minutes))).unwrap_or_default()
    }
}

fn sends(plan: &Plan) -> impl Iterator<Item = (&Step, &Send)> {
    plan.steps
        .iter()
        .flat_map(|step| step.sends.iter().chain(&step.otherwise).map(move |send| (step, send)))
}

/// What is said to whoever has not begun, and to whoever has.
fn said_by(send: &Send) -> impl Iterator<Item = &MessageKey> {
    std::iter::once(&send.message).chain(&send.to_begun)
}

/// When a contact is made, for what is said of days: at this moment, where it is not known.
fn made_at(became: &Became, now: DateTime<Utc>) -> DateTime<Utc> {
    match became {
        Became::Comes(at) | Became::Waits(_, Until::Goes(at)) | Became::Handed { at, .. } => *at,
        Became::Due(_) | Became::Waits(_, Until::AtTheLatest(_)) | Became::Not(_) => now,
    }
}
