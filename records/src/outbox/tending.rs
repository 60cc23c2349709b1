//! What a person decides about a message that failed: to try it again, or to give it up.

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
    /// It did not fail, or somebody has decided about it meanwhile.
    #[error("this message does not wait for a decision")]
    NotFailed,
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
    let waiting = outbox::ActiveModel {
        state: Set(State::Waiting.name().to_owned()),
        attempts: Set(0),
        may_have_left: Set(false),
        held_by: Set(None),
        held_until: Set(None),
        settled_at: Set(None),
        ..Default::default()
    };
    decide(db, by, id, waiting, "message tried again", now).await
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
    decide(db, by, id, given_up, "message given up", now).await
}

async fn decide(
    db: &Db,
    by: &Postmaster,
    id: i64,
    becomes: outbox::ActiveModel,
    action: &'static str,
    now: DateTime<Utc>,
) -> Result<(), TendError> {
    let by = by.clone();
    db.write(move |transaction| {
        Box::pin(async move {
            let row = failed(transaction, &by, id).await?;
            let decided = outbox::Entity::update_many()
                .set(becomes)
                .filter(outbox::Column::Id.eq(id))
                .filter(outbox::Column::State.eq(State::Failed.name()))
                .exec(transaction)
                .await?;
            if decided.rows_affected == 0 {
                return Err(TendError::NotFailed);
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

async fn failed(
    transaction: &DatabaseTransaction,
    by: &Postmaster,
    id: i64,
) -> Result<outbox::Model, TendError> {
    let row = outbox::Entity::find_by_id(id)
        .filter(outbox::Column::StudyId.eq(by.study_id()))
        .one(transaction)
        .await?
        .ok_or(TendError::NoSuchMessage)?;
    if row.state == State::Failed.name() { Ok(row) } else { Err(TendError::NotFailed) }
}
