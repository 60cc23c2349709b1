//! Holding all that is sent to participants, of one study or of all: a row of the database, which is asked about each time
//! a message is claimed, and once more just before it is given away. Nothing is kept in memory, so a hold is everywhere at
//! once. What answers somebody goes all the same, and so does what is sent to staff.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
    QueryOrder,
    sea_query::{Expr, ExprTrait, OnConflict, Query},
};

use super::Template;
use crate::{
    Db,
    audit::Entry,
    auth::{Administrator, By, Postmaster},
    entity::{outbox, sends_held},
    studies::StudyHandle,
};

/// Names the hold of all studies.
const ALL: &str = "all";

/// Sends that are held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hold {
    /// Those of every study, and not of this one only.
    pub of_all: bool,
    /// Since when.
    pub at: DateTime<Utc>,
    /// By whom, as the audit has it.
    pub by: String,
    /// Why, if a reason was given.
    pub reason: Option<String>,
}

/// Why nothing was held or released.
#[derive(Debug, thiserror::Error)]
pub enum HoldError {
    /// They look after the messages of another study.
    #[error("only who looks after a study's messages holds or releases them")]
    NotTheirs,
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

/// Holds what a study sends: whether it was not held before.
///
/// # Errors
/// When they do not look after the study's messages, or the database fails.
pub async fn hold(
    db: &Db,
    by: &By<Postmaster>,
    study: &StudyHandle,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<bool, HoldError> {
    if !by.may_in(study) {
        return Err(HoldError::NotTheirs);
    }
    Ok(held_from_now_on(db, by.actor(), Some(study.id), reason, now).await?)
}

/// Holds what every study sends: whether it was not held before.
///
/// # Errors
/// When the database fails.
pub async fn hold_all(
    db: &Db,
    by: &By<Administrator>,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<bool, HoldError> {
    Ok(held_from_now_on(db, by.actor(), None, reason, now).await?)
}

/// Lets a study's sends go again: whether they were held. A hold of all studies stays.
///
/// # Errors
/// When they do not look after the study's messages, or the database fails.
pub async fn release(
    db: &Db,
    by: &By<Postmaster>,
    study: &StudyHandle,
    now: DateTime<Utc>,
) -> Result<bool, HoldError> {
    if !by.may_in(study) {
        return Err(HoldError::NotTheirs);
    }
    Ok(released(db, by.actor(), Some(study.id), now).await?)
}

/// Ends the hold of all studies: whether there was one. Those that are held by themselves stay so.
///
/// # Errors
/// When the database fails.
pub async fn release_all(
    db: &Db,
    by: &By<Administrator>,
    now: DateTime<Utc>,
) -> Result<bool, HoldError> {
    Ok(released(db, by.actor(), None, now).await?)
}

/// What holds a study's sends, that of all studies first; nothing while they go.
///
/// # Errors
/// When the database fails.
pub async fn held(db: &Db, study: &StudyHandle) -> Result<Vec<Hold>, DbErr> {
    let column = sends_held::Column::StudyId;
    holds(db, Condition::any().add(column.is_null()).add(column.eq(study.id))).await
}

/// What holds the sends of every study.
///
/// # Errors
/// When the database fails.
pub async fn all_held(db: &Db) -> Result<Option<Hold>, DbErr> {
    let of_all = Condition::all().add(sends_held::Column::StudyId.is_null());
    Ok(holds(db, of_all).await?.into_iter().next())
}

/// Whether anything holds the sends of the study of this row.
pub(crate) async fn is_held(db: &Db, study: i32) -> Result<bool, DbErr> {
    let column = sends_held::Column::StudyId;
    let holds = holds(db, Condition::any().add(column.is_null()).add(column.eq(study))).await?;
    Ok(!holds.is_empty())
}

/// The rows that no hold keeps.
pub(super) fn free() -> Condition {
    let own = Expr::col((sends_held::Entity, sends_held::Column::StudyId));
    let holds = Query::select()
        .expr(Expr::val(1))
        .from(sends_held::Entity)
        .cond_where(
            Condition::any()
                .add(own.clone().is_null())
                .add(own.equals((outbox::Entity, outbox::Column::StudyId))),
        )
        .to_owned();
    let kept = Template::ALL.into_iter().filter(|template| template.can_be_held());
    Condition::any()
        .add(outbox::Column::Template.is_not_in(kept.map(Template::name)))
        .add(Expr::exists(holds).not())
}

fn whose(study: Option<i32>) -> String {
    study.map_or_else(|| ALL.to_owned(), |id| format!("study {id}"))
}

async fn held_from_now_on(
    db: &Db,
    by: String,
    study: Option<i32>,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let reason = Some(reason.trim().to_owned()).filter(|reason| !reason.is_empty());
    db.write(move |transaction| {
        Box::pin(async move {
            let row = sends_held::ActiveModel {
                whose: Set(whose(study)),
                study_id: Set(study),
                held_at: Set(now),
                held_by: Set(by.clone()),
                reason: Set(reason),
                ..Default::default()
            };
            let held_already = OnConflict::new().do_nothing().to_owned();
            let rows = sends_held::Entity::insert(row).on_conflict(held_already);
            let is_new = rows.exec_without_returning(transaction).await? > 0;
            if is_new {
                tell(transaction, (&by, "sends held"), study, now).await?;
            }
            Ok(is_new)
        })
    })
    .await
}

async fn released(
    db: &Db,
    by: String,
    study: Option<i32>,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    db.write(move |transaction| {
        Box::pin(async move {
            let own = sends_held::Column::Whose.eq(whose(study));
            let rows = sends_held::Entity::delete_many().filter(own).exec(transaction).await?;
            let was_held = rows.rows_affected > 0;
            if was_held {
                tell(transaction, (&by, "sends released"), study, now).await?;
            }
            Ok(was_held)
        })
    })
    .await
}

async fn tell(
    transaction: &DatabaseTransaction,
    (by, action): (&str, &str),
    study: Option<i32>,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let whose = if study.is_some() { "of the study" } else { "of every study" };
    let mut entry = Entry::new(by, action, whose);
    if let Some(study) = study {
        entry = entry.in_study(study);
    }
    entry.write(transaction, now).await.map(drop)
}

async fn holds(db: &Db, which: Condition) -> Result<Vec<Hold>, DbErr> {
    let rows = sends_held::Entity::find().filter(which).order_by_asc(sends_held::Column::Id);
    let mut holds: Vec<_> = rows.all(db.read()).await?.into_iter().map(hold_of).collect();
    holds.sort_by_key(|hold| !hold.of_all);
    Ok(holds)
}

fn hold_of(row: sends_held::Model) -> Hold {
    let sends_held::Model { study_id, held_at, held_by, reason, .. } = row;
    Hold { of_all: study_id.is_none(), at: held_at, by: held_by, reason }
}

/// Whether a hold keeps this row.
pub(super) async fn keeps(connection: &impl ConnectionTrait, row: i64) -> Result<bool, DbErr> {
    let kept = outbox::Entity::find_by_id(row).filter(free().not());
    Ok(kept.one(connection).await?.is_some())
}
