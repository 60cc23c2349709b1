//! A text that somebody sent. STOP stops texts at once, for all who share the number; START takes up what a text
//! stopped; CALL asks for a call, and is told that somebody will; everything else waits for a person, and its sender is
//! told once a day that nobody reads along.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
    QueryOrder, sea_query::OnConflict,
};
use surveys::{calendar, replies::Reply, stopping::Way};

use super::{inbox::place, subject};
use crate::{
    Db,
    audit::Entry,
    entity::{participant, study, text_received},
    identity::{self, Kind, Vault},
    outbox::{self, Channel, Message, Recipient, Template},
    senders::{Signed, Twilio},
    stopping::{self, Confirmed, Subject},
};

/// Longer than any text that people write.
const LONGEST: usize = 1600;

/// Why a text was not received.
#[derive(Debug, thiserror::Error)]
pub enum NotReceived {
    /// It does not say what, from whom, or to which of our services.
    #[error("it is no text to a study of ours")]
    NoText,
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

/// A text before it is somebody's.
#[derive(Clone)]
struct Text {
    study_id: i32,
    sid: String,
    words: String,
    asks: Reply,
    /// Whether Twilio told them what comes of it.
    confirmed: Confirmed,
}

/// Does what a text asks for. The same text told again changes nothing.
///
/// # Errors
/// When it is no text to a study of ours, or the database fails.
pub async fn receive(
    db: &Db,
    twilio: &Twilio,
    signed: &Signed,
    now: DateTime<Utc>,
) -> Result<(), NotReceived> {
    let service = signed.get("MessagingServiceSid").ok_or(NotReceived::NoText)?;
    let key = twilio.study_of(service).ok_or(NotReceived::NoText)?;
    let study = study::Entity::find().filter(study::Column::Key.eq(key)).one(db.read()).await?;
    let study_id = study.ok_or(NotReceived::NoText)?.id;
    let sid = signed.get("MessageSid").ok_or(NotReceived::NoText)?.to_owned();
    let from = signed.get("From").ok_or(NotReceived::NoText)?;
    let words: String = signed.get("Body").unwrap_or_default().chars().take(LONGEST).collect();
    // Twilio says that it has answered by saying what it took the text for.
    let answered = signed.get("OptOutType").is_some();
    let confirmed = if answered { Confirmed::Already } else { Confirmed::NotYet };
    let asks = match signed.get("OptOutType") {
        Some("STOP") => Reply::Stop,
        Some("START") => Reply::Start,
        _ => Reply::of(&words),
    };
    let mut text = Text { study_id, sid, words, asks, confirmed };
    let people = identity::find(&db.vault, Kind::Mobile, from).await?;
    let theirs = participant::Entity::find()
        .filter(participant::Column::StudyId.eq(study_id))
        .filter(participant::Column::Id.is_in(people))
        .order_by_asc(participant::Column::Id);
    let people = theirs.all(db.read()).await?;
    if people.is_empty() {
        return Ok(from_nobody(db, text, now).await?);
    }
    for person in people {
        let Some(subject) = subject(db, person, now).await? else { continue };
        if from_somebody(db, text.clone(), subject, now).await? {
            text.confirmed = Confirmed::Already;
        }
    }
    Ok(())
}

/// Nobody's words can be sealed with nobody's key, so they are not kept.
async fn from_nobody(db: &Db, text: Text, now: DateTime<Utc>) -> Result<(), DbErr> {
    db.write(move |transaction| {
        Box::pin(async move {
            if add(transaction, &text, None, now).await? {
                let entry = Entry::new("system", "text from an unknown number", text.asks.name());
                entry.in_study(text.study_id).write(transaction, now).await?;
            }
            Ok(())
        })
    })
    .await
}

/// Whether it is answered: a telephone that several share is answered once.
async fn from_somebody(
    db: &Db,
    text: Text,
    subject: Subject,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let keys = db.vault.keys.of(&[subject.id]).await?;
    let is_read = matches!(text.asks, Reply::Call | Reply::Other);
    let words = keys
        .get(&subject.id)
        .filter(|_| is_read)
        .map(|key| key.seal(&place(&text.sid, subject.id), text.words.as_bytes()));
    db.write_with_vault(now, move |transaction, vault| {
        Box::pin(async move {
            if !add(transaction, &text, Some((subject.id, words)), now).await? {
                return Ok(false);
            }
            let entry = Entry::new("system", "text received", text.asks.name()).about(subject.id);
            entry.in_study(text.study_id).write(transaction, now).await?;
            act((transaction, vault), &text, &subject, now).await
        })
    })
    .await
}

async fn act(
    (transaction, vault): (&DatabaseTransaction, &Vault),
    text: &Text,
    subject: &Subject,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let template = match text.asks {
        Reply::Stop => {
            let store = (transaction, vault);
            return stopping::stop_by_text(store, subject, text.confirmed, now).await;
        }
        Reply::Start if !stopping::start_by_text(transaction, subject, now).await? => {
            return Ok(false);
        }
        Reply::Start => Template::TextsAgain,
        Reply::Call => Template::TextCallBack,
        Reply::Other => Template::TextNotRead,
    };
    answer(transaction, (text, template), subject, now).await
}

/// Tells them, once a day at most, what comes of their text; unless they want none, or were told.
async fn answer(
    transaction: &DatabaseTransaction,
    (text, template): (&Text, Template),
    subject: &Subject,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let stands = stopping::state(transaction, subject.id).await?;
    if stands.may_answer(Way::Sms).is_err() || text.confirmed == Confirmed::Already {
        return Ok(false);
    }
    let today = calendar::date_in(&subject.study.timezone, now);
    let message = Message {
        study_id: Some(text.study_id),
        to: Recipient::Participant(subject.id),
        channel: Channel::Sms,
        template,
        facts: BTreeMap::new(),
        once: format!("{} {} {today}", template.name(), subject.id),
        not_before: now,
    };
    outbox::enqueue(transaction, message, now).await?;
    Ok(true)
}

/// Adds it; whether it is new.
async fn add(
    transaction: &DatabaseTransaction,
    text: &Text,
    from: Option<(i32, Option<Vec<u8>>)>,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let (person, words) = from.map_or((None, None), |(person, words)| (Some(person), words));
    let whose = person.map_or_else(|| "nobody".to_owned(), |person| person.to_string());
    let row = text_received::ActiveModel {
        once: Set(format!("{} {whose}", text.sid)),
        study_id: Set(text.study_id),
        participant_id: Set(person),
        asks: Set(text.asks.name().to_owned()),
        words: Set(words),
        received_at: Set(now),
        ..Default::default()
    };
    let before = OnConflict::column(text_received::Column::Once).do_nothing().to_owned();
    let added = text_received::Entity::insert(row).on_conflict(before);
    Ok(added.exec_without_returning(transaction).await? == 1)
}
