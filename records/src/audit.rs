//! What was done, by whom. An entry is written in the transaction of what it tells.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, EntityTrait};

use crate::entity::audit;

/// Writes an entry. `object` names what was acted on by key or number, never by a person's name.
pub(crate) async fn write(
    transaction: &impl ConnectionTrait,
    actor: &str,
    action: &str,
    object: &str,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let entry = audit::ActiveModel {
        at: Set(now),
        actor: Set(actor.to_owned()),
        action: Set(action.to_owned()),
        object: Set(object.to_owned()),
        ..Default::default()
    };
    audit::Entity::insert(entry).exec_without_returning(transaction).await.map(drop)
}
