//! What becomes known of a message after it was handed over: that it came back. Whatever goes to the same address
//! comes back as well, so nothing does until there is another.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};

use super::Channel;
use crate::{
    Db,
    entity::outbox,
    identity::{self, Contact},
    sealing::{Sealer, hex},
};

/// How a message is marked that came back.
pub(super) const BOUNCED: &str = "bounced";

/// How one is marked that was not delivered, though another may be.
pub(super) const NOT_DELIVERED: &str = "not delivered";

/// It came back, or was refused at the door.
pub(super) fn bounced(
    row: outbox::ActiveModel,
    detail: &str,
    now: DateTime<Utc>,
) -> outbox::ActiveModel {
    outbox::ActiveModel {
        delivery: Set(Some(BOUNCED.to_owned())),
        delivery_at: Set(Some(now)),
        delivery_detail: Set(Some(detail.to_owned())),
        ..row
    }
}

/// What only the person's own key makes of an address of theirs. With the key goes all that it could tell.
pub(super) async fn mark(db: &Db, person: i32, address: &str) -> Result<Option<String>, DbErr> {
    let keys = db.vault.keys.of(&[person]).await?;
    Ok(keys.get(&person).map(|key| marked(key, address)))
}

/// Whether a mail went to the address that is on record now.
///
/// # Errors
/// When a database fails.
pub(crate) async fn went_where_they_are(
    db: &Db,
    person: i32,
    mail: &outbox::Model,
) -> Result<bool, DbErr> {
    let Some(address) = identity::contact(db, person).await?.email else { return Ok(false) };
    Ok(mail.address_mark.is_some() && mail.address_mark == mark(db, person, &address).await?)
}

fn marked(key: &Sealer, address: &str) -> String {
    hex(&key.derive("address", address.trim().to_lowercase())[..16])
}

/// Who among these has an address or number still that something came back from, and in which way. Of those only to whom
/// something came back what the vault holds is compared with it, and nothing of it is told.
pub(crate) async fn whose_came_back(
    db: &Db,
    people: &[i32],
) -> Result<HashSet<(i32, Channel)>, DbErr> {
    use outbox::Column;
    type Row = (Option<i32>, String, Option<String>);
    let rows: Vec<Row> = outbox::Entity::find()
        .filter(Column::ParticipantId.is_in(people.iter().copied()))
        .filter(Column::Delivery.eq(BOUNCED))
        .select_only()
        .columns([Column::ParticipantId, Column::Channel, Column::AddressMark])
        .into_tuple()
        .all(db.read())
        .await?;
    let mut marks: HashMap<i32, Vec<(Channel, String)>> = HashMap::new();
    for (person, channel, mark) in rows {
        let known = Channel::by_name(&channel).zip(mark);
        if let (Some(person), Some(known)) = (person, known) {
            marks.entry(person).or_default().push(known);
        }
    }
    let people: Vec<_> = marks.keys().copied().collect();
    if people.is_empty() {
        return Ok(HashSet::new());
    }
    let contacts = identity::contacts(&db.vault, &people).await?;
    let keys = db.vault.keys.of(&people).await?;
    let mut back = HashSet::new();
    for (person, marks) in marks {
        let (Some(contact), Some(key)) = (contacts.get(&person), keys.get(&person)) else {
            continue;
        };
        let is_theirs = |(channel, mark): &&(Channel, String)| {
            of(contact, *channel).is_some_and(|address| marked(key, address) == *mark)
        };
        back.extend(marks.iter().filter(is_theirs).map(|(channel, _)| (person, *channel)));
    }
    Ok(back)
}

fn of(contact: &Contact, channel: Channel) -> Option<&str> {
    match channel {
        Channel::Email => contact.email.as_deref(),
        Channel::Sms => contact.mobile.as_deref(),
        // What the post brings back is recorded of a person, and not of a letter.
        Channel::Post => None,
    }
}

/// Whether something that went to the address with this mark came back.
pub(super) async fn came_back(
    db: &Db,
    (person, channel): (i32, &str),
    mark: Option<&str>,
) -> Result<bool, DbErr> {
    let Some(mark) = mark else { return Ok(false) };
    let before = outbox::Entity::find()
        .filter(outbox::Column::ParticipantId.eq(person))
        .filter(outbox::Column::Channel.eq(channel))
        .filter(outbox::Column::AddressMark.eq(mark))
        .filter(outbox::Column::Delivery.eq(BOUNCED));
    Ok(before.one(db.read()).await?.is_some())
}
