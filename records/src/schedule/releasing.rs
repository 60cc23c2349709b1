//! What goes at once when the sends of a study are released: what waits in the outbox and still may go, and what has become
//! due meanwhile.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use sea_orm::DbErr;
use surveys::schedule::{AtSending, at_sending};

use super::{
    ScheduleError, facts, handing_over,
    some::{TOGETHER, Through, Walk},
};
use crate::{
    Db,
    auth::{Administrator, By, Postmaster},
    outbox::{self, Channel, Kept},
    participants, protocols,
    studies::StudyHandle,
};

/// To whom, about which wave, which message, how.
type Goes = (i32, String, String, Channel);

/// A message that goes at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Going {
    /// To whom, by study number, with a mark if it is a test person.
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
    /// How many there are, by wave, message and channel. Those to test people are not among them.
    pub counts: BTreeMap<(String, String, &'static str), usize>,
    /// How many go to test people besides.
    pub to_test_people: usize,
    /// Each, in the order in which they go; none where only how many is told.
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
    in_study(db, study, now).await
}

/// The same of these studies, each apart, for who holds and releases them all: how many messages, and not to whom. What fails in
/// one keeps nobody from seeing the others.
pub async fn each_goes_at_once(
    db: &Db,
    _by: &By<Administrator>,
    studies: &[StudyHandle],
    now: DateTime<Utc>,
) -> Vec<Result<GoesAtOnce, ScheduleError>> {
    let mut each = Vec::with_capacity(studies.len());
    for study in studies {
        let going = in_study(db, study, now).await;
        each.push(going.map(|going| GoesAtOnce { messages: Vec::new(), ..going }));
    }
    each
}

async fn in_study(
    db: &Db,
    study: &StudyHandle,
    now: DateTime<Utc>,
) -> Result<GoesAtOnce, ScheduleError> {
    let mut going: Vec<Goes> = Vec::new();
    // Letters wait for whoever prints them.
    let mut kept = outbox::kept(db, study.id, now).await?;
    kept.retain(|one| goes_by_itself(one.channel));
    for some in kept.chunks(TOGETHER) {
        going.extend(still(db, study, some, now).await?);
    }
    if let Some(followed) = handing_over::followed(db, study.id, now).await? {
        let mut through = Through::of(db, followed.by(), Walk::through(study.id), now);
        while let Some((people, _)) = through.next().await? {
            let due = people.iter().flat_map(|theirs| followed.due(theirs));
            going.extend(due.filter_map(|one| {
                let channel = Channel::of(one.way).filter(|channel| goes_by_itself(*channel))?;
                Some((one.participant_id, one.wave.to_string(), one.message.to_string(), channel))
            }));
        }
    }
    Ok(told(db, going).await?)
}

fn goes_by_itself(channel: Channel) -> bool {
    channel != Channel::Post
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
        let people = || some.iter().map(|one| one.0);
        let numbers = participants::numbers(db.read(), people()).await?;
        let tests = participants::are_test(db.read(), people()).await?;
        for (person, wave, message, channel) in some {
            if tests.contains(person) {
                told.to_test_people += 1;
            } else {
                let kind = (wave.clone(), message.clone(), channel.name());
                *told.counts.entry(kind).or_default() += 1;
            }
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
