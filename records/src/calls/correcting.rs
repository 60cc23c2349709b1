//! A call was written down with a wrong ending, and a supervisor puts it right. What was written down stays, and another ending takes
//! its place in all that is worked out from calls: how the case stands, what it came to, and every figure.

use std::iter;

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    ExprTrait, QueryFilter, sea_query::Expr,
};
use surveys::calls::{Agreed, Outcome};

use super::{
    CallError, attempts,
    called::Called,
    case, facts,
    following::{self, Call},
    naming, placing,
    ringing::Ringing,
};
use crate::{
    Db,
    audit::Entry,
    auth::{By, Supervisor},
    entity::{call_attempt, call_case, call_correction},
    participants,
    studies::StudyHandle,
};

/// How a call ended after all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ending {
    /// Which call of its case: the first is 1.
    pub call: i32,
    /// How it ended.
    pub outcome: Outcome,
    /// What was agreed about the next call.
    pub agreed: Option<Agreed>,
}

/// The calls of a case, as a supervisor reads them. What interviewers put into words is not among it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfCase {
    /// The number of the case.
    pub case: i32,
    /// By which the participant is opened.
    pub participant: i32,
    /// Their study number.
    pub number: String,
    /// About which wave.
    pub wave: String,
    /// The calls, oldest first.
    pub calls: Vec<Ended>,
}

/// A call with how it ended, and how it was said to have ended before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// Which call it was: the first is 1.
    pub call: i32,
    /// When it was dialled.
    pub at: DateTime<Utc>,
    /// How it ended, as it holds now.
    pub outcome: Outcome,
    /// What was agreed about the next, as it holds now.
    pub agreed: Option<Agreed>,
    /// The number of the interviewer's account.
    pub staff_id: i32,
    /// Endings that were replaced, the oldest first.
    pub before: Vec<Replaced>,
}

/// An ending in whose place there is another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replaced {
    /// How the call was said to have ended; none of what a newer program wrote.
    pub outcome: Option<Outcome>,
    /// Who replaced it, such as `staff 12, supervisor`.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// The calls of a case with every ending that each of them had.
///
/// # Errors
/// When they do not supervise the study, it has no such case, or the database fails.
pub async fn of_case(
    db: &Db,
    by: &By<Supervisor>,
    study: &StudyHandle,
    id: i32,
) -> Result<OfCase, CallError> {
    if !by.may_in(study) {
        return Err(CallError::NotTheirs);
    }
    let row = case(db.read(), (study.id, id)).await?;
    let written = attempts::as_written(db.read(), &[id]).await?;
    let corrections = attempts::corrections(db.read(), &[id]).await?;
    let calls = written.into_iter().filter_map(|call| {
        let own = corrections.iter().filter(|one| one.attempt_id == call.id);
        let own: Vec<_> = own.collect();
        ended(call, &own)
    });
    let calls = calls.collect();
    let mut numbers = participants::numbers(db.read(), iter::once(row.participant_id)).await?;
    let number = numbers.remove(&row.participant_id).unwrap_or_default();
    let (participant, wave) = (row.participant_id, row.wave_key);
    Ok(OfCase { case: row.id, participant, number, wave, calls })
}

/// Puts right how a call ended, and does what follows from that: also a case that was given back since waits again, where somebody
/// has to follow up the new ending. What followed from the ending before is not undone: whoever stopped something by it, or whose
/// number was taken for a wrong one, is put right where that stands.
///
/// What was agreed is held against the moment of the call. No limit is: what happened, happened.
///
/// # Errors
/// When they do not supervise the study, it has no such case or call, they made the call themselves, it ended like this already,
/// something is missing or cannot be so, or the database fails. Nothing is then written.
pub async fn correct(
    db: &Db,
    by: &By<Supervisor>,
    study: &StudyHandle,
    (id, ending): (i32, Ending),
    now: DateTime<Utc>,
) -> Result<(), CallError> {
    if !by.may_in(study) {
        return Err(CallError::NotTheirs);
    }
    let ringing = Ringing::of(db, study, now).await?;
    let row = case(db.read(), (study.id, id)).await?;
    let attempt = as_it_holds(db.read(), (id, ending.call)).await?;
    if matches!(by, By::Staff(supervisor) if supervisor.staff_id() == attempt.staff_id) {
        return Err(CallError::TheirOwn);
    }
    let called = as_called(ending, &attempt);
    let known = facts::of_one(db, &ringing, &row, now).await?;
    called.check_ending(&ringing, &known, attempt.dialled_at)?;
    let link_by = following::way_of_link(db, &ringing.file, (&row, &called), now).await?;
    let marks = facts::marks(db, &[row.participant_id]).await?;
    let is_on_record = marks.get(&row.participant_id) == Some(&attempt.line_mark);
    let number = usize::try_from(ending.call).unwrap_or_default();
    let (actor, handle) = (by.actor(), study.clone());
    db.write_with_vault(now, move |transaction, vault| {
        Box::pin(async move {
            participants::hold(transaction, [row.participant_id]).await?;
            replaced(transaction, &row, (ending, &actor), now).await?;
            let call = Call { called: &called, number, link_by, is_on_record };
            following::follow((transaction, vault), (&handle, &row), call, &actor, now).await
        })
    })
    .await?;
    placing::look_at(db, &ringing, vec![case(db.read(), (study.id, id)).await?], now).await
}

