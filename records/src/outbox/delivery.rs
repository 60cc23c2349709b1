//! What becomes known of a message after it was handed over: that it came back. Whatever goes to the same address
//! comes back as well, so nothing does until there is another. The same holds where somebody learned it.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};
use surveys::{stopping::Way, tracing::Unreached};

use super::Channel;
use crate::{
    Db, Person,
    entity::outbox,
    identity::{self, Vault},
    sealing::{Sealer, hex},
    short_rows::of_people,
    tracing,
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

/// The mark of an address under its owner's key.
pub(crate) fn marked(key: &Sealer, address: &str) -> String {
    hex(&key.derive("address", address.trim().to_lowercase())[..16])
}

/// The marks of where some people live, of those whose address is known.
pub(crate) async fn marks_of_addresses(
    vault: &Vault,
    people: &HashMap<i32, Person>,
) -> Result<HashMap<i32, String>, DbErr> {
    let ids: Vec<_> = people.keys().copied().collect();
    let keys = vault.keys.of(&ids).await?;
    let mark = |(id, person): (&i32, &Person)| {
        Some((*id, marked(keys.get(id)?, &person.address_as_text()?)))
    };
    Ok(people.iter().filter_map(mark).collect())
}

/// Since when, and why, nothing reaches somebody at what is held of them still.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CameBack {
    /// What somebody learned; none where a message came back.
    pub learned: Option<Unreached>,
    pub since: NaiveDate,
}

/// Who among these has an address or number still that something came back from, and in which way. Of those only to whom
/// something came back what the vault holds is compared with it, and nothing of it is told.
pub(crate) async fn whose_came_back(
    db: &Db,
    people: &[i32],
) -> Result<HashMap<(i32, Way), CameBack>, DbErr> {
    let mut marks = tracing::marks(db, people).await?;
    for (person, mark) in bounces(db, people).await? {
        marks.entry(person).or_default().push(mark);
    }
    let people: Vec<_> = marks.keys().copied().collect();
    if people.is_empty() {
        return Ok(HashMap::new());
    }
    let contacts = identity::contacts(&db.vault, &people).await?;
    let keys = db.vault.keys.of(&people).await?;
    let mut back: HashMap<_, CameBack> = HashMap::new();
    for (person, marks) in marks {
        let (Some(contact), Some(key)) = (contacts.get(&person), keys.get(&person)) else {
            continue;
        };
        for (way, mark, came) in marks {
            if contact.at(way).is_some_and(|address| marked(key, &address) == mark) {
                let first = back.entry((person, way)).or_insert(came);
                if came.since < first.since {
                    *first = came;
                }
            }
        }
    }
    Ok(back)
}

/// In which way something came back, the mark of where it went, and what is told of it.
pub(crate) type Mark = (Way, String, CameBack);

/// The messages that came back, by whose they were.
async fn bounces(db: &Db, people: &[i32]) -> Result<Vec<(i32, Mark)>, DbErr> {
    use outbox::Column;
    type Row = (Option<i32>, String, Option<String>, Option<DateTime<Utc>>);
    let rows: Vec<Row> = outbox::Entity::find()
        .filter(of_people(Column::ParticipantId, people))
        .filter(Column::Delivery.eq(BOUNCED))
        .select_only()
        .columns([Column::ParticipantId, Column::Channel, Column::AddressMark, Column::DeliveryAt])
        .into_tuple()
        .all(db.read())
        .await?;
    let bounce = |(person, channel, mark, at): Row| {
        let since = at.unwrap_or_default().date_naive();
        let way = Channel::by_name(&channel)?.way();
        Some((person?, (way, mark?, CameBack { learned: None, since })))
    };
    Ok(rows.into_iter().filter_map(bounce).collect())
}

/// Whether something that went to the address with this mark came back.
pub(super) async fn came_back(
    db: &Db,
    (person, channel): (i32, &str),
    mark: Option<&str>,
) -> Result<bool, DbErr> {
    let Some(mark) = mark else { return Ok(false) };
    if tracing::is_unreached(db, person, mark).await? {
        return Ok(true);
    }
    let before = outbox::Entity::find()
        .filter(outbox::Column::ParticipantId.eq(person))
        .filter(outbox::Column::Channel.eq(channel))
        .filter(outbox::Column::AddressMark.eq(mark))
        .filter(outbox::Column::Delivery.eq(BOUNCED));
    Ok(before.one(db.read()).await?.is_some())
}
