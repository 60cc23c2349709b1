//! The contacts of a protocol, as messages: one for each person, wave, step and way. What is said, and whether it may be
//! said at all, is asked when it is sent and not before.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbErr};
use surveys::{
    keys::{MessageKey, StepKey, WaveKey},
    stopping::Way,
};

use super::{Channel, Message, Recipient, Template, insert};
use crate::entity::outbox;

/// One contact that is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Whose protocol has it.
    pub study_id: i32,
    /// Who is contacted.
    pub participant_id: i32,
    /// About which wave.
    pub wave: WaveKey,
    /// As which step.
    pub step: StepKey,
    /// By email, by text or as a letter. Calls are not made from here.
    pub way: Way,
    /// What was to be said when it was planned.
    pub message: MessageKey,
    /// The version of the protocol by which it was.
    pub protocol: u32,
    /// It is not sent earlier.
    pub moment: DateTime<Utc>,
    /// It is not sent later.
    pub until: DateTime<Utc>,
}

/// What a planned row is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub wave: WaveKey,
    pub step: StepKey,
}

/// What is written of a contact besides the message.
pub(super) struct Plan<'a> {
    pub step: &'a Step,
    pub until: DateTime<Utc>,
    /// Why somebody has to decide first whether it is still to be made.
    pub doubt: Option<&'static str>,
}

/// Why nothing says whether a letter was posted.
const BY_HAND: &str =
    "it was due before letters were printed here, and may have been posted by hand";

/// Writes a contact that is to be made: whether it is new. One that was written before, for this person, wave, step and
/// way, stays as it is, however it stands. A call is never written.
///
/// # Errors
/// When the database fails.
pub async fn enqueue_planned(
    transaction: &impl ConnectionTrait,
    contact: Contact,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    planned(transaction, contact, None, now).await
}

/// Writes a letter that somebody may have posted by hand: whether it is new. It is not printed before they said so.
///
/// # Errors
/// When the database fails.
pub(crate) async fn enqueue_doubted(
    transaction: &impl ConnectionTrait,
    contact: Contact,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    planned(transaction, contact, Some(BY_HAND), now).await
}

async fn planned(
    transaction: &impl ConnectionTrait,
    contact: Contact,
    doubt: Option<&'static str>,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let Contact { study_id, participant_id: person, wave, step, way, .. } = contact;
    let Some(channel) = Channel::of(way) else { return Ok(false) };
    let facts =
        [("message", contact.message.to_string()), ("protocol", contact.protocol.to_string())];
    let message = Message {
        study_id: Some(study_id),
        to: Recipient::Participant(person),
        channel,
        template: Template::Planned,
        facts: BTreeMap::from(facts.map(|(name, fact)| (name.to_owned(), fact))),
        once: format!("{person}|{wave}|{step}|{}", channel.name()),
        not_before: contact.moment,
    };
    let plan = Plan { step: &Step { wave, step }, until: contact.until, doubt };
    insert(transaction, message, Some(plan), now).await
}

impl Step {
    /// What the row is about, if it is a contact of a protocol.
    pub fn of(row: &outbox::Model) -> Option<Self> {
        let wave = WaveKey::new(row.wave.as_deref()?).ok()?;
        Some(Self { wave, step: StepKey::new(row.step.as_deref()?).ok()? })
    }
}
