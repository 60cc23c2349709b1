//! An entry arrives: by the form of the site, or because somebody who keeps the registers opens it.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter,
};
use surveys::registers::{Channel, Complaint, Event, Fact, Opening, Reference, Register, Said};

use super::{RegisterError, events, telling};
use crate::{
    Db,
    audit::Entry,
    auth::{Participant, RegisterKeeper},
    entity::register_entry,
    identity::{self, Vault},
    participants,
    sealing::hex,
    secret,
    studies::StudyHandle,
};

/// Who writes the form of the site, as far as anybody is to know.
const SOMEBODY: &str = "public form";

/// Who was told so long ago that we have their complaint is not told so again by the same address.
const TOLD_FOR: TimeDelta = TimeDelta::hours(1);
/// No form carries a longer number.
const LONGEST_NUMBER: usize = 64;

/// What the form of an entry carries, so that sending it twice makes one entry.
#[must_use]
pub fn form_number() -> String {
    secret::crockford26(&secret::random())
}

/// The number that a form was sent with, or a new one where that is none and could not stand in an address.
#[must_use]
pub fn form_number_of(sent: &str) -> String {
    let is_one = (1..=LONGEST_NUMBER).contains(&sent.len())
        && sent.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if is_one { sent.to_owned() } else { form_number() }
}

/// The complaint that somebody made a moment ago with the form of this number. Only their browser knows it.
///
/// # Errors
/// When the database fails.
pub async fn just_received(
    db: &Db,
    once: &str,
    now: DateTime<Utc>,
) -> Result<Option<Reference>, DbErr> {
    let Some(once) = kept(once) else { return Ok(None) };
    let found = register_entry::Entity::find().filter(register_entry::Column::Once.eq(once));
    let Some(row) = found.one(db.read()).await? else { return Ok(None) };
    let mut events = events::of_all(db.read(), &[row.id]).await?;
    let first = events.remove(&row.id).and_then(|events| events.into_iter().next());
    let is_new = first.is_some_and(|(_, event)| {
        let by_form = matches!(event.fact, Fact::Received { channel: Channel::Form, .. });
        by_form && now - event.at < TOLD_FOR
    });
    Ok(if is_new { Some(events::reference(&row)?) } else { None })
}

/// An entry before it has a number.
struct New {
    study_id: i32,
    register: Register,
    /// Whom it is about.
    person: Option<i32>,
    received: Fact,
    said: Said,
    actor: String,
    once: Option<String>,
}

/// Takes a complaint by the form of the site. It is tied to the participant at whose link it was written
/// only if they said that it may be; otherwise nothing tells whose link that was.
///
/// # Errors
/// When the database fails.
pub async fn complain(
    db: &Db,
    study: &StudyHandle,
    who: Option<&Participant>,
    complaint: Complaint,
    once: &str,
    now: DateTime<Utc>,
) -> Result<Reference, DbErr> {
    let Complaint { said, may_know } = complaint;
    let who = who.filter(|_| may_know);
    let can_reach = who.is_some() || !said.contact.is_empty();
    let new = New {
        study_id: study.id,
        register: Register::Complaint,
        person: who.map(|who| who.id),
        received: Fact::Received { since: now, channel: Channel::Form, can_reach },
        said,
        actor: who.map_or(SOMEBODY.to_owned(), |who| who.number.clone()),
        once: kept(once),
    };
    db.write_with_vault(now, move |transaction, vault| {
        Box::pin(async move { receive(transaction, vault, new, now).await })
    })
    .await
}

/// Opens an entry.
///
/// # Errors
/// When nobody in the study has the number that it names, or the database fails.
pub async fn open(
    db: &Db,
    by: &RegisterKeeper,
    opening: Opening,
    once: &str,
    now: DateTime<Utc>,
) -> Result<Reference, RegisterError> {
    let (study_id, actor, once) = (by.study_id(), by.actor(), kept(once));
    db.write_with_vault(now, move |transaction, vault| {
        Box::pin(async move {
            let Opening { register, since, channel, said, number } = opening;
            let person = person(transaction, study_id, &number).await?;
            let can_reach = person.is_some() || !said.contact.is_empty();
            let received = Fact::Received { since, channel, can_reach };
            let new = New { study_id, register, person, received, said, actor, once };
            Ok(receive(transaction, vault, new, now).await?)
        })
    })
    .await
}

/// Whatever a browser sends as the number of a form is kept as a hash: it may be anything.
fn kept(once: &str) -> Option<String> {
    (!once.is_empty()).then(|| hex(&secret::hashed(once)))
}

async fn person(
    transaction: &impl ConnectionTrait,
    study_id: i32,
    number: &str,
) -> Result<Option<i32>, RegisterError> {
    if number.is_empty() {
        return Ok(None);
    }
    match participants::by_typed_number(transaction, study_id, number).await? {
        Some(person) => Ok(Some(person.id)),
        None => Err(RegisterError::NoSuchParticipant(number.to_owned())),
    }
}

async fn receive(
    transaction: &DatabaseTransaction,
    vault: &Vault,
    new: New,
    now: DateTime<Utc>,
) -> Result<Reference, DbErr> {
    let New { study_id, register, person, received, said, actor, once } = new;
    if let Some(once) = &once {
        let before = register_entry::Column::Once.eq(once.as_str());
        let before = register_entry::Entity::find().filter(before).one(transaction).await?;
        if let Some(row) = before {
            return events::reference(&row);
        }
    }
    let row = register_entry::ActiveModel {
        study_id: Set(study_id),
        register: Set(register.name().to_owned()),
        participant_id: Set(person),
        once: Set(once),
        ..Default::default()
    };
    let number = register_entry::Entity::insert(row).exec(transaction).await?.last_insert_id;
    let reference = Reference { register, number };
    let event = Event { at: now, actor, fact: received };
    let id = events::add(transaction, number, &event, true).await?;
    identity::put_words(transaction, vault, (number, id), &said).await?;
    let entry =
        Entry::new(&event.actor, &format!("{} received", register.name()), &reference.to_string());
    let entry = person.into_iter().fold(entry.in_study(study_id), Entry::about);
    entry.write(transaction, now).await?;
    telling::arrived(transaction, study_id, reference, now).await?;
    Ok(reference)
}
