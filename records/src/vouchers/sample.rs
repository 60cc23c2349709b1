//! What a test person is sent in place of a voucher: a mail that looks like one, with a code that buys nothing. They are owed
//! nothing, and no stock is touched.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use crate::{
    entity::{outbox as message, participant},
    outbox::{self, Channel, Message, Recipient, Template},
};

/// What stands where a code would.
const CODE: &str = "TEST - this code buys nothing";
/// Names the fact of what the protocol promises.
const SAMPLE: &str = "sample";

fn once(person: i32, wave: &str) -> String {
    format!("test voucher {person} {wave}")
}

/// Has a test person sent what stands for a voucher: once for each wave.
pub(super) async fn send(
    transaction: &impl ConnectionTrait,
    person: &participant::Model,
    (wave, promised): (&str, String),
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let message = Message {
        study_id: Some(person.study_id),
        to: Recipient::Participant(person.id),
        channel: Channel::Email,
        template: Template::Voucher,
        facts: BTreeMap::from([(SAMPLE.to_owned(), promised)]),
        once: once(person.id, wave),
        not_before: now,
    };
    outbox::enqueue(transaction, message, now).await
}

/// What somebody was promised as a test person for a wave, in the words of the protocol; none for everybody else.
pub(super) async fn promised(
    connection: &impl ConnectionTrait,
    (person, wave): (i32, &str),
) -> Result<Option<String>, DbErr> {
    let own = message::Column::Once.eq(once(person, wave));
    let row = message::Entity::find().filter(own).one(connection).await?;
    Ok(row.and_then(|row| outbox::facts(&row).ok()?.remove(SAMPLE)))
}

/// What its mail says, where it is one.
pub(super) fn told(facts: &BTreeMap<String, String>) -> Option<BTreeMap<String, String>> {
    let said = [
        ("code", CODE.to_owned()),
        ("worth", facts.get(SAMPLE)?.clone()),
        ("until", String::new()),
    ];
    Some(BTreeMap::from(said.map(|(name, fact)| (name.to_owned(), fact))))
}
