//! The moment at which a message is given away. It is written down before, so that a worker which vanishes leaves a
//! doubt only where there is one: before that moment the message has not left, after it nobody knows.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, QueryFilter};

use super::{
    State, Template, Wire,
    clock::Clock,
    holding,
    last_check::{Written, is_still},
    post::Post,
    settling::Outcome,
};
use crate::{Db, entity::outbox};

/// How long a row is its worker's from that moment on: longer than any sender waits for an answer.
pub(super) const HELD: TimeDelta = TimeDelta::minutes(5);

/// A message that its worker is about to give away.
pub(crate) struct Handing {
    pub(super) db: Db,
    pub(super) post: Post,
    pub(super) row: outbox::Model,
    pub(super) which: (Template, Wire),
    /// What the sender was given, with what only the keys can make of the address.
    pub(super) written: Written,
    /// When was asked whether it may go.
    pub(super) asked_at: DateTime<Utc>,
    /// A slow sender takes time until it begins.
    pub(super) clock: Clock,
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
    /// Since it was asked whether it may go, something else has become of it.
    #[error("it does not go as it was to")]
    Otherwise(Box<Outcome>),
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

impl Handing {
    /// What time it is.
    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// Writes down that it begins, unless the message is not this worker's any more or does not go any more. A sender calls
    /// this when everything else is done, and gives the message away at once.
    ///
    /// # Errors
    /// When it must not begin.
    pub(crate) async fn begin(&self) -> Result<(), NotBegun> {
        let (about, asked) = ((&self.row, self.which), (&self.written, self.asked_at));
        if let Some(outcome) = is_still(&self.db, &self.post, about, asked, self.now()).await? {
            return Err(NotBegun::Otherwise(Box::new(outcome)));
        }
        let now = self.now();
        let begins = outbox::ActiveModel {
            handing_since: Set(Some(now)),
            held_until: Set(Some(now + HELD)),
            address_mark: Set(self.written.1.clone()),
            delivery: Set(None),
            delivery_at: Set(None),
            delivery_detail: Set(None),
            ..Default::default()
        };
        let (id, worker) = (self.row.id, self.post.worker.clone());
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
