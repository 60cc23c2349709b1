//! For how long a case is whose.

use std::slice;

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, ExprTrait, QueryFilter, UpdateMany,
    sea_query::Expr,
};
use surveys::calls::Reason;

use super::{CallError, case, facts, is_leased, is_theirs, naming, ringing::Ringing};
use crate::{Db, audit::Entry, auth::Interviewer, entity::call_case, studies::StudyHandle};

/// So long a case is kept for an interview, from each time on that it goes on: as long as a birthday that was right holds.
pub(super) const ONE_INTERVIEW: TimeDelta = TimeDelta::hours(2);
/// How the audit calls it that a case was given to an interviewer.
pub(super) const GIVEN: &str = "given to ring";

/// Goes on with a case whose person is on the line: an interview of any length keeps its case. It is theirs for two hours from now
/// on. A lease that ran out no longer ago than that comes back, and the audit says so, unless somebody else has the case, a
/// supervisor took it, or nobody is to ring the person any more.
///
/// # Errors
/// When it is not theirs, or not any more; its study's protocol or rules cannot be read, or the database fails.
pub async fn keep(
    db: &Db,
    by: &Interviewer,
    study: &StudyHandle,
    id: i32,
    now: DateTime<Utc>,
) -> Result<DateTime<Utc>, CallError> {
    if by.study_id() != study.id {
        return Err(CallError::NotTheirs);
    }
    let row = case(db.read(), (study.id, id)).await?;
    let is_had = is_leased(&row, by.staff_id(), now);
    let is_lately = row.leased_until.is_some_and(|until| now < until + ONE_INTERVIEW);
    if !is_theirs(&row, by.staff_id()) || !is_lately {
        return Err(CallError::NotTheirCase);
    }
    if !is_had && is_kept_from(db, study, &row, now).await? {
        return Err(CallError::NotTheirCase);
    }
    let (until, by) = (now + ONE_INTERVIEW, by.clone());
    let is_kept = db.write(move |transaction| {
        Box::pin(async move {
            let mark = row.line_mark.clone();
            let is_kept = lease_in(transaction, &row, (by.staff_id(), until), mark).await?;
            if is_kept && !is_had {
                let object = naming::named(&row);
                let entry = Entry::new(&by.actor(), "case taken back in a call", &object);
                let entry = entry.about(row.participant_id).in_study(row.study_id);
                entry.write(transaction, now).await?;
            }
            Ok::<_, DbErr>(is_kept)
        })
    });
    if is_kept.await? { Ok(until) } else { Err(CallError::NotTheirCase) }
}

/// Whether something keeps everybody from ringing the person.
async fn is_kept_from(
    db: &Db,
    study: &StudyHandle,
    row: &call_case::Model,
    now: DateTime<Utc>,
) -> Result<bool, CallError> {
    let ringing = Ringing::of(db, study, now).await?;
    let cases = facts::of(db, &ringing, slice::from_ref(row), now).await?;
    Ok(cases.iter().any(|case| case.kept_from.is_some()))
}

/// Makes a case theirs until a moment, unless something happened to it since it was read.
pub(super) async fn lease(
    db: &Db,
    row: &call_case::Model,
    (by, why): (&Interviewer, Reason),
    until: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let mark = facts::marks(db, &[row.participant_id]).await?.remove(&row.participant_id);
    let (row, by) = (row.clone(), by.clone());
    db.write(move |transaction| {
        Box::pin(async move {
            if !lease_in(transaction, &row, (by.staff_id(), until), mark).await? {
                return Ok(false);
            }
            let object = naming::with(&row, why.key());
            let entry = Entry::new(&by.actor(), GIVEN, &object);
            let entry = entry.about(row.participant_id).in_study(row.study_id);
            entry.write(transaction, now).await?;
            Ok(true)
        })
    })
    .await
}

/// Makes it somebody's, who rings the number with this mark; whether it is as it was read.
async fn lease_in(
    transaction: &DatabaseTransaction,
    row: &call_case::Model,
    (staff, until): (i32, DateTime<Utc>),
    mark: Option<String>,
) -> Result<bool, DbErr> {
    let taken = call_case::Entity::update_many()
        .col_expr(call_case::Column::LeasedTo, Expr::value(staff))
        .col_expr(call_case::Column::LastLeasedTo, Expr::value(staff))
        .col_expr(call_case::Column::LeasedUntil, Expr::value(until))
        .col_expr(call_case::Column::LineMark, Expr::value(mark))
        .col_expr(call_case::Column::Revision, Expr::value(row.revision + 1))
        .filter(call_case::Column::Id.eq(row.id))
        .filter(call_case::Column::Revision.eq(row.revision))
        .exec(transaction)
        .await?;
    Ok(taken.rows_affected == 1)
}

/// Cases are nobody's any more: all of which it is not said which. Who had one last may still record the call that they made.
pub(super) fn nobodys() -> UpdateMany<call_case::Entity> {
    use call_case::Column;
    call_case::Entity::update_many()
        .col_expr(Column::LeasedTo, Expr::value(None::<i32>))
        .col_expr(Column::Revision, Expr::col(Column::Revision).add(1))
}

/// One is nobody's any more, and whoever was in a call with the person does not go on with it.
pub(super) fn ended(id: i32) -> UpdateMany<call_case::Entity> {
    use call_case::Column;
    let never = Expr::value(None::<DateTime<Utc>>);
    nobodys().col_expr(Column::LeasedUntil, never).filter(Column::Id.eq(id))
}
