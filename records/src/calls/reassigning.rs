//! A supervisor gives somebody who is to be rung to one interviewer, and to no other.

use std::{slice, sync::Arc};

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, DatabaseTransaction, EntityTrait, QueryFilter,
};

use super::{CallError, case, leasing::ended, naming, placing, ringing::Ringing};
use crate::{
    Db,
    audit::Entry,
    auth::{By, Supervisor},
    entity::{call_case, staff_case},
    interviews::{hung_up, on_the_line},
    participants, staff,
    studies::StudyHandle,
};

/// Gives a case to an interviewer: they alone look after the participant from now on, and are given the case when it is next to
/// be rung. Who had it until now may still record the call that they are in, unless it was given on by then.
///
/// # Errors
/// When they do not supervise the study, it has no such case, nobody rings its person any more, nobody interviews in it by this
/// account, or the database fails.
pub async fn reassign(
    db: &Db,
    by: &By<Supervisor>,
    study: &StudyHandle,
    (id, to): (i32, i32),
    now: DateTime<Utc>,
) -> Result<(), CallError> {
    if !by.may_in(study) {
        return Err(CallError::NotTheirs);
    }
    let person = case(db.read(), (study.id, id)).await?.participant_id;
    let ringing = Arc::new(Ringing::of(db, study, now).await?);
    let (actor, reads, known) = (by.actor(), db.clone(), Arc::clone(&ringing));
    db.write(move |transaction| {
        Box::pin(async move {
            // Whoever ends the case meanwhile waits for this, or has ended it before.
            participants::hold(transaction, [person]).await?;
            let row = case(transaction, (known.study, id)).await?;
            if is_over(&reads, &known, &row, now).await? {
                return Err(CallError::NobodyRings);
            }
            given(transaction, &row, (to, &actor), now).await
        })
    })
    .await?;
    placing::look_at(db, &ringing, vec![case(db.read(), (study.id, id)).await?], now).await
}

/// Who has the person of a case on the line, by the number of their account, and since when it was sure that it is them. What they type
/// once the case is somebody else's is not saved.
///
/// # Errors
/// When they do not supervise the study, it has no such case, or the database fails.
pub async fn in_an_interview(
    db: &Db,
    by: &By<Supervisor>,
    study: &StudyHandle,
    id: i32,
    now: DateTime<Utc>,
) -> Result<Option<(i32, DateTime<Utc>)>, CallError> {
    if !by.may_in(study) {
        return Err(CallError::NotTheirs);
    }
    let row = case(db.read(), (study.id, id)).await?;
    let mut lines = on_the_line(db.read(), [row.participant_id], now).await?;
    Ok(lines.remove(&(row.participant_id, row.wave_key)))
}

/// Whether nobody rings the person any more. What is held of somebody may not be readable: then whoever supervises decides.
async fn is_over(
    db: &Db,
    ringing: &Ringing,
    row: &call_case::Model,
    now: DateTime<Utc>,
) -> Result<bool, CallError> {
    let known = placing::each(db, ringing, slice::from_ref(row), now).await?;
    Ok(known.iter().flatten().any(|case| ringing.standing(case, None, now).is_over()))
}

async fn given(
    transaction: &DatabaseTransaction,
    row: &call_case::Model,
    (to, actor): (i32, &str),
    now: DateTime<Utc>,
) -> Result<(), CallError> {
    if !staff::interviews(transaction, row.study_id, to).await? {
        return Err(CallError::NoInterviewer);
    }
    let person = row.participant_id;
    let others = Condition::all()
        .add(staff_case::Column::ParticipantId.eq(person))
        .add(staff_case::Column::StaffId.ne(to));
    let had = staff_case::Entity::find().filter(others.clone()).all(transaction).await?;
    staff_case::Entity::delete_many().filter(others).exec(transaction).await?;
    if staff_case::Entity::find_by_id((to, person)).one(transaction).await?.is_none() {
        let given = staff_case::ActiveModel {
            staff_id: Set(to),
            participant_id: Set(person),
            given_at: Set(now),
        };
        staff_case::Entity::insert(given).exec_without_returning(transaction).await?;
    }
    if row.leased_to != Some(to) {
        hung_up(transaction, (row.participant_id, &row.wave_key), None).await?;
        ended(row.id).exec(transaction).await?;
    }
    let object = naming::with(row, format_args!("staff {to}{}", instead_of(&had)));
    let entry = Entry::new(actor, "case given to one interviewer", &object).about(person);
    entry.in_study(row.study_id).write(transaction, now).await?;
    Ok(())
}

/// `, instead of staff 3, 4`, where others looked after them.
fn instead_of(had: &[staff_case::Model]) -> String {
    let had: Vec<_> = had.iter().map(|one| one.staff_id.to_string()).collect();
    if had.is_empty() { String::new() } else { format!(", instead of staff {}", had.join(", ")) }
}
