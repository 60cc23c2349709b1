//! A call was made: it is written down with how it ended, what follows is done, and the case stands where it then does.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter, sea_query::Expr,
};
use surveys::{
    calls::disposition,
    stopping::{Choice, Way},
};

use super::{
    CallError,
    attempts::{self, Attempt, Said},
    called::{Called, Recorded},
    case, facts,
    following::{self, Call},
    is_theirs,
    leasing::ended,
    naming,
    placing::{self, Place},
    ringing::Ringing,
};
use crate::{
    Db,
    audit::Entry,
    auth::Interviewer,
    entity::{call_attempt, call_case},
    identity::Vault,
    interviews::hung_up,
    outbox::Channel,
    participants, stopping,
    studies::StudyHandle,
    texts,
};

/// The same call that is told again so soon is a form that was sent twice.
const TWICE_WITHIN: TimeDelta = TimeDelta::minutes(1);

/// Writes down a call that an interviewer made, and does what follows from it. The case is then theirs no more. One whose
/// lease ran out meanwhile is still recorded by whoever had it, unless somebody else has it since.
///
/// A call that they wrote down just now is not written down again, and they are told the same as then.
///
/// # Errors
/// When the case is not theirs, something is missing or cannot be so, or the database fails. Nothing is then written.
pub async fn record(
    db: &Db,
    by: &Interviewer,
    study: &StudyHandle,
    (id, called): (i32, Called),
    now: DateTime<Utc>,
) -> Result<Recorded, CallError> {
    if by.study_id() != study.id {
        return Err(CallError::NotTheirs);
    }
    let ringing = Ringing::of(db, study, now).await?;
    let row = case(db.read(), (study.id, id)).await?;
    let link_by = following::way_of_link(db, &ringing.file, (&row, &called), now).await?;
    let done = write(db, by, (study, &ringing), (&row, &called, link_by), now).await;
    if let Err(error) = done
        && !is_written_down(db, by, (&row, &called), now).await?
    {
        return Err(error);
    }
    Ok(Recorded { link_by, ..placed(db, &ringing, id, now).await? })
}

async fn write(
    db: &Db,
    by: &Interviewer,
    (study, ringing): (&StudyHandle, &Ringing),
    (row, called, link_by): (&call_case::Model, &Called, Option<Channel>),
    now: DateTime<Utc>,
) -> Result<(), CallError> {
    if !is_theirs(row, by.staff_id()) {
        return Err(CallError::NotTheirCase);
    }
    let known = facts::of_one(db, ringing, row, now).await?;
    called.check(ringing, &known, now)?;
    let (line, is_on_record) = facts::rung(db, row).await?;
    let number = known.attempts.len() + 1;
    let (by, handle, one, called) = (by.clone(), study.clone(), row.clone(), called.clone());
    db.write_with_vault(now, move |transaction, vault| {
        Box::pin(async move {
            participants::hold(transaction, [one.participant_id]).await?;
            if !freed(transaction, &one).await? {
                return Err(CallError::Changed);
            }
            hung_up(transaction, (one.participant_id, &one.wave_key), Some(by.staff_id())).await?;
            let attempt = written((transaction, vault), &one, (&called, number, line), &by, now);
            attempt.await?;
            if called.outcome.is_reached() {
                let rung = (one.participant_id, called.dialled_at);
                texts::rung(transaction, rung, &by.actor(), now).await?;
            }
            let store = (transaction, vault);
            let call = Call { called: &called, number, link_by, is_on_record };
            following::follow(store, (&handle, &one), call, &by.actor(), now).await
        })
    })
    .await
}

