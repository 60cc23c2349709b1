//! Stopping, or doing less. Each choice is one transaction: the decision, what is no longer agreed to,
//! what is closed or erased, the messages that are called off, the audit entry and the receipt.

mod subject;

mod decider;

mod doing;

mod ledger;

mod standing;

mod passing_on;

mod receipt;

mod erasing;

mod wished;

mod texted;

mod desk;

mod by_mail;

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr};
use surveys::{
    consent::Mode,
    keys::WaveKey,
    stopping::{Act, Choice, Effect, TakenBack},
    study::Study,
};

pub use self::{
    by_mail::{Emails, emails, link_of_mail, stop_emails},
    decider::Decider,
    desk::{Offered, Preview, offered, preview, record_wished},
    erasing::{Erasing, erase},
    ledger::Decided,
    receipt::{receipt, receipt_for},
    wished::{WishProblem, Wished},
};
use self::{doing::Hand, ledger::Source, subject::at};
pub(crate) use self::{
    doing::delete_answers_after_all,
    erasing::erase_again,
    ledger::{begin_again, decided, died, last_decided_on},
    passing_on::Hearers,
    standing::{events, state, states},
    subject::Subject,
    texted::{Confirmed, start_by_text, started_by_text, starts_by_text, stop_by_text},
};
use crate::{
    Db,
    auth::{By, Caseworker, Participant},
    identity::Vault,
    studies::StudyHandle,
};

/// What somebody wants to stop, and how the study learned of it.
#[derive(Clone, Debug)]
pub struct Wish {
    /// What stops.
    pub choice: Choice,
    /// Who decided it.
    pub decided_by: Decider,
    /// How it was said.
    pub mode: Mode,
    /// Why, if somebody gave a reason. Nobody has to.
    pub reason: Option<String>,
}

/// What came of a wish, to be shown again by its reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// By which it is spoken of.
    pub reference: String,
    /// What was wished.
    pub choice: Choice,
    /// The day on which it was.
    pub on: NaiveDate,
    /// What came of it.
    pub came: Came,
}

/// What came of a wish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Came {
    /// It was done; what it stopped, and what went on.
    Done(Effect),
    /// The answers were frozen on this day, so they stay. The data protection officer is told.
    TooLate(NaiveDate),
}

