//! Giving an interviewer the next case. It is theirs for some minutes, and nobody else's: two who ask at the same moment get two.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ColumnTrait, Condition, DbErr, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, sea_query::SelectStatement,
};
use surveys::calls::{Case, Reason, Slot, Standing, Turn, Waited};

use super::{
    CallError, is_leased,
    leasing::{ONE_INTERVIEW, lease},
    placing,
    placing::{Place, each, unread},
    ringing::Ringing,
};
use crate::{
    Db,
    auth::Interviewer,
    entity::{call_case, interview, staff_case, staff_member},
    participants,
    studies::StudyHandle,
};

/// Cases that are looked at together: a few, since the first mostly holds, and then more.
const FEW: u64 = 8;
const MANY: u64 = 100;
/// Nobody waits for longer than it takes to look so often.
const LOOKS: usize = 60;

/// Somebody to ring, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// The number of the case.
    pub case: i32,
    /// By which the participant is opened.
    pub participant: i32,
    /// Their study number.
    pub number: String,
    /// About which wave.
    pub wave: String,
    /// Why they are rung now.
    pub why: Reason,
    /// In which part of the week that is.
    pub slot: Slot,
    /// Which of the numbers that they ever had is rung, counted from 0. The number itself is told where somebody reads it.
    pub line: u8,
    /// Calls that were made before.
    pub attempts: usize,
    /// Until when the case is this interviewer's, unless they go on with it.
    pub until: DateTime<Utc>,
}

/// The next case of an interviewer: the one that they have, or else the first of all that may be rung now; none where nobody is.
///
/// # Errors
/// When they do not interview in this study, its protocol or rules cannot be read, or the database fails.
pub async fn next(
    db: &Db,
    by: &Interviewer,
    study: &StudyHandle,
    now: DateTime<Utc>,
) -> Result<Option<Given>, CallError> {
    if by.study_id() != study.id {
        return Err(CallError::NotTheirs);
    }
    let ringing = Ringing::of(db, study, now).await?;
    placing::end_leases(db, study.id, now).await?;
    if ringing.is_held {
        return Ok(None);
    }
    if let Some(own) = own(db, &ringing, by, now).await? {
        return Ok(Some(own));
    }
    found(db, &ringing, (by, true), now).await
}

/// The case that an interviewer who has none would be given at a moment. Nobody is given it, and nothing is changed.
///
/// # Errors
/// As above.
pub async fn look(
    db: &Db,
    by: &Interviewer,
    study: &StudyHandle,
    at: DateTime<Utc>,
) -> Result<Option<Given>, CallError> {
    if by.study_id() != study.id {
        return Err(CallError::NotTheirs);
    }
    let ringing = Ringing::of(db, study, at).await?;
    if ringing.is_held { Ok(None) } else { found(db, &ringing, (by, false), at).await }
}

/// The first of all that may be rung, which they take or only look at.
async fn found(
    db: &Db,
    ringing: &Ringing,
    by: (&Interviewer, bool),
    now: DateTime<Utc>,
) -> Result<Option<Given>, CallError> {
    let mut passed_over = Vec::new();
    for look in 0..LOOKS {
        let many = if look == 0 { FEW } else { MANY };
        let whose = (ringing.study, by.0.staff_id());
        let rows = candidates(db, whose, &passed_over, many, now).await?;
        if rows.is_empty() {
            return Ok(None);
        }
        if let Some(given) = first(db, ringing, by, (rows, &mut passed_over), now).await? {
            return Ok(Some(given));
        }
    }
    Ok(None)
}

/// The case that they have, while it is to be rung.
async fn own(
    db: &Db,
    ringing: &Ringing,
    by: &Interviewer,
    now: DateTime<Utc>,
) -> Result<Option<Given>, CallError> {
    let theirs = call_case::Entity::find()
        .filter(call_case::Column::StudyId.eq(ringing.study))
        .filter(call_case::Column::LeasedTo.eq(by.staff_id()))
        .order_by_asc(call_case::Column::Id);
    let rows = theirs.all(db.read()).await?;
    let rows: Vec<_> = rows.into_iter().filter(|row| is_leased(row, by.staff_id(), now)).collect();
    if rows.is_empty() {
        return Ok(None);
    }
    let cases = each(db, ringing, &rows, now).await?;
    for (row, case) in rows.iter().zip(&cases) {
        let Some(case) = case else { continue };
        if let Standing::Now(turn) = ringing.standing(case, Some(by.staff_id()), now) {
            let until = row.leased_until.unwrap_or(now);
            return Ok(Some(given(db, row, (case, &turn), until).await?));
        }
    }
    for row in &rows {
        super::listing::freed(db, row).await?;
    }
    let ids = rows.iter().map(|row| row.id);
    let rows = call_case::Entity::find().filter(call_case::Column::Id.is_in(ids));
    placing::look_at(db, ringing, rows.all(db.read()).await?, now).await?;
    Ok(None)
}

