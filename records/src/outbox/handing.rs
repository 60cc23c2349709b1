//! The moment at which a message is given away. It is written down before, so that a worker which vanishes leaves a
//! doubt only where there is one: before that moment the message has not left, after it nobody knows.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, QueryFilter};
use tokio::time::Instant;

use super::{State, holding};
use crate::{Db, entity::outbox};

/// How long a row is its worker's from that moment on: longer than any sender waits for an answer.
const HELD: TimeDelta = TimeDelta::minutes(5);

/// A message that its worker is about to give away.
pub(crate) struct Handing {
    pub(super) db: Db,
    pub(super) id: i64,
    pub(super) worker: String,
    /// What only the keys can make of the address.
    pub(super) address_mark: Option<String>,
    /// When the worker took it up, by its own clock and by ours: a slow sender takes time in between.
    pub(super) taken_up: (DateTime<Utc>, Instant),
}

/// Why a message is not to be given away now.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotBegun {
    /// It took so long that somebody else took it up, or it was called off meanwhile.
    #[error("the message is not this worker's any more")]
    NotOurs,
    /// All sends are held since it was taken up.
    #[error("all sends are held")]
    Held,
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

impl Handing {
    /// Writes down that it begins, unless the message is not this worker's any more. A sender calls this when
    /// everything else is done, and gives the message away at once.
    ///
    /// # Errors
    /// When it must not begin.
    pub(crate) async fn begin(&self) -> Result<(), NotBegun> {
        let (taken_up, since) = self.taken_up;
        let now = taken_up + TimeDelta::from_std(since.elapsed()).unwrap_or(HELD);
        let begins = outbox::ActiveModel {
            handing_since: Set(Some(now)),
            held_until: Set(Some(now + HELD)),
            address_mark: Set(self.address_mark.clone()),
            delivery: Set(None),
            delivery_at: Set(None),
            delivery_detail: Set(None),
            ..Default::default()
        };
        let (id, worker) = (self.id, self.worker.clone());
        let begun = self.db.write(move |transaction| {
            Box::pin(async move {
                let begun = outbox::Entity::update_many()
                    .set(begins)
                    .filter(outbox::Column::Id.eq(id))
                    .filter(outbox::Column::HeldBy.eq(worker))
                    .filter(outbox::Column::State.eq(State::Waiting.name()))
                    .filter(holding::free())
                    .exec(transaction)
                    .await?;
                match begun.rows_affected {
                    0 if holding::keeps(transaction, id).await? => Err(NotBegun::Held),
                    0 => Err(NotBegun::NotOurs),
                    _ => Ok(()),
                }
            })
        });
        begun.await
    }
}
