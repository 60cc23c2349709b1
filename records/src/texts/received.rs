//! A text that somebody sent. STOP stops texts at once, for all who share the number; START takes up what a text
//! stopped; CALL asks for a call, and is told that somebody will; everything else waits for a person, and its sender is
//! told once a day that nobody reads along.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
    QueryOrder, sea_query::OnConflict,
};
use surveys::{calendar, replies::Reply, stopping::Way};

use super::{
    inbox::place,
    order::{answered_from, is_overtaken},
    subject,
};
use crate::{
    Db,
    audit::Entry,
    calls,
    entity::{participant, study, text_received},
    identity::{self, Kind, Vault},
    outbox::{self, Channel, Message, Recipient, Template},
    senders::{CameIn, Signed, Twilio},
    stopping::{self, Confirmed, Subject},
};

/// Longer than any text that people write.
const LONGEST: usize = 1600;

/// Twilio gives up telling a text long before so much time has passed.
const TOLD_AGAIN: TimeDelta = TimeDelta::hours(1);

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
    /// Whether Twilio told them what comes of it, or from when on we do.
    confirmed: Confirmed,
    /// When it came: as Twilio's list has it, or else when we heard of it.
    at: DateTime<Utc>,
    /// Whether it was found in the list.
    is_late: bool,
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
    let sid = signed.get("MessageSid").ok_or(NotReceived::NoText)?.to_owned();
    let from = signed.get("From").ok_or(NotReceived::NoText)?;
    let words = cut(signed.get("Body").unwrap_or_default());
    // Twilio says that it has answered by saying what it took the text for.
    let answered = signed.get("OptOutType").is_some();
    let confirmed = if answered { Confirmed::Already } else { Confirmed::NotYet(now) };
    let asks = match signed.get("OptOutType") {
        Some("STOP") => Reply::Stop,
        Some("START") => Reply::Start,
        _ => Reply::of(&words),
    };
    let study_id = study_of(db, twilio, service).await?;
    if is_told_again(db, &sid, now).await? {
        return Ok(());
    }
    let text = Text { study_id, sid, words, asks, confirmed, at: now, is_late: false };
    Ok(take(db, text, from, now).await?)
}

/// The same with a text of somebody invented, which nobody signed. Twilio answered nothing.
///
/// # Errors
/// When the database fails.
pub(crate) async fn receive_rehearsed(
    db: &Db,
    (study_id, sid): (i32, String),
    (from, words): (&str, &str),
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let (words, asks) = (cut(words), Reply::of(words));
    let confirmed = Confirmed::NotYet(now);
    let text = Text { study_id, sid, words, asks, confirmed, at: now, is_late: false };
    take(db, text, from, now).await
}

/// The same with a text that is found in Twilio's list some time after it came. Whether Twilio answered it is not known; we
/// do so at the hours for texts: nobody is waiting for it at night.
///
/// # Errors
/// As above.
pub(super) async fn receive_late(
    db: &Db,
    twilio: &Twilio,
    text: CameIn,
    now: DateTime<Utc>,
) -> Result<(), NotReceived> {
    let CameIn { sid, service, from, words, at } = text;
    let study_id = study_of(db, twilio, &service).await?;
    // The number may have become somebody's since.
    if is_known(db, &whose(&sid, None)).await? {
        return Ok(());
    }
    let words = cut(&words);
    let asks = Reply::of(&words);
    let confirmed = Confirmed::NotYet(answered_from(db, study_id, now).await?);
    let text = Text { study_id, sid, words, asks, confirmed, at, is_late: true };
    Ok(take(db, text, &from, now).await?)
}

fn cut(words: &str) -> String {
    words.chars().take(LONGEST).collect()
}

async fn study_of(db: &Db, twilio: &Twilio, service: &str) -> Result<i32, NotReceived> {
    let key = twilio.study_of(service).ok_or(NotReceived::NoText)?;
    let study = study::Entity::find().filter(study::Column::Key.eq(key)).one(db.read()).await?;
    Ok(study.ok_or(NotReceived::NoText)?.id)
}

/// Does what it asks for, for everybody whose number it came from.
async fn take(db: &Db, mut text: Text, from: &str, now: DateTime<Utc>) -> Result<(), DbErr> {
    let people = identity::find(&db.vault, Kind::Mobile, from).await?;
    let theirs = participant::Entity::find()
        .filter(participant::Column::StudyId.eq(text.study_id))
        .filter(participant::Column::Id.is_in(people))
        .order_by_asc(participant::Column::Id);
    let people = theirs.all(db.read()).await?;
    if people.is_empty() {
        return from_nobody(db, text, now).await;
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
            if add(transaction, &text, None).await? {
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
            if !add(transaction, &text, Some((subject.id, words))).await? {
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
        Reply::Stop | Reply::Start
            if text.is_late
                && is_overtaken(transaction, (text.asks, text.at), subject.id).await? =>
        {
            return Ok(false);
        }
        Reply::Stop => {
            let store = (transaction, vault);
            return stopping::stop_by_text(store, subject, text.confirmed, now).await;
        }
        Reply::Start if !stopping::start_by_text(transaction, subject, now).await? => {
            return Ok(false);
        }
        Reply::Start => Template::TextsAgain,
        Reply::Call => {
            calls::asked_by_text(transaction, (text.study_id, subject), now).await?;
            Template::TextCallBack
        }
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
    let Confirmed::NotYet(from) = text.confirmed else { return Ok(false) };
    if stands.may_answer(Way::Sms).is_err() {
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
        not_before: from,
    };
    outbox::enqueue(transaction, message, now).await?;
    Ok(true)
}

/// The key of a text of somebody.
fn whose(sid: &str, person: Option<i32>) -> String {
    person.map_or_else(|| format!("{sid} nobody"), |person| format!("{sid} {person}"))
}

/// Whether a text was received long before: then somebody tells it who kept what Twilio signed, and the number may be somebody
/// else's by now. Twilio itself tells one once more within moments.
async fn is_told_again(db: &Db, sid: &str, now: DateTime<Utc>) -> Result<bool, DbErr> {
    let known = text_received::Entity::find()
        .filter(text_received::Column::Once.starts_with(format!("{sid} ")))
        .filter(text_received::Column::ReceivedAt.lt(now - TOLD_AGAIN));
    Ok(known.one(db.read()).await?.is_some())
}

async fn is_known(db: &Db, once: &str) -> Result<bool, DbErr> {
    let known = text_received::Entity::find().filter(text_received::Column::Once.eq(once));
    Ok(known.one(db.read()).await?.is_some())
}

/// Adds it; whether it is new.
async fn add(
    transaction: &DatabaseTransaction,
    text: &Text,
    from: Option<(i32, Option<Vec<u8>>)>,
) -> Result<bool, DbErr> {
    let (person, words) = from.map_or((None, None), |(person, words)| (Some(person), words));
    let row = text_received::ActiveModel {
        once: Set(whose(&text.sid, person)),
        study_id: Set(text.study_id),
        participant_id: Set(person),
        asks: Set(text.asks.name().to_owned()),
        words: Set(words),
        received_at: Set(text.at),
        ..Default::default()
    };
    let before = OnConflict::column(text_received::Column::Once).do_nothing().to_owned();
    let added = text_received::Entity::insert(row).on_conflict(before);
    Ok(added.exec_without_returning(transaction).await? == 1)
}
