//! What somebody stops by answering a text, and what goes on when they answer another. Their number tells who they are:
//! it can stop texts, and what it stopped it can take up again, and nothing else.

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder,
};
use surveys::{
    consent::{Answer, Decision, Event, Mode},
    stopping::{Act, Choice, Way},
};

use super::{
    Decider, StopError, Subject, Wish,
    doing::{self, Hand},
    ledger::{self, Source},
    standing::state,
};
use crate::{audit::Entry, consent, entity::stop_event, identity::Vault, participants};

const TEXTS: Choice = Choice::Contact(Way::Sms);

/// Whether somebody was told already that texts stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Confirmed {
    /// The provider told them.
    Already,
    /// Nobody has: a receipt does, not before this moment.
    NotYet(DateTime<Utc>),
}

/// Stops texts, since the person answered one with STOP; whether they hear of it. A second STOP changes nothing and is not
/// answered.
pub(crate) async fn stop_by_text(
    (transaction, vault): (&DatabaseTransaction, &Vault),
    subject: &Subject,
    confirmed: Confirmed,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    participants::hold(transaction, [subject.id]).await?;
    let is_told = matches!(confirmed, Confirmed::NotYet(_))
        && !state(transaction, subject.id).await?.stands(TEXTS);
    let decided_by = Decider::Participant;
    let wish = Wish { choice: TEXTS, decided_by, mode: Mode::Text, reason: None };
    let by = match confirmed {
        Confirmed::Already => Hand::Answered,
        Confirmed::NotYet(answered_from) => Hand::Texting(answered_from),
    };
    match doing::stop((transaction, vault), subject, wish, by, now).await {
        Err(StopError::Database(error)) => Err(error),
        // Nothing else can be in the way of a way of contact.
        Ok(_) | Err(_) => Ok(is_told),
    }
}

/// Texts go on, since the person answered START; whether they do. Only what a text stopped goes on, and only as it was
/// agreed to before.
pub(crate) async fn start_by_text(
    transaction: &DatabaseTransaction,
    subject: &Subject,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    participants::hold(transaction, [subject.id]).await?;
    let Some(agreed) = taken_up(transaction, subject.id).await? else { return Ok(false) };
    let again = Decision { answer: Answer::Yes, ..agreed.decision };
    let by = subject.number.as_str();
    let said = consent::Source { mode: Mode::Text, actor: by, witness: None, said_at: None };
    consent::add(transaction, subject.id, agreed.form_version, &[again], said, now).await?;
    let source =
        Source { decided_by: Decider::Participant, mode: Mode::Text, actor: by, reason: None };
    ledger::add(transaction, subject, Act::TakesBack(TEXTS), source, now).await?;
    let told = format!("taken back: {}", TEXTS.name());
    Entry::new(by, &told, "stopping").about(subject.id).write(transaction, now).await?;
    Ok(true)
}

/// Whether START would take texts up again, as things stand.
pub(crate) async fn starts_by_text(
    connection: &impl ConnectionTrait,
    participant: i32,
) -> Result<bool, DbErr> {
    Ok(taken_up(connection, participant).await?.is_some())
}

/// The agreement that START takes up again, where it does.
async fn taken_up(
    connection: &impl ConnectionTrait,
    participant: i32,
) -> Result<Option<Event>, DbErr> {
    let stands = state(connection, participant).await?;
    let stopped = stands.stands(TEXTS) && stopped_by_text(connection, participant).await?;
    let agreed = agreed_before(connection, participant).await?;
    Ok(agreed.filter(|_| stopped && stands.asks()))
}

async fn stopped_by_text(
    connection: &impl ConnectionTrait,
    participant: i32,
) -> Result<bool, DbErr> {
    let last = last_by_text(connection, participant).await?;
    Ok(last.is_some_and(|row| row.act == "stops"))
}

/// Whether what was decided last about texts is that they go on, by a text: START outweighs no other decision.
pub(crate) async fn started_by_text(
    connection: &impl ConnectionTrait,
    participant: i32,
) -> Result<bool, DbErr> {
    let last = last_by_text(connection, participant).await?;
    Ok(last.is_some_and(|row| row.act != "stops"))
}

/// What was decided last about texts, where that was by a text.
async fn last_by_text(
    connection: &impl ConnectionTrait,
    participant: i32,
) -> Result<Option<stop_event::Model>, DbErr> {
    let last = stop_event::Entity::find()
        .filter(stop_event::Column::ParticipantId.eq(participant))
        .filter(stop_event::Column::Choice.eq(TEXTS.name()))
        .order_by_desc(stop_event::Column::Id)
        .one(connection)
        .await?;
    Ok(last.filter(|row| row.channel == Mode::Text.name()))
}

/// The agreement to texts that a text ended: what ended it is the last that was decided about them.
async fn agreed_before(
    connection: &impl ConnectionTrait,
    participant: i32,
) -> Result<Option<Event>, DbErr> {
    let events = consent::events(connection, &[participant]).await?.remove(&participant);
    let last = events.unwrap_or_default().into_iter().rev();
    let mut about = last.filter(|event| event.decision.permission == Some(Way::Sms.permission()));
    Ok(about
        .next()
        .filter(|event| event.mode == Mode::Text && event.decision.answer == Answer::Withdrawn))
}
