//! What waits to be sent, and how late it is; and what waits for somebody to decide.

use std::time::Duration;

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{Channel, State, listing::to_no_test_person};
use crate::{Db, entity::outbox, stores::Unusable};

/// The messages that wait. Letters wait for somebody who prints them, and are counted on their own page. What goes to test
/// people is not counted; that it is late tells that nobody sends, as of any.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// How many, those among them whose time has not come.
    pub messages: u64,
    /// For how long the one has been due that should have gone first.
    pub late: Duration,
    /// How many failed or are in doubt: each waits for somebody to decide.
    pub undecided: u64,
}

/// Counts what waits.
///
/// # Errors
/// When the database fails.
pub async fn waiting(db: &Db, now: DateTime<Utc>) -> Result<Waiting, Unusable> {
    let waiting = outbox::Entity::find()
        .filter(outbox::Column::State.eq(State::Waiting.name()))
        .filter(outbox::Column::Channel.ne(Channel::Post.name()));
    let messages = waiting.clone().filter(to_no_test_person()).count(db.read()).await?;
    let first = waiting.order_by_asc(outbox::Column::NotBefore).limit(1).one(db.read()).await?;
    let late = first.map(|first| now - first.not_before);
    let open = [State::Failed, State::InDoubt].map(State::name);
    let undecided = outbox::Entity::find()
        .filter(outbox::Column::State.is_in(open))
        .filter(to_no_test_person());
    let undecided = undecided.count(db.read()).await?;
    Ok(Waiting {
        messages,
        undecided,
        late: late.and_then(|late| late.to_std().ok()).unwrap_or_default(),
    })
}
