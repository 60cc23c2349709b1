//! What one person is sent, for staff who look after them.

use chrono::{DateTime, Utc};
use sea_orm::DbErr;
use surveys::schedule::Planned;

use super::{
    opening::{self, today},
    some,
};
use crate::{
    Db,
    auth::Caseworker,
    calls::CallError,
    people,
    protocols::{self, ProtocolError},
    studies::StudyHandle,
};

/// Why it cannot be told what somebody is sent.
#[derive(Debug, thiserror::Error)]
pub enum ScheduleError {
    /// The study has no protocol, or one that this program cannot read.
    #[error(transparent)]
    Protocol(#[from] ProtocolError),
    /// They look after the messages of another study.
    #[error("only who looks after a study's messages sees what is due in it")]
    NotTheirs,
    /// It could not be worked out who is rung when.
    #[error(transparent)]
    Calls(Box<CallError>),
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

impl From<CallError> for ScheduleError {
    fn from(error: CallError) -> Self {
        match error {
            CallError::Database(error) => Self::Database(error),
            CallError::Protocol(error) => Self::Protocol(error),
            error => Self::Calls(Box::new(error)),
        }
    }
}

/// Everything that the protocol has for a participant whom they reach, in the order in which it comes to pass: what was
/// handed over, what goes and when, and what does not and why. None when there is no such participant.
///
/// # Errors
/// When there is no protocol that can be read, or the database fails.
pub async fn of_person(
    db: &Db,
    by: &Caseworker,
    study: &StudyHandle,
    id: i32,
    now: DateTime<Utc>,
) -> Result<Option<Vec<Planned>>, ScheduleError> {
    let Some(person) = people::reached(db.read(), by, study, id).await? else { return Ok(None) };
    let holds = protocols::current(db, study).await?;
    let shut = opening::shut(db, study.id, study.study(), today(study, now)).await?;
    let by = some::By { file: study.study(), protocol: &holds.protocol, shut: &shut };
    let mut theirs = some::of(db, by, &[person.id], now).await?;
    Ok(theirs.pop().map(|theirs| theirs.planned))
}
