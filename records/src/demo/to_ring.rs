//! Whom the interviewers of the trial have on their list.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use surveys::{
    calendar,
    keys::WaveKey,
    protocol::Protocol,
    schedule::{Because, Fate, Person, Planned, schedule},
    stopping::Way,
    waves::Window,
};

use super::DemoError;
use crate::{
    Db, calls, protocols,
    schedule::{Walk, known_of},
    studies::StudyHandle,
};

/// Puts everybody on the list of calls who would be on it if the study had been served all along: their moment has come, however long
/// ago, and the survey is open to them and not sent. How many of them were not there before.
///
/// # Errors
/// When the study has no protocol that can be read, or the database fails.
pub async fn to_ring(db: &Db, study: &StudyHandle, now: DateTime<Utc>) -> Result<usize, DemoError> {
    let holds = protocols::current(db, study).await?;
    let (id, mut walk, mut new) = (study.id, Walk::counting(study.id), 0);
    while let Some(people) = walk.next(db.read()).await? {
        let known = known_of(db, study.study(), &people, now).await?;
        let mut due = BTreeSet::new();
        for (person, known) in &known {
            let waves = due_in(&holds.protocol, known, now).into_iter();
            due.extend(waves.map(|wave| (*person, wave)));
        }
        new += db
            .write(move |transaction| {
                Box::pin(async move { calls::issue(transaction, id, due, now).await })
            })
            .await?;
    }
    Ok(new)
}

/// The surveys that are open to somebody about whom they were to be rung. What was to be done days ago is told as passed.
fn due_in(protocol: &Protocol, person: &Person<'_>, now: DateTime<Utc>) -> Vec<WaveKey> {
    let today = calendar::date_in(person.zone, now);
    let is_open = |key: &WaveKey| {
        let mut own = protocol.waves.iter().filter(|plan| plan.key() == key);
        own.any(|plan| matches!(plan.wave.window(&person.dates, today), Window::Open(_)))
    };
    let has_come = |one: &Planned| {
        one.way == Way::Phone && matches!(one.fate, Fate::Due(_) | Fate::Not(Because::Passed))
    };
    let calls = schedule(protocol, person, now).into_iter().filter(has_come);
    calls.map(|one| one.wave).filter(is_open).collect()
}
