//! Whether somebody may still be told something. Asked at the moment of sending, and nowhere else.

use chrono::{DateTime, Utc};
use sea_orm::{DbErr, EntityTrait};
use surveys::{calendar, keys::MessageKey, stopping::NotContacted, study::Study};

use super::{
    Channel, Template,
    occasions::{self, OwnWords},
    planned::Step,
    settling::Outcome,
    thanking,
};
use crate::{
    Db, consent,
    entity::{outbox, study},
    protocols,
    schedule::{self, Saying, Still},
    stopping,
};

/// A message may go: in the words of a protocol, or in ours.
pub(super) enum Words {
    /// Those of `records/templates`.
    Ours,
    /// Those of the study's protocol for a contact.
    OfProtocol(Box<Saying>),
    /// Those of the study's protocol for what somebody did.
    OfOccasion(OwnWords),
}

/// The one place where it is decided. What a protocol has is asked of the schedule once more; for all else the consent
/// ledger counts, and what the person stopped. Receipts confirm what somebody did a moment ago, and replies answer what
/// they wrote, so they need no agreement; replies end with what was stopped.
pub(super) async fn may_send(
    db: &Db,
    row: &outbox::Model,
    (template, channel): (Template, Channel),
    now: DateTime<Utc>,
) -> Result<Result<Words, Outcome>, DbErr> {
    if template == Template::Planned {
        return still(db, row, channel, now).await;
    }
    let Some(participant) = row.participant_id else { return Ok(Ok(Words::Ours)) };
    if let Err(stopped) = listens(db, row, (participant, template, channel), now).await? {
        return Ok(Err(stopped.into()));
    }
    if template == Template::Thanks {
        let own = thanking::still(db, row, channel.way(), now).await?;
        return Ok(own.map(Words::OfOccasion));
    }
    said_now(db, row, (template, channel)).await.map(Ok)
}

/// Whether somebody may be told this.
async fn listens(
    db: &Db,
    row: &outbox::Model,
    (participant, template, channel): (i32, Template, Channel),
    now: DateTime<Utc>,
) -> Result<Result<(), NotContacted>, DbErr> {
    if template.is_receipt() {
        return Ok(Ok(()));
    }
    let (stopped, way) = (stopping::state(db.read(), participant).await?, channel.way());
    if template.keeps_a_promise() {
        return Ok(stopped.may_give(way));
    }
    if template.is_reply() {
        return Ok(stopped.may_answer(way));
    }
    let agreed = consent::state(db.read(), participant).await?;
    let today = calendar::date_in(&timezone(db, row).await?, now);
    Ok(stopped.may_contact(way, &agreed.permissions, today))
}

/// What is said of what the protocol has no contact for: in its words, where it has some.
async fn said_now(
    db: &Db,
    row: &outbox::Model,
    (template, channel): (Template, Channel),
) -> Result<Words, DbErr> {
    let own = occasions::of(db, row, (template, channel.way())).await?;
    Ok(own.map_or(Words::Ours, Words::OfOccasion))
}

async fn still(
    db: &Db,
    row: &outbox::Model,
    channel: Channel,
    now: DateTime<Utc>,
) -> Result<Result<Words, Outcome>, DbErr> {
    let named = (row.study_id.zip(row.participant_id), Step::of(row));
    let (Some(whom), Some(Step { wave, step })) = named else {
        return Ok(Err(Outcome::Failed("it names no wave and no step".to_owned())));
    };
    Ok(match schedule::still(db, whom, (wave, step, channel.way()), now).await? {
        Still::Goes(saying) => Ok(Words::OfProtocol(saying)),
        Still::Waits(at) => Err(Outcome::NotYet(at)),
        Still::Kept(because, until) => Err(Outcome::Kept(because.to_string(), until)),
        Still::Not(because) => Err(Outcome::NotSent(because.to_string())),
    })
}

/// The words of a message that was given away, to recognise it by; none where nobody can say them any more.
pub(super) async fn words_again(
    db: &Db,
    row: &outbox::Model,
    (template, channel): (Template, Channel),
    now: DateTime<Utc>,
) -> Result<Option<Words>, DbErr> {
    if template == Template::Thanks {
        return thanks_again(db, row, channel).await;
    }
    if template != Template::Planned {
        return said_now(db, row, (template, channel)).await.map(Some);
    }
    let message = super::facts(row).unwrap_or_default().remove("message");
    let message = message.and_then(|key| MessageKey::new(&key).ok());
    let (Some(whom), Some(Step { wave, step }), Some(message)) =
        (row.study_id.zip(row.participant_id), Step::of(row), message)
    else {
        return Ok(None);
    };
    let saying = schedule::said(db, whom, (wave, step, message), now).await?;
    Ok(saying.map(|saying| Words::OfProtocol(Box::new(saying))))
}

async fn thanks_again(
    db: &Db,
    row: &outbox::Model,
    channel: Channel,
) -> Result<Option<Words>, DbErr> {
    let Some(study) = row.study_id else { return Ok(None) };
    let Some(held) = protocols::latest(db.read(), study).await? else { return Ok(None) };
    let own = thanking::words(db, row, (held.protocol, channel.way())).await?;
    Ok(own.map(Words::OfOccasion))
}

async fn timezone(db: &Db, row: &outbox::Model) -> Result<String, DbErr> {
    let study = match row.study_id {
        Some(id) => study::Entity::find_by_id(id).one(db.read()).await?,
        None => None,
    };
    let study = study.and_then(|row| serde_json::from_str::<Study>(&row.definition).ok());
    Ok(study.map_or_else(|| "UTC".to_owned(), |study| study.timezone))
}
