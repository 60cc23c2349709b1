//! A study's protocol, gone through with invented people and a clock of its own: every message that would be sent, and why the
//! others would not. What is due is worked out, claimed, asked for once more and put into words by the same code as in earnest;
//! only the clock and who takes the messages away are others. It has a database of its own, and nothing leaves it.

mod setting;

mod people;

mod deeds;

mod answering;

mod giving;

mod reacting;

mod going_on;

mod told;

mod beside;

mod balance;

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::DbErr;

pub use self::{
    balance::Balance,
    told::{Line, Rehearsed},
};
use self::{going_on::Rehearsal, setting::Setting};
use crate::{
    Db,
    outbox::Post,
    protocols::ProtocolError,
    schedule::ScheduleError,
    senders::{Rehearsed as Sender, Senders},
    stores::Unusable,
    studies::{StudyError, StudyHandle},
};

/// What is rehearsed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// So many people are invented.
    pub participants: u32,
    /// The same seed invents the same people, who do the same.
    pub seed: u64,
    /// So many days go by.
    pub days: u32,
}

/// Why nothing was rehearsed.
#[derive(Debug, thiserror::Error)]
pub enum RehearsalError {
    /// Its protocol has no messages.
    #[error(
        "the protocol of the study has no messages, so nothing would be sent; publish them with it first"
    )]
    NoMessages,
    /// The study could not be copied.
    #[error(transparent)]
    Study(#[from] StudyError),
    /// Its protocol cannot be read.
    #[error(transparent)]
    Protocol(#[from] ProtocolError),
    /// It could not be worked out what is due.
    #[error(transparent)]
    Schedule(#[from] ScheduleError),
    /// An invented person could not do something.
    #[error("an invented person could not do something: {0}")]
    Deed(String),
    /// A store could not be used.
    #[error(transparent)]
    Unusable(#[from] Unusable),
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

/// Where links point that nobody follows.
const SITE: &str = "https://survey.example.org";

/// Rehearses a study of one database in another, which is empty and is good for nothing else afterwards.
///
/// # Errors
/// When its protocol has no messages, the study cannot be copied, or a database fails.
pub async fn rehearse(
    (from, study): (&Db, &StudyHandle),
    empty: Db,
    asked: Asked,
    now: DateTime<Utc>,
) -> Result<Rehearsed, RehearsalError> {
    let sender = Sender::new(asked.seed);
    let post = Post::new(Senders::rehearsed(&sender), SITE.to_owned());
    let setting = Setting::set((from, study), empty, now).await?;
    let ends = now + TimeDelta::days(i64::from(asked.days));
    let mut rehearsal = Rehearsal::begin(setting, asked, (post, sender), (now, ends)).await?;
    rehearsal.goes_on().await?;
    rehearsal.tells().await
}
