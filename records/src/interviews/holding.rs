//! An interview keeps its case: whoever has somebody on the line does not lose them to a lease that ends by the clock.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
    QueryOrder, sea_query::Expr,
};
use surveys::roles::Act;

use super::{InterviewError, ONE_CALL, Passage, Whose, row};
use crate::{
    Db,
    auth::Caseworker,
    calls::{self, CallError},
    entity::{call_case, interview, participant, staff_case},
    people::reached,
    studies::StudyHandle,
};

/// Goes on with the case of whoever is on the line, where the interviewer was given it to ring.
///
/// # Errors
/// When the database fails. That it is not theirs is no error: whether they reach somebody is asked where something is done.
pub async fn keep_case(db: &Db, passage: Passage<'_>, now: DateTime<Utc>) -> Result<(), DbErr> {
    let Passage { by, study, whose } = passage;
    match by.acting(Act::Interview) {
        Some(by) => kept(db, &by, study, whose, now).await,
        None => Ok(()),
    }
}

/// The same of somebody who acts as an interviewer already.
pub(super) async fn kept(
    db: &Db,
    by: &Caseworker,
    study: &StudyHandle,
    whose: &Whose,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let Some(interviewer) = by.interviewer() else { return Ok(()) };
    let Some(case) = given(db, study, whose, by.staff_id()).await? else { return Ok(()) };
    match calls::keep(db, &interviewer, study, case.id, now).await {
        Err(CallError::Database(error)) => Err(error),
        // Somebody else has it since, or it changed at this moment: the lease is as it was.
        Ok(_) | Err(_) => Ok(()),
    }
}

/// The case about which an interviewer can write down the call that they are in: it was given to them, and to nobody else since.
///
/// # Errors
/// When the database fails.
pub async fn case_of_call(db: &Db, passage: Passage<'_>) -> Result<Option<i32>, DbErr> {
    let Passage { by, study, whose } = passage;
    let Some(interviewer) = by.interviewer() else { return Ok(None) };
    let staff = interviewer.staff_id();
    let case = given(db, study, whose, staff).await?;
    Ok(case.filter(|case| calls::is_theirs(case, staff)).map(|case| case.id))
}

/// The case of somebody's wave, where it was given to this one of the staff last.
async fn given(
    db: &Db,
    study: &StudyHandle,
    whose: &Whose,
    staff: i32,
) -> Result<Option<call_case::Model>, DbErr> {
    let theirs = call_case::Entity::find()
        .filter(call_case::Column::StudyId.eq(study.id))
        .filter(call_case::Column::ParticipantId.eq(whose.id))
        .filter(call_case::Column::WaveKey.eq(whose.wave.as_str()))
        .filter(call_case::Column::LastLeasedTo.eq(staff));
    theirs.one(db.read()).await
}

/// Whether somebody whom this one of the staff had on the line, or asked for a birthday, is another's now: they were given to somebody
/// else, or somebody else has their case.
///
/// # Errors
/// When the database fails.
pub async fn is_given_away(db: &Db, by: &Caseworker, whose: &Whose) -> Result<bool, DbErr> {
    if row(db.read(), by, whose).await?.is_none() {
        return Ok(false);
    }
    let given = staff_case::Entity::find()
        .filter(staff_case::Column::ParticipantId.eq(whose.id))
        .filter(staff_case::Column::StaffId.ne(by.staff_id()));
    if given.one(db.read()).await?.is_some() {
        return Ok(true);
    }
    let rung = call_case::Entity::find()
        .filter(call_case::Column::ParticipantId.eq(whose.id))
        .filter(call_case::Column::WaveKey.eq(whose.wave.as_str()))
        .filter(call_case::Column::LastLeasedTo.ne(by.staff_id()));
    Ok(rung.one(db.read()).await?.is_some())
}

/// One whom they reach. Whose lease ran out during the call is theirs again, unless somebody else has the case since.
pub(super) async fn at_hand(
    db: &Db,
    by: &Caseworker,
    study: &StudyHandle,
    whose: &Whose,
    now: DateTime<Utc>,
) -> Result<participant::Model, InterviewError> {
    if let Some(person) = reached(db.read(), by, study, whose.id).await? {
        return Ok(person);
    }
    kept(db, by, study, whose, now).await?;
    reached(db.read(), by, study, whose.id).await?.ok_or(InterviewError::NotTheirs)
}

/// Who has somebody on the line: one of the staff, and since when it was sure who it is.
pub(crate) type OnTheLine = HashMap<(i32, String), (i32, DateTime<Utc>)>;

/// Who has some of these people on the line, by person and wave: their birthday was right within the time of a call, and the call was not ended since.
pub(crate) async fn on_the_line(
    connection: &impl ConnectionTrait,
    people: impl IntoIterator<Item = i32>,
    now: DateTime<Utc>,
) -> Result<OnTheLine, DbErr> {
    use interview::Column;
    let rows = interview::Entity::find()
        .filter(Column::ParticipantId.is_in(people))
        .filter(Column::CheckedAt.gte(now - ONE_CALL))
        .order_by_asc(Column::CheckedAt)
        .all(connection)
        .await?;
    let one = |row: interview::Model| {
        Some(((row.participant_id, row.wave_key), (row.staff_id, row.checked_at?)))
    };
    Ok(rows.into_iter().filter_map(one).collect())
}

/// Nobody, or not this one of the staff, is on the line about somebody's wave any more: whoever was makes sure again who it is before
/// anything is asked. Whether anybody was.
pub(crate) async fn hung_up(
    transaction: &DatabaseTransaction,
    (participant, wave): (i32, &str),
    by: Option<i32>,
) -> Result<bool, DbErr> {
    use interview::Column;
    let never = || Expr::value(None::<DateTime<Utc>>);
    let whose = Condition::all()
        .add(Column::ParticipantId.eq(participant))
        .add(Column::WaveKey.eq(wave))
        .add(Column::CheckedAt.is_not_null())
        .add_option(by.map(|by| Column::StaffId.eq(by)));
    let ended = interview::Entity::update_many()
        .col_expr(Column::CheckedAt, never())
        .col_expr(Column::ArmShownAt, never())
        .filter(whose)
        .exec(transaction)
        .await?;
    Ok(ended.rows_affected > 0)
}