/// Why nothing was stopped.
#[derive(Debug, thiserror::Error)]
pub enum StopError {
    /// The device has not shown whose it is.
    #[error("this device has not shown whose it is")]
    Locked,
    /// Only staff set this.
    #[error("only the study's staff can record this")]
    ForStaff,
    /// The survey was sent, so there is none to skip.
    #[error("the survey of this wave was already sent")]
    AlreadySent,
    /// Nobody has this study number, among those whom this person may do something about.
    #[error("nobody in the study has this number")]
    NoSuchParticipant,
    /// The study has no such wave.
    #[error("the study has no such wave")]
    NoSuchWave,
    /// This cannot be taken back in this way.
    #[error("this cannot be taken back here")]
    Stays,
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

/// Stops what a participant wants to stop, on their own page. The same wish again changes nothing and
/// gives the same receipt.
///
/// # Errors
/// When the choice is not theirs to make, or there is nothing to skip, or the database fails.
pub async fn stop(
    db: &Db,
    who: &Participant,
    choice: Choice,
    reason: Option<String>,
    now: DateTime<Utc>,
) -> Result<Receipt, StopError> {
    if choice.is_for_staff() {
        return Err(StopError::ForStaff);
    }
    if !who.is_known() {
        return Err(StopError::Locked);
    }
    let wish = Wish { choice, decided_by: Decider::Participant, mode: Mode::Web, reason };
    let who = who.clone();
    db.write_with_vault(now, move |transaction, vault| {
        Box::pin(async move {
            let subject = Subject::choosing(transaction, &who, choice, now).await?;
            doing::stop((transaction, vault), &subject, wish, Hand::Their, now).await
        })
    })
    .await
}

/// Records what somebody wants to stop who told it by telephone or on paper, or what happened to them.
///
/// # Errors
/// When nobody has the number, the study has no such wave, or the database fails.
pub async fn record(
    db: &Db,
    by: By<Caseworker>,
    study: &StudyHandle,
    number: &str,
    wave: &WaveKey,
    wish: Wish,
    now: DateTime<Utc>,
) -> Result<Receipt, StopError> {
    if study.study().wave(wave).is_none() {
        return Err(StopError::NoSuchWave);
    }
    let (study, number, wave) = (study.clone(), number.to_owned(), wave.clone());
    db.write_with_vault(now, move |transaction, vault| {
        Box::pin(async move {
            let person = by.finds(transaction, &study, &number).await?;
            let person = person.ok_or(StopError::NoSuchParticipant)?;
            let study = Arc::clone(study.study());
            let wave = at(transaction, (&study, person.id), (wish.choice, &wave), now).await?;
            let subject = Subject { id: person.id, number, study, wave };
            let by = by.actor();
            doing::stop((transaction, vault), &subject, wish, Hand::Staff(&by), now).await
        })
    })
    .await
}

/// Records that something goes on after all which only staff take back, or which the person told them.
///
/// # Errors
/// When nobody has the number, the choice can be taken back only by agreeing anew or by nobody, or the
/// database fails.
pub async fn record_taken_back(
    db: &Db,
    by: By<Caseworker>,
    study: &StudyHandle,
    number: &str,
    (choice, wave): (Choice, &WaveKey),
    now: DateTime<Utc>,
) -> Result<(), StopError> {
    if !matches!(choice.taken_back(), TakenBack::ByStaff | TakenBack::ByThem) {
        return Err(StopError::Stays);
    }
    let (study, number, wave) = (study.clone(), number.to_owned(), wave.clone());
    db.write(move |transaction| {
        Box::pin(async move {
            let person = by.finds(transaction, &study, &number).await?;
            let person = person.ok_or(StopError::NoSuchParticipant)?;
            let study = Arc::clone(study.study());
            let subject = Subject { id: person.id, number, study, wave };
            let by = by.actor();
            let source = Source::told(choice, &by);
            doing::take_back(transaction, &subject, choice, (source, &by), now).await
        })
    })
    .await
}

/// A participant answers a survey after all that they had skipped.
///
/// # Errors
/// When the choice can be taken back only by agreeing anew, by staff or by nobody, or the database
/// fails.
pub async fn take_back(
    db: &Db,
    who: &Participant,
    choice: Choice,
    now: DateTime<Utc>,
) -> Result<(), StopError> {
    if choice.taken_back() != TakenBack::ByThem {
        return Err(StopError::Stays);
    }
    if !who.is_known() {
        return Err(StopError::Locked);
    }
    let subject = Subject::of(who);
    db.write(move |transaction| {
        Box::pin(async move {
            let by = (Source::THEM, subject.number.as_str());
            doing::take_back(transaction, &subject, choice, by, now).await
        })
    })
    .await
}

/// Stops something in the transaction of what implies it: taking the tick from a way of contact.
pub(crate) async fn stop_too(
    (transaction, vault): (&DatabaseTransaction, &Vault),
    who: &Participant,
    choice: Choice,
    now: DateTime<Utc>,
) -> Result<Receipt, StopError> {
    let decided_by = Decider::Participant;
    let wish = Wish { choice, decided_by, mode: Mode::Web, reason: None };
    let subject = Subject::choosing(transaction, who, choice, now).await?;
    doing::stop((transaction, vault), &subject, wish, Hand::Their, now).await
}

/// Stops, in the transaction of what tells it, what staff learned of somebody: that they died, or want to hear no more.
pub(crate) async fn stop_as_told(
    store: (&DatabaseTransaction, &Vault),
    whom: (&Arc<Study>, i32, &str),
    (choice, actor): (Choice, &str),
    now: DateTime<Utc>,
) -> Result<Receipt, StopError> {
    let first = whom.0.waves.first().ok_or(StopError::NoSuchWave)?;
    stop_wave_as_told(store, whom, (choice, &first.key, actor), now).await
}

/// The same, where it was told about this wave: the one that is skipped.
pub(crate) async fn stop_wave_as_told(
    (transaction, vault): (&DatabaseTransaction, &Vault),
    (study, id, number): (&Arc<Study>, i32, &str),
    (choice, wave, actor): (Choice, &WaveKey, &str),
    now: DateTime<Utc>,
) -> Result<Receipt, StopError> {
    let wave = at(transaction, (study, id), (choice, wave), now).await?;
    let subject = Subject { id, number: number.to_owned(), study: Arc::clone(study), wave };
    let decided_by = if choice.is_for_staff() { Decider::Staff } else { Decider::Participant };
    let wish = Wish { choice, decided_by, mode: Mode::Phone, reason: None };
    doing::stop((transaction, vault), &subject, wish, Hand::Staff(actor), now).await
}

/// Writes down a pause, or its end.
pub(crate) async fn write_down(
    transaction: &impl ConnectionTrait,
    subject: &Subject,
    act: Act,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    ledger::add(transaction, subject, act, ledger::Source::THEM, now).await.map(drop)
}
