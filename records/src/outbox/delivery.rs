//! What becomes known of a message after it was handed over: that it came back. Whatever goes to the same address
//! comes back as well, so nothing does until there is another.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, QueryFilter};

use crate::{Db, entity::outbox, sealing::hex};

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
    let plain = address.trim().to_lowercase();
    Ok(keys.get(&person).map(|key| hex(&key.derive("address", plain)[..16])))
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
