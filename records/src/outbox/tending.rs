//! What a person decides about a message: one that failed is tried again or given up; of one that is in doubt they
//! have found out whether it left.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
};

use super::State;
use crate::{Db, audit::Entry, auth::Postmaster, entity::outbox};

/// Why nothing was done about a message.
#[derive(Debug, thiserror::Error)]
pub enum TendError {
    /// No message of the study has this number.
    #[error("the study has no such message")]
    NoSuchMessage,
    /// It waits for no decision like this one, or somebody has decided about it meanwhile.
    #[error("this message does not wait for that decision")]
    DecidedAlready,
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

/// Tries a message that failed again, from the beginning. Whether it may still be sent is asked then.
///
/// # Errors
/// When the study has no such message, it has not failed, or the database fails.
pub async fn try_again(
    db: &Db,
    by: &Postmaster,
    id: i64,
    now: DateTime<Utc>,
) -> Result<(), TendError> {
    decide(db, by, (id, State::Failed), from_the_beginning(), "message tried again", now).await
}

/// Gives a message up that failed: it is never sent.
///
/// # Errors
/// When the study has no such message, it has not failed, or the database fails.
pub async fn give_up(
    db: &Db,
    by: &Postmaster,
    id: i64,
    now: DateTime<Utc>,
) -> Result<(), TendError> {
    let given_up = outbox::ActiveModel {
        state: Set(State::NotSent.name().to_owned()),
        reason: Set(Some("staff gave it up".to_owned())),
        settled_at: Set(Some(now)),
        ..Default::default()
    };
    decide(db, by, (id, State::Failed), given_up, "message given up", now).await
}

/// A message that was in doubt has left, as somebody found out where it went.
///
/// # Errors
/// When the study has no such message, it is not in doubt, or the database fails.
pub async fn has_left(
    db: &Db,
    by: &Postmaster,
    id: i64,
    now: DateTime<Utc>,
) -> Result<(), TendError> {
    let sent = outbox::ActiveModel {
        state: Set(State::Sent.name().to_owned()),
        reason: Set(Some("staff found that it has left".to_owned())),
        settled_at: Set(Some(now)),
        ..Default::default()
    };
    decide(db, by, (id, State::InDoubt), sent, "message found to have left", now).await
}

/// A message that was in doubt has not left, as somebody found out: it is sent, if it still may be.
///
/// # Errors
/// When the study has no such message, it is not in doubt, or the database fails.
pub async fn has_not_left(
    db: &Db,
    by: &Postmaster,
    id: i64,
    now: DateTime<Utc>,
) -> Result<(), TendError> {
    let again = from_the_beginning();
    decide(db, by, (id, State::InDoubt), again, "message found not to have left", now).await
}

fn from_the_beginning() -> outbox::ActiveModel {
    outbox::ActiveModel {
        state: Set(State::Waiting.name().to_owned()),
        attempts: Set(0),
        handing_since: Set(None),
        held_by: Set(None),
        held_until: Set(None),
        settled_at: Set(None),
        ..Default::default()
    }
}

async fn decide(
    db: &Db,
    by: &Postmaster,
    (id, from): (i64, State),
    becomes: outbox::ActiveModel,
    action: &'static str,
    now: DateTime<Utc>,
) -> Result<(), TendError> {
    let by = by.clone();
    db.write(move |transaction| {
        Box::pin(async move {
            let row = standing(transaction, &by, (id, from)).await?;
            let decided = outbox::Entity::update_many()
                .set(becomes)
                .filter(outbox::Column::Id.eq(id))
                .filter(outbox::Column::State.eq(from.name()))
                .exec(transaction)
                .await?;
            if decided.rows_affected == 0 {
                return Err(TendError::DecidedAlready);
            }
            let told = format!("{id}, {} by {}", row.template, row.channel);
            let mut entry = Entry::new(&by.actor(), action, &told).in_study(by.study_id());
            if let Some(participant) = row.participant_id {
                entry = entry.about(participant);
            }
            entry.write(transaction, now).await?;
            Ok(())
        })
    })
    .await
}

async fn standing(
    transaction: &DatabaseTransaction,
    by: &Postmaster,
    (id, state): (i64, State),
) -> Result<outbox::Model, TendError> {
    let row = outbox::Entity::find_by_id(id)
        .filter(outbox::Column::StudyId.eq(by.study_id()))
        .one(transaction)
        .await?
        .ok_or(TendError::NoSuchMessage)?;
    if row.state == state.name() { Ok(row) } else { Err(TendError::DecidedAlready) }
}
