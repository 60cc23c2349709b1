//! Raising an alert: its event and its audit entry, in the transaction of the save that raised it.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use surveys::safeguarding::{Event, Fact, Level};

use super::events;
use crate::{audit, entity::alert};

/// Whom an alert is about, and what raised it.
pub(super) struct About<'a> {
    pub participant: i32,
    /// The response and its wave.
    pub response: (i32, &'a str),
    pub cause: &'a str,
}

/// Raises an alert, or makes the one that there is more urgent. The row of the participant is held.
pub(super) async fn raise(
    transaction: &impl ConnectionTrait,
    about: &About<'_>,
    level: Level,
    actor: &str,
    now: DateTime<Utc>,
) -> Result<i32, DbErr> {
    let before = of_response(transaction, about.response.0, about.cause).await?;
    let alert = match before {
        Some(row) => row.id,
        None => begin(transaction, about).await?,
    };
    let event = Event { at: now, actor: actor.to_owned(), fact: Fact::Raised(level) };
    events::add(transaction, alert, &event).await?;
    audit::write(transaction, actor, "safeguarding task raised", &named(alert), now).await?;
    Ok(alert)
}

/// How the audit names an alert: by its number, which says nothing of anybody.
pub(super) fn named(alert: i32) -> String {
    format!("task {alert}")
}

async fn begin(transaction: &impl ConnectionTrait, about: &About<'_>) -> Result<i32, DbErr> {
    let row = alert::ActiveModel {
        participant_id: Set(about.participant),
        response_id: Set(Some(about.response.0)),
        wave_key: Set(Some(about.response.1.to_owned())),
        cause: Set(about.cause.to_owned()),
        ..Default::default()
    };
    Ok(alert::Entity::insert(row).exec(transaction).await?.last_insert_id)
}

pub(super) async fn of_response(
    transaction: &impl ConnectionTrait,
    response: i32,
    cause: &str,
) -> Result<Option<alert::Model>, DbErr> {
    alert::Entity::find()
        .filter(alert::Column::ResponseId.eq(response))
        .filter(alert::Column::Cause.eq(cause))
        .one(transaction)
        .await
}
