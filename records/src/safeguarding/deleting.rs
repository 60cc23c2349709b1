//! Somebody has their name and contact details deleted while a task about them is open: nobody can call them
//! any more. They are told so before, and whoever acts on the task sees it at once.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use surveys::safeguarding::{Event, Fact};

use super::{acting::action, events, listing::is_open, raising::named};
use crate::{audit, entity::alert};

/// Whether somebody may still call this person about what they told us.
pub(crate) async fn may_be_called(
    connection: &impl ConnectionTrait,
    participant: i32,
) -> Result<bool, DbErr> {
    Ok(!open_about(connection, participant).await?.is_empty())
}

/// Writes into each open task that the person's details are gone.
pub(crate) async fn details_deleted(
    transaction: &impl ConnectionTrait,
    participant: i32,
    actor: &str,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    for task in open_about(transaction, participant).await? {
        let event = Event { at: now, actor: actor.to_owned(), fact: Fact::DetailsDeleted };
        events::add(transaction, task.id, &event, None).await?;
        audit::write(transaction, actor, action(&event.fact), &named(task.id), now).await?;
    }
    Ok(())
}

async fn open_about(
    connection: &impl ConnectionTrait,
    participant: i32,
) -> Result<Vec<alert::Model>, DbErr> {
    let theirs = alert::Column::ParticipantId.eq(participant);
    alert::Entity::find().filter(theirs).filter(is_open()).all(connection).await
}
