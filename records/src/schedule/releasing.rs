//! What goes at once when the sends of a study are released: what waits in the outbox and still may go, and what has become
//! due meanwhile.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use sea_orm::DbErr;
use surveys::schedule::{AtSending, at_sending};

use super::{
    ScheduleError, facts, handing_over,
    some::{self, TOGETHER, Walk},
};
use crate::{
    Db,
    auth::{By, Postmaster},
    outbox::{self, Channel, Kept},
    participants, protocols,
    studies::StudyHandle,
};

/// To whom, about which wave, which message, how.
type Goes = (i32, String, String, Channel);

/// A message that goes at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Going {
    /// To whom, by study number.
    pub number: String,
    /// About which wave.
    pub wave: String,
    /// Which message.
    pub message: String,
    /// How.
    pub channel: Channel,
}

/// All of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GoesAtOnce {
    /// How many there are, by wave, message and channel.
    pub counts: BTreeMap<(String, String, &'static str), usize>,
    /// Each, in the order in which they go.
    pub messages: Vec<Going>,
}

/// Works it out, for who looks after the study's messages. Nothing changes.
///
/// # Errors
/// When they look after another's, or the database fails or holds what this program cannot read.
pub async fn goes_at_once(
    db: &Db,
    by: &By<Postmaster>,
    study: &StudyHandle,
    now: DateTime<Utc>,
) -> Result<GoesAtOnce, ScheduleError> {
    if !by.may_in(study) {
        return Err(ScheduleError::NotTheirs);
    }
    let mut going: Vec<Goes> = Vec::new();
    let kept = outbox::kept(db, study.id, now).await?;
    for some in kept.chunks(TOGETHER) {
        going.extend(still(db, study, some, now).await?);
    }
    if let Some(followed) = handing_over::followed(db, study.id, now).await? {
        let mut walk = Walk::through(study.id);
        while let Some(people) = walk.next(db.read()).await? {
            let (people, _) = some::who_can_be_read(db, followed.by(), &people, now).await?;
            let due = people.iter().flat_map(|theirs| followed.due(theirs));
            going.extend(due.filter_map(|one| {
                let channel = Channel::of(one.way)?;
                Some((one.participant_id, one.wave.to_string(), one.message.to_string(), channel))
            }));
        }
    }
    // Letters wait for whoever prints them.
    going.retain(|(.., channel)| *channel != Channel::Post);
    Ok(told(db, going).await?)
}

/// Those of them that still may go, in the words of the protocol that holds.
async fn still(
    db: &Db,
    study: &StudyHandle,
    kept: &[Kept],
    now: DateTime<Utc>,
) -> Result<Vec<Goes>, ScheduleError> {
    // An email and its text are one person's.
    let people: BTreeSet<_> = kept.iter().map(|one| one.person).collect();
    let people: Vec<_> = people.into_iter().collect();
    let facts = facts::of(db, study.study(), &people, now).await?;
    let protocol = protocols::latest(db.read(), study.id).await?;
    let goes = kept.iter().filter_map(|one| {
        let message = match &one.step {
            None => one.message.clone(),
            Some((wave, step)) => {
                let (person, holds) = (facts.get(&one.person)?, protocol.as_ref()?);
                let own = (wave, step, one.channel.way());
                match at_sending(&holds.protocol, person, own, now) {
                    AtSending::Goes(message) => message.to_string(),
                    AtSending::Later(_) | AtSending::Waits(..) | AtSending::Not(_) => return None,
                }
            }
        };
        Some((one.person, one.wave.clone(), message, one.channel))
    });
    Ok(goes.collect())
}

async fn told(db: &Db, going: Vec<Goes>) -> Result<GoesAtOnce, DbErr> {
    let mut told = GoesAtOnce::default();
    for some in going.chunks(TOGETHER) {
        let numbers = participants::numbers(db.read(), some.iter().map(|one| one.0)).await?;
        for (person, wave, message, channel) in some {
            let kind = (wave.clone(), message.clone(), channel.name());
            *told.counts.entry(kind).or_default() += 1;
            told.messages.push(Going {
                number: numbers.get(person).cloned().unwrap_or_default(),
                wave: wave.clone(),
                message: message.clone(),
                channel: *channel,
            });
        }
    }
    Ok(told)
}
