//! Whether a message that was handed over still goes, asked by the outbox at the moment at which it is to be sent.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{DbErr, EntityTrait};
use surveys::{
    calendar,
    keys::{MessageKey, StepKey, WaveKey},
    protocol::Protocol,
    schedule::{AtSending, Because, Person, Until, at_sending},
    stopping::Way,
    study::Study,
    waves::Dates,
};

use super::{ScheduleError, facts, opening};
use crate::{Db, entity::study, protocols, studies};

/// How often is asked whether a survey can be begun that could not.
const ASK: TimeDelta = TimeDelta::hours(1);

/// What becomes of it.
pub(crate) enum Still {
    /// It goes, in these words.
    Goes(Box<Saying>),
    /// It goes at this moment, as things stand.
    Waits(DateTime<Utc>),
    /// It waits for something to pass, until this moment at least.
    Kept(Because, DateTime<Utc>),
    /// It does not go.
    Not(Because),
}

/// What is said, about which wave, and what is known for saying it.
pub(crate) struct Saying {
    pub study: Arc<Study>,
    pub protocol: Arc<Protocol>,
    pub wave: WaveKey,
    pub step: StepKey,
    pub message: MessageKey,
    /// From what their waves are counted.
    pub dates: Dates,
}

/// A contact of somebody: about which wave, as which step, how.
pub(crate) type Contact = (i32, (WaveKey, StepKey, Way));

/// Asks it of one contact, by the protocol that holds now and by what is known of the person now.
///
/// # Errors
/// When the database fails, or holds what this program cannot read.
pub(crate) async fn still(
    db: &Db,
    (study, person): (i32, i32),
    contact: (WaveKey, StepKey, Way),
    now: DateTime<Utc>,
) -> Result<Still, DbErr> {
    let mut each = still_each(db, study, vec![(person, contact)], now).await?;
    Ok(each.pop().unwrap_or(Still::Not(Because::NotPlanned)))
}

/// The same of some contacts of one study, in their order, with as few questions as of one.
///
/// # Errors
/// As above, whosever data it is that cannot be read.
pub(crate) async fn still_each(
    db: &Db,
    study: i32,
    contacts: Vec<Contact>,
    now: DateTime<Utc>,
) -> Result<Vec<Still>, DbErr> {
    let Some((file, protocol)) = in_force(db, study).await? else {
        return Ok(contacts.iter().map(|_| Still::Not(Because::NotPlanned)).collect());
    };
    let people: BTreeSet<_> = contacts.iter().map(|(person, _)| *person).collect();
    let people: Vec<_> = people.into_iter().collect();
    let facts = facts::of(db, &file, &people, now).await?;
    let today = calendar::date_in(&file.timezone, now);
    let (mut shut, mut stills) = (BTreeMap::new(), Vec::with_capacity(contacts.len()));
    for (person, contact) in contacts {
        let Some(person) = facts.get(&person) else {
            stills.push(Still::Not(Because::Ended));
            continue;
        };
        let wave = contact.0.clone();
        let mut still = of_one((&file, &protocol), person, contact, now);
        if matches!(still, Still::Goes(_)) {
            if !shut.contains_key(&wave) {
                let is_shut = opening::is_shut(db, study, (&file, &wave), today).await?;
                shut.insert(wave.clone(), is_shut);
            }
            if shut.get(&wave) == Some(&true) {
                still = Still::Kept(Because::Shut, now + ASK);
            }
        }
        stills.push(still);
    }
    Ok(stills)
}

/// Whether the survey is open to be begun is not asked.
fn of_one(
    (study, protocol): (&Arc<Study>, &Arc<Protocol>),
    person: &Person<'_>,
    (wave, step, way): (WaveKey, StepKey, Way),
    now: DateTime<Utc>,
) -> Still {
    match at_sending(protocol, person, (&wave, &step, way), now) {
        AtSending::Later(at) => Still::Waits(at),
        AtSending::Waits(because, Until::Goes(at) | Until::AtTheLatest(at)) => {
            Still::Kept(because, at)
        }
        AtSending::Not(because) => Still::Not(because),
        AtSending::Goes(message) => {
            let (study, protocol) = (Arc::clone(study), Arc::clone(protocol));
            let dates = person.dates;
            Still::Goes(Box::new(Saying { study, protocol, wave, step, message, dates }))
        }
    }
}

/// What is known for saying once more what was said. Whether it may be is not asked.
///
/// # Errors
/// When the database fails, or holds what this program cannot read.
pub(crate) async fn said(
    db: &Db,
    (study, person): (i32, i32),
    (wave, step, message): (WaveKey, StepKey, MessageKey),
    now: DateTime<Utc>,
) -> Result<Option<Saying>, DbErr> {
    let Some((study, protocol)) = in_force(db, study).await? else { return Ok(None) };
    let person = facts::of(db, &study, &[person], now).await?.remove(&person);
    let dates = person.map(|person| person.dates);
    Ok(dates.map(|dates| Saying { study, protocol, wave, step, message, dates }))
}

/// The study of this row and the protocol that holds in it, where both are there.
pub(super) async fn in_force(
    db: &Db,
    study: i32,
) -> Result<Option<(Arc<Study>, Arc<Protocol>)>, DbErr> {
    let (Some(holds), Some(row)) = (
        protocols::latest(db.read(), study).await?,
        study::Entity::find_by_id(study).one(db.read()).await?,
    ) else {
        return Ok(None);
    };
    let file = studies::by_revision(db, study, row.revision).await?;
    Ok(Some((file, holds.protocol)))
}

impl From<ScheduleError> for DbErr {
    /// For a worker, which tries again later whatever it was.
    fn from(error: ScheduleError) -> Self {
        match error {
            ScheduleError::Protocol(error) => error.into(),
            ScheduleError::Database(error) => error,
            ScheduleError::NotTheirs | ScheduleError::Calls(_) => Self::Custom(error.to_string()),
        }
    }
}
