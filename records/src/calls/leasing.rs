//! For how long a case is whose.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, sea_query::Expr};
use surveys::{calls::Reason, keys::WaveKey};

use crate::{
    Db,
    audit::Entry,
    auth::{Caseworker, Interviewer},
    entity::call_case,
};

/// So long a case is kept for an interview, from each time on that it goes on: as long as a birthday that was right holds.
const ONE_INTERVIEW: TimeDelta = TimeDelta::hours(2);

/// Goes on with whoever is on the line: an interview of any length keeps its case, so that nobody else is given somebody who is
/// being asked. It is theirs for two hours from now on, as long as a date of birth that was right holds. A case that nobody has
/// becomes theirs, and the audit says so; one that somebody else has stays where it is. Who was never to be rung has none.
///
/// Whether they reach this person is asked before.
///
/// # Errors
/// When the database fails.
pub async fn keep(
    db: &Db,
    by: &Caseworker,
    (participant, wave): (i32, &WaveKey),
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let (by, wave) = (by.clone(), wave.clone());
    db.write(move |transaction| {
        Box::pin(async move { kept(transaction, &by, (participant, &wave), now).await })
    })
    .await
}

async fn kept(
    transaction: &DatabaseTransaction,
    by: &Caseworker,
    (participant, wave): (i32, &WaveKey),
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let row = call_case::Entity::find()
        .filter(call_case::Column::ParticipantId.eq(participant))
        .filter(call_case::Column::WaveKey.eq(wave.as_str()))
        .filter(call_case::Column::StudyId.eq(by.study_id()))
        .one(transaction)
        .await?;
    let Some(row) = row else { return Ok(()) };
    let has = row.leased_to.zip(row.leased_until.filter(|until| now < *until));
    let until = now + ONE_INTERVIEW;
    match has {
        Some((staff, _)) if staff != by.staff_id() => return Ok(()),
        Some((_, before)) => {
            lease_in(transaction, &row, by.staff_id(), before.max(until)).await?;
        }
        None => {
            if lease_in(transaction, &row, by.staff_id(), until).await? {
                let object = format!("case {}, {}", row.id, row.wave_key);
                let entry = Entry::new(&by.actor(), "case taken to interview", &object);
                let entry = entry.about(row.participant_id).in_study(row.study_id);
                entry.write(transaction, now).await?;
            }
        }
    }
    Ok(())
}

/// Makes a case theirs until a moment, unless something happened to it since it was read.
pub(super) async fn lease(
    db: &Db,
    row: &call_case::Model,
    (by, why): (&Interviewer, Reason),
    until: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let (row, by) = (row.clone(), by.clone());
    db.write(move |transaction| {
        Box::pin(async move {
            if !lease_in(transaction, &row, by.staff_id(), until).await? {
                return Ok(false);
            }
            let object = format!("case {}, {}: {}", row.id, row.wave_key, why.key());
            let entry = Entry::new(&by.actor(), "given to ring", &object);
            let entry = entry.about(row.participant_id).in_study(row.study_id);
            entry.write(transaction, now).await?;
            Ok(true)
        })
    })
    .await
}

/// Makes it somebody's; whether it is as it was read.
async fn lease_in(
    transaction: &DatabaseTransaction,
    row: &call_case::Model,
    staff: i32,
    until: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let taken = call_case::Entity::update_many()
        .col_expr(call_case::Column::LeasedTo, Expr::value(staff))
        .col_expr(call_case::Column::LastLeasedTo, Expr::value(staff))
        .col_expr(call_case::Column::LeasedUntil, Expr::value(until))
        .col_expr(call_case::Column::Revision, Expr::value(row.revision + 1))
        .filter(call_case::Column::Id.eq(row.id))
        .filter(call_case::Column::Revision.eq(row.revision))
        .exec(transaction)
        .await?;
    Ok(taken.rows_affected == 1)
}