/// The first of some cases that may be rung now, which is theirs from here on where they take it. The others then stand where they
/// do now.
async fn first(
    db: &Db,
    ringing: &Ringing,
    (by, takes): (&Interviewer, bool),
    (rows, passed_over): (Vec<call_case::Model>, &mut Vec<i32>),
    now: DateTime<Utc>,
) -> Result<Option<Given>, CallError> {
    let until = now + TimeDelta::minutes(ringing.rules.lease_minutes.into());
    let cases = each(db, ringing, &rows, now).await?;
    let (mut moved, mut found) = (Vec::new(), None);
    for (row, case) in rows.into_iter().zip(&cases) {
        let Some(case) = case else {
            moved.push((row, unread(now)));
            continue;
        };
        let own = ringing.standing(case, Some(by.staff_id()), now);
        let place = Place::of(&ringing.standing(case, None, now), case, now);
        match own {
            // It comes after others, which are looked at first.
            Standing::Now(_) if takes && place.rank > row.rank => moved.push((row, place)),
            Standing::Now(turn) => {
                if !takes || lease(db, &row, (by, turn.why), until, now).await? {
                    found = Some(given(db, &row, (case, &turn), until).await?);
                    break;
                }
                passed_over.push(row.id);
            }
            Standing::WaitsFor(Waited::AnotherInterviewer) => passed_over.push(row.id),
            _ => moved.push((row, place)),
        }
    }
    match takes {
        true => placing::place(db, moved).await?,
        false => passed_over.extend(moved.iter().map(|(row, _)| row.id)),
    }
    Ok(found)
}

/// Those that may have their turn, in order.
async fn candidates(
    db: &Db,
    (study, staff): (i32, i32),
    passed_over: &[i32],
    many: u64,
    now: DateTime<Utc>,
) -> Result<Vec<call_case::Model>, DbErr> {
    use call_case::Column;
    let free =
        Condition::any().add(Column::LeasedUntil.is_null()).add(Column::LeasedUntil.lte(now));
    let theirs = Condition::any()
        .add(Column::ParticipantId.not_in_subquery(given_to(staff, false)))
        .add(Column::ParticipantId.in_subquery(given_to(staff, true)));
    call_case::Entity::find()
        .filter(Column::StudyId.eq(study))
        .filter(Column::NextAt.lte(now))
        .filter(free)
        .filter(theirs)
        .filter(Column::ParticipantId.not_in_subquery(on_the_line(staff, now)))
        .filter(Column::Id.is_not_in(passed_over.iter().copied()))
        .order_by_asc(Column::Rank)
        .order_by_asc(Column::EndsAt)
        .order_by_asc(Column::Chance)
        .order_by_asc(Column::Id)
        .limit(many)
        .all(db.read())
        .await
}

/// The participants with whom somebody else is on the line: it was made sure that it is them, and the call has not ended.
fn on_the_line(staff: i32, now: DateTime<Utc>) -> SelectStatement {
    use interview::Column;
    interview::Entity::find()
        .select_only()
        .column(Column::ParticipantId)
        .filter(Column::CheckedAt.gt(now - ONE_INTERVIEW))
        .filter(Column::StaffId.ne(staff))
        .into_query()
}

/// The participants who were given to an interviewer, or to others who are still on the staff.
fn given_to(staff: i32, is_theirs: bool) -> SelectStatement {
    let here = staff_member::Entity::find()
        .select_only()
        .column(staff_member::Column::Id)
        .filter(staff_member::Column::RemovedAt.is_null())
        .into_query();
    let own = staff_case::Column::StaffId.eq(staff);
    staff_case::Entity::find()
        .select_only()
        .column(staff_case::Column::ParticipantId)
        .filter(if is_theirs { own } else { own.not() })
        .filter(staff_case::Column::StaffId.in_subquery(here))
        .into_query()
}

async fn given(
    db: &Db,
    row: &call_case::Model,
    (case, turn): (&Case<'_>, &Turn),
    until: DateTime<Utc>,
) -> Result<Given, DbErr> {
    let numbers = participants::numbers(db.read(), [row.participant_id].into_iter()).await?;
    Ok(Given {
        case: row.id,
        participant: row.participant_id,
        number: numbers.get(&row.participant_id).cloned().unwrap_or_default(),
        wave: row.wave_key.clone(),
        why: turn.why,
        slot: turn.slot,
        line: turn.number,
        attempts: case.attempts.len(),
        until,
    })
}
