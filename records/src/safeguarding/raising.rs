//! Raising an alert: its event, its audit entry and whoever is told, in the transaction of what raised it.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use surveys::safeguarding::{Event, Fact, Level};

use super::{
    events,
    telling::{self, News},
};
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
        None => begin(transaction, about.participant, Some(about.response), about.cause).await?,
    };
    let event = Event { at: now, actor: actor.to_owned(), fact: Fact::Raised(level) };
    raised(transaction, (alert, about.participant), &event, None, now).await?;
    Ok(alert)
}

/// Writes down that an alert was raised, and tells whoever has to know.
pub(super) async fn raised(
    transaction: &impl ConnectionTrait,
    (alert, participant): (i32, i32),
    event: &Event,
    sealed: Option<Vec<u8>>,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let number = events::add(transaction, alert, event, sealed).await?;
    audit::write(transaction, &event.actor, "safeguarding task raised", &named(alert), now).await?;
    let Fact::Raised(level) = event.fact else { return Ok(()) };
    telling::tell(transaction, participant, (alert, number), News::New(level), now).await
}

/// How the audit names an alert: by its number, which says nothing of anybody.
pub(super) fn named(alert: i32) -> String {
    format!("task {alert}")
}

/// A new alert, to which its event is still to be added.
pub(super) async fn begin(
    transaction: &impl ConnectionTrait,
    participant: i32,
    response: Option<(i32, &str)>,
    cause: &str,
) -> Result<i32, DbErr> {
    let row = alert::ActiveModel {
        participant_id: Set(participant),
        response_id: Set(response.map(|(id, _)| id)),
        wave_key: Set(response.map(|(_, wave)| wave.to_owned())),
        cause: Set(cause.to_owned()),
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