/// Whether it is the last call of the case, which they wrote down just now with the same words. A wish for no more calls has to be on
/// record then, too.
async fn is_written_down(
    db: &Db,
    by: &Interviewer,
    (row, called): (&call_case::Model, &Called),
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    // A minute without its seconds is meant until now, and so differs from one press to the next.
    let minute = |at: DateTime<Utc>| at.timestamp().div_euclid(60);
    let is_same = |last: &Attempt| {
        last.staff_id == by.staff_id()
            && last.outcome == called.outcome
            && minute(last.at) == minute(called.dialled_at)
            && last.agreed == called.agreed
            && (&last.note, &last.who_answered, &last.language)
                == (&called.note, &called.who_answered, &called.language)
            && now - last.ended_at <= TWICE_WITHIN
    };
    let calls = attempts::of_participant(db, row.participant_id).await?;
    let about = calls.iter().filter(|call| call.wave == row.wave_key);
    let last = about.max_by_key(|call| call.ended_at);
    let is_told = last.is_some_and(is_same);
    if !(is_told && called.no_more_calls) {
        return Ok(is_told);
    }
    let stops = stopping::state(db.read(), row.participant_id).await?;
    Ok(stops.since(Choice::Contact(Way::Phone)).is_some())
}

/// Puts the case where it stands now.
async fn placed(
    db: &Db,
    ringing: &Ringing,
    id: i32,
    now: DateTime<Utc>,
) -> Result<Recorded, CallError> {
    let row = case(db.read(), (ringing.study, id)).await?;
    let known = facts::of_one(db, ringing, &row, now).await?;
    let standing = ringing.standing(&known, None, now);
    let place = Place::of(&standing, &known, now);
    placing::place(db, vec![(row, place)]).await?;
    let outcome = disposition(&known, &ringing.rules, now);
    let (unkept, attempts) = (ringing.unkept(&known, &standing, now), known.attempts.len());
    Ok(Recorded { standing, outcome, attempts, unkept, link_by: None })
}

/// Ends the lease; whether the case is as it was read.
async fn freed(transaction: &DatabaseTransaction, row: &call_case::Model) -> Result<bool, DbErr> {
    use call_case::Column;
    let freed = ended(row.id)
        .col_expr(Column::LastLeasedTo, Expr::value(None::<i32>))
        .filter(Column::Revision.eq(row.revision));
    Ok(freed.exec(transaction).await?.rows_affected == 1)
}

async fn written(
    (transaction, vault): (&DatabaseTransaction, &Vault),
    row: &call_case::Model,
    (called, number, (line, mark)): (&Called, usize, (u8, String)),
    by: &Interviewer,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let (from, until, away) = attempts::stored(called.agreed);
    let attempt = call_attempt::ActiveModel {
        case_id: Set(row.id),
        number: Set(i32::try_from(number).unwrap_or(i32::MAX)),
        line: Set(line.into()),
        line_mark: Set(mark),
        dialled_at: Set(called.dialled_at),
        answered_at: Set(called.answered_at),
        ended_at: Set(now),
        outcome: Set(called.outcome.key().to_owned()),
        agreed_from: Set(from),
        agreed_until: Set(until),
        away_until: Set(away),
        staff_id: Set(by.staff_id()),
        ..Default::default()
    };
    let attempt = attempt.insert(transaction).await?;
    noted((transaction, vault), row.participant_id, (attempt.id, called)).await?;
    let object = naming::with(row, called.outcome.key());
    let entry = Entry::new(&by.actor(), "call recorded", &object).about(row.participant_id);
    entry.in_study(row.study_id).write(transaction, now).await.map(drop)
}

/// Seals what was put into words, each for its place.
async fn noted(
    (transaction, vault): (&DatabaseTransaction, &Vault),
    person: i32,
    (attempt, called): (i32, &Called),
) -> Result<(), DbErr> {
    let note = called.note.as_deref().map(str::trim).filter(|note| !note.is_empty());
    let (language, who_answered) = (called.language.clone(), called.who_answered.clone());
    let said = Some(Said { language, who_answered }).filter(|said| *said != Said::default());
    if note.is_none() && said.is_none() {
        return Ok(());
    }
    let said = said.map(|said| serde_json::to_vec(&said)).transpose();
    let said = said.map_err(|error| DbErr::Json(error.to_string()))?;
    let keys = vault.keys.of_or_new(&[person]).await?;
    let Some(key) = keys.get(&person) else { return Ok(()) };
    let sealed = call_attempt::ActiveModel {
        id: Set(attempt),
        note: Set(note.map(|note| key.seal(&attempts::place(attempt), note.as_bytes()))),
        said: Set(said.map(|said| key.seal(&Said::place(attempt), &said))),
        ..Default::default()
    };
    call_attempt::Entity::update(sealed).exec_without_returning(transaction).await.map(drop)
}
