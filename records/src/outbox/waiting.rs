//! What waits to be sent, and how late it is.

use std::time::Duration;

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

use super::State;
use crate::{Db, entity::outbox, stores::Unusable};

/// The messages that wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// How many, those among them whose time has not come.
    pub messages: u64,
    /// For how long the one has been due that should have gone first.
    pub late: Duration,
}

/// Counts what waits.
///
/// # Errors
/// When the database fails.
pub async fn waiting(db: &Db, now: DateTime<Utc>) -> Result<Waiting, Unusable> {
    let waiting = outbox::Column::State.eq(State::Waiting.name());
    let waiting = outbox::Entity::find().filter(waiting);
    let messages = waiting.clone().count(db.read()).await?;
    let first = waiting.order_by_asc(outbox::Column::NotBefore).limit(1).one(db.read()).await?;
    let late = first.map(|first| now - first.not_before);
    Ok(Waiting { messages, late: late.and_then(|late| late.to_std().ok()).unwrap_or_default() })
}
