//! What is done to an entry.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr};
use surveys::registers::{Act, Event, Fact, Refused, Report, Said};

use super::{
    RegisterError,
    events::{self, Held},
};
use crate::{
    Db, audit,
    auth::{DataManager, RegisterKeeper},
    identity::{self, Vault},
};

/// Does something to an entry. A form that was sent twice does it once.
///
/// # Errors
/// When the study has no such entry, it cannot be done to it as it stands, or the database fails.
pub async fn act(
    db: &Db,
    by: &RegisterKeeper,
    number: i32,
    act: Act,
    now: DateTime<Utc>,
) -> Result<(), RegisterError> {
    let (study_id, actor) = (by.study_id(), by.actor());
    db.write_with_vault(now, move |transaction, vault| {
        Box::pin(async move {
            let held = events::hold(transaction, study_id, number).await?;
            let held = held.ok_or(RegisterError::NoSuchEntry)?;
            let event = Event { at: now, actor, fact: act.fact };
            if is_again(vault, &held, &event, &act.words).await? {
                return Ok(());
            }
            held.standing.may(act.fact)?;
            let has_words = !act.words.is_empty();
            let id = events::add(transaction, number, &event, has_words).await?;
            if has_words {
                let said = Said { what: act.words, ..Said::default() };
                identity::put_words(transaction, vault, (number, id), &said).await?;
            }
            Ok(written_down(transaction, &held, &event).await?)
        })
    })
    .await
}

/// Whether the last thing that happened is just this, by the same person in the same words.
async fn is_again(vault: &Vault, held: &Held, event: &Event, words: &str) -> Result<bool, DbErr> {
    let (id, last) = &held.last;
    if last.fact != event.fact || last.actor != event.actor {
        return Ok(false);
    }
    let before = identity::words_of(vault, held.row.id).await?.remove(id);
    Ok(before.unwrap_or_default().what == words)
}

/// Destroys, for good and in older backups too, everything that was written of an entry that is closed.
/// That it was there, and what was done about it, stays.
///
/// Doing it again changes nothing.
///
/// # Errors
/// As with `act`.
pub async fn destroy_words(
    db: &Db,
    by: &DataManager,
    number: i32,
    now: DateTime<Utc>,
) -> Result<(), RegisterError> {
    let (study_id, actor) = (by.study_id(), by.actor());
    db.write_with_vault(now, move |transaction, _| {
        Box::pin(async move {
            let held = events::hold(transaction, study_id, number).await?;
            let held = held.ok_or(RegisterError::NoSuchEntry)?;
            match held.standing.may(Fact::WordsDestroyed) {
                Err(Refused::Done) => return Ok(()),
                may => may?,
            }
            Ok(destroy(transaction, &held, actor, now).await?)
        })
    })
    .await
}

/// Destroys the words of an entry, and writes down that they were.
pub(super) async fn destroy(
    transaction: &DatabaseTransaction,
    held: &Held,
    actor: String,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let event = Event { at: now, actor, fact: Fact::WordsDestroyed };
    events::add(transaction, held.row.id, &event, false).await?;
    identity::forget_words(transaction, held.row.id).await?;
    written_down(transaction, held, &event).await
}

/// The audit entry of an event.
pub(super) async fn written_down(
    transaction: &impl ConnectionTrait,
    held: &Held,
    event: &Event,
) -> Result<(), DbErr> {
    let what = match event.fact {
        Fact::Received { .. } => "received",
        Fact::Acknowledged(_) => "acknowledged",
        Fact::Assessed(_) => "assessed",
        Fact::Reported(Report::Made) => "reported",
        Fact::Reported(Report::NotMade) => "not reported",
        Fact::Noted => "noted on",
        Fact::Escalated(_) => "told of as late",
        Fact::Closed(_) => "closed",
        Fact::Reopened => "opened again",
        Fact::WordsDestroyed => "words destroyed",
    };
    let action = format!("{} {what}", held.reference.register.name());
    let entry = audit::Entry::new(&event.actor, &action, &held.reference.to_string());
    let entry = entry.in_study(held.row.study_id);
    let entry = held.row.participant_id.into_iter().fold(entry, audit::Entry::about);
    entry.write(transaction, event.at).await.map(drop)
}
