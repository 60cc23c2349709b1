//! Links that lead nowhere any more, since another was issued in their place.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, sea_query::Expr};
use surveys::keys::WaveKey;

use crate::entity::link;

/// Whether a link of somebody's, to whichever wave, was issued again since this moment.
///
/// # Errors
/// When the database fails.
pub(crate) async fn revoked_since(
    connection: &impl ConnectionTrait,
    participant: i32,
    since: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let revoked = link::Entity::find()
        .filter(link::Column::ParticipantId.eq(participant))
        .filter(link::Column::RevokedAt.gte(since));
    Ok(revoked.one(connection).await?.is_some())
}

pub(super) async fn revoke(
    transaction: &impl ConnectionTrait,
    participant: i32,
    wave: &WaveKey,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    link::Entity::update_many()
        .col_expr(link::Column::RevokedAt, Expr::value(now))
        .filter(link::Column::ParticipantId.eq(participant))
        .filter(link::Column::WaveKey.eq(wave.as_str()))
        .filter(link::Column::RevokedAt.is_null())
        .exec(transaction)
        .await
        .map(drop)
}
