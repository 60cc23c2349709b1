//! Handing over to the outbox what is due, for everybody in every study. Any number of servers may do it: of each study one
//! does so at a time, by lease, and whoever does it twice after all writes nothing the second time.

use std::{collections::BTreeSet, sync::Arc};

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QueryOrder, QuerySelect};
use surveys::{
    calendar,
    keys::WaveKey,
    protocol::Protocol,
    schedule::{Fate, Planned, last_moment},
    stopping::Way,
    study::Study,
};

use super::{
    ScheduleError, leaving_out, opening, sending,
    some::{self, Theirs, Walk},
};
use crate::{
    Db,
    audit::Entry,
    calls,
    entity::study,
    leases,
    outbox::{self, Channel, Contact},
    secret,
};

/// How long a study is its worker's, when they vanish with it.
const LEASE: TimeDelta = TimeDelta::minutes(2);

/// A worker that hands over what is due. No two are the same.
#[derive(Clone, Debug)]
pub struct Planner {
    holder: String,
}

impl Default for Planner {
    fn default() -> Self {
        Self { holder: secret::crockford26(&secret::random()) }
    }
}

/// A study, and what holds in it.
pub(super) struct Followed {
    id: i32,
    file: Arc<Study>,
    protocol: Arc<Protocol>,
    /// Waves whose survey nobody could begin.
    shut: BTreeSet<WaveKey>,
}

/// Hands over what is due in each study whose protocol has messages, and whose sends are not held: how many messages that
/// were. Whoever is to be rung from now on is put on the list of calls. A study in which it fails keeps no other from its turn.
///
/// # Errors
/// The first thing that failed. What was handed over by then stays so.
pub async fn hand_over(
    db: &Db,
    planner: &Planner,
    now: DateTime<Utc>,
) -> Result<usize, ScheduleError> {
    let ids = study::Entity::find().select_only().column(study::Column::Id);
    let ids: Vec<i32> = ids.order_by_asc(study::Column::Id).into_tuple().all(db.read()).await?;
    let (mut handed, mut failed) = (0, None);
    for id in ids {
        match of_study(db, planner, id, now).await {
            Ok(of_study) => handed += of_study,
            Err(error) => failed = failed.or(Some(error)),
        }
    }
    failed.map_or(Ok(handed), Err)
}

async fn of_study(
    db: &Db,
    planner: &Planner,
    id: i32,
    now: DateTime<Utc>,
) -> Result<usize, ScheduleError> {
    if outbox::is_held(db, id).await? {
        return Ok(0);
    }
    let Some(followed) = followed(db, id, now).await? else { return Ok(0) };
    if !is_ours(db, planner, id, now).await? {
        return Ok(0);
    }
    let (mut handed, mut walk) = (0, Walk::through(id));
    let mut left_out = Vec::new();
    while let Some(people) = walk.next(db.read()).await? {
        let (people, unread) = some::who_can_be_read(db, followed.by(), &people, now).await?;
        left_out.extend(unread);
        let due: Vec<_> = people.iter().flat_map(|theirs| followed.due(theirs)).collect();
        let to_ring = people.iter().flat_map(|theirs| followed.calls(theirs)).collect();
        let to_ring = calls::not_issued(db.read(), to_ring).await?;
        if !due.is_empty() || !to_ring.is_empty() {
            handed += written(db, id, (due, to_ring), now).await?;
        }
    }
    leaving_out::note(db, id, left_out, now).await?;
    calls::tend_by(db, id, (&followed.file, &followed.protocol), now).await?;
    Ok(handed)
}

/// The study, where its protocol sends anything.
pub(super) async fn followed(
    db: &Db,
    id: i32,
    now: DateTime<Utc>,
) -> Result<Option<Followed>, ScheduleError> {
    let Some((file, protocol)) = sending::in_force(db, id).await? else { return Ok(None) };
    if protocol.messages.is_none() {
        return Ok(None);
    }
    let shut = opening::shut(db, id, &file, calendar::date_in(&file.timezone, now)).await?;
    Ok(Some(Followed { id, file, protocol, shut }))
}

async fn is_ours(db: &Db, planner: &Planner, id: i32, now: DateTime<Utc>) -> Result<bool, DbErr> {
    let (name, holder) = (format!("schedule {id}"), planner.holder.clone());
    db.write(move |transaction| {
        Box::pin(async move { leases::take(transaction, &name, &holder, LEASE, now).await })
    })
    .await
}

/// Writes some contacts, and the cases of who is to be rung, all or none: how many messages are new.
async fn written(
    db: &Db,
    study: i32,
    (due, to_ring): (Vec<Contact>, BTreeSet<(i32, WaveKey)>),
    now: DateTime<Utc>,
) -> Result<usize, DbErr> {
    db.write(move |transaction| {
        Box::pin(async move {
            calls::issue(transaction, study, to_ring, now).await?;
            let (since, mut new) = (letters_since(transaction, study).await?, 0);
            for contact in due {
                let is_doubted =
                    contact.way == Way::Post && since.is_some_and(|since| contact.moment < since);
                new += usize::from(if is_doubted {
                    outbox::enqueue_doubted(transaction, contact, now).await?
                } else {
                    outbox::enqueue_planned(transaction, contact, now).await?
                });
            }
            if new > 0 {
                let told = format!("{new} messages");
                let entry = Entry::new("system", "messages planned", &told).in_study(study);
                entry.write(transaction, now).await?;
            }
            Ok(new)
        })
    })
    .await
}

/// From when on the letters of a study are printed here. What was due before was for somebody to post.
async fn letters_since(
    transaction: &impl ConnectionTrait,
    study: i32,
) -> Result<Option<DateTime<Utc>>, DbErr> {
    let since = study::Entity::find_by_id(study).select_only().column(study::Column::LettersSince);
    Ok(since.into_tuple().one(transaction).await?.flatten())
}

impl Followed {
    pub(super) fn by(&self) -> some::By<'_> {
        some::By { file: &self.file, protocol: &self.protocol, shut: &self.shut }
    }

    /// In which waves somebody is to be rung from now on.
    fn calls(&self, theirs: &Theirs) -> Vec<(i32, WaveKey)> {
        let is_call =
            |planned: &&Planned| planned.way == Way::Phone && matches!(planned.fate, Fate::Due(_));
        let calls = theirs.planned.iter().filter(is_call);
        calls.map(|planned| (theirs.id, planned.wave.clone())).collect()
    }

    /// What is to be sent to somebody now.
    pub(super) fn due(&self, theirs: &Theirs) -> Vec<Contact> {
        let contact = |planned: &Planned| {
            let Fate::Due(moment) = planned.fate else { return None };
            let plan = self.protocol.waves.iter().find(|plan| *plan.key() == planned.wave)?;
            Channel::of(planned.way).is_some().then(|| Contact {
                study_id: self.id,
                participant_id: theirs.id,
                wave: planned.wave.clone(),
                step: planned.step.clone(),
                way: planned.way,
                message: planned.message.clone(),
                protocol: self.protocol.version,
                moment,
                until: last_moment(
                    &self.protocol,
                    plan,
                    (&self.file.timezone, &theirs.dates),
                    (planned.way, moment),
                ),
            })
        };
        theirs.planned.iter().filter_map(contact).collect()
    }
}