/// A call of a case, with the ending that holds.
async fn as_it_holds(
    connection: &impl ConnectionTrait,
    (case, call): (i32, i32),
) -> Result<call_attempt::Model, CallError> {
    let calls = attempts::of_cases(connection, iter::once(case)).await?.remove(&case);
    let call = calls.into_iter().flatten().find(|one| one.number == call);
    call.ok_or(CallError::NoSuchCall)
}

/// The call as it would have been told. Which language they speak was asked of whoever rang.
fn as_called(ending: Ending, attempt: &call_attempt::Model) -> Called {
    Called {
        answered_at: attempt.answered_at,
        agreed: ending.agreed,
        language: Some(String::new()),
        ..Called::ended(ending.outcome, attempt.dialled_at)
    }
}

/// Writes down the ending, unless it is the one that holds.
async fn replaced(
    transaction: &DatabaseTransaction,
    row: &call_case::Model,
    (ending, actor): (Ending, &str),
    now: DateTime<Utc>,
) -> Result<(), CallError> {
    let attempt = as_it_holds(transaction, (row.id, ending.call)).await?;
    let key = ending.outcome.key();
    if attempt.outcome == key && attempts::agreed(&attempt) == ending.agreed {
        return Err(CallError::SameEnding);
    }
    let (from, until, away) = attempts::stored(ending.agreed);
    let correction = call_correction::ActiveModel {
        attempt_id: Set(attempt.id),
        outcome: Set(key.to_owned()),
        agreed_from: Set(from),
        agreed_until: Set(until),
        away_until: Set(away),
        corrected_at: Set(now),
        corrected_by: Set(actor.to_owned()),
        ..Default::default()
    };
    call_correction::Entity::insert(correction).exec_without_returning(transaction).await?;
    let (case, call, was) = (naming::named(row), ending.call, &attempt.outcome);
    let object = format!("{case}, call {call}: {key} instead of {was}");
    let entry = Entry::new(actor, "ending of a call corrected", &object).about(row.participant_id);
    entry.in_study(row.study_id).write(transaction, now).await?;
    waits_again(transaction, row.id, (ending.outcome, attempt.dialled_at)).await?;
    Ok(())
}

/// Whoever gave the case back after this call had read another ending. Where somebody has to follow up the one that holds now, it
/// counts as given back before the call; what was given back by then stays so.
async fn waits_again(
    transaction: &DatabaseTransaction,
    case: i32,
    (outcome, dialled_at): (Outcome, DateTime<Utc>),
) -> Result<(), DbErr> {
    use call_case::Column;
    if outcome.waits_for().is_none() {
        return Ok(());
    }
    call_case::Entity::update_many()
        .col_expr(Column::GivenBackAt, Expr::value(dialled_at - TimeDelta::seconds(1)))
        .col_expr(Column::Revision, Expr::col(Column::Revision).add(1))
        .filter(Column::Id.eq(case))
        .filter(Column::GivenBackAt.gte(dialled_at))
        .exec(transaction)
        .await
        .map(drop)
}

/// A call with each ending that it had; none of a call whose ending a newer program wrote.
fn ended(call: call_attempt::Model, corrections: &[&call_correction::Model]) -> Option<Ended> {
    let mut was = Outcome::from_key(&call.outcome);
    let mut before = Vec::new();
    for one in corrections {
        before.push(Replaced { outcome: was, by: one.corrected_by.clone(), at: one.corrected_at });
        was = Outcome::from_key(&one.outcome);
    }
    let call = attempts::corrected(call, corrections.last().copied());
    Some(Ended {
        call: call.number,
        at: call.dialled_at,
        outcome: was?,
        agreed: attempts::agreed(&call),
        staff_id: call.staff_id,
        before,
    })
}
