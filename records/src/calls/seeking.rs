//! Some of a study's cases, for whoever looks after its interviewers: those of a kind, a page at a time, or those of one person.
//! What the rows say tells which may be of a kind, so that few are worked out for a page.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::SelectStatement,
};
use surveys::calls::{Outcome, Standing};

use super::{
    CallError, case,
    listing::{Listed, as_they_stand},
    placing::TO_LOOK_AT,
    ringing::Ringing,
    typed,
};
use crate::{
    Db,
    auth::{By, Supervisor},
    entity::{call_attempt, call_case, call_correction},
    studies::StudyHandle,
};

/// Cases on a page.
const A_PAGE: usize = 100;
/// Cases that are worked out together.
const TOGETHER: u64 = 100;
/// Cases that are worked out for one page at most. Where few of them are of the kind, the page has fewer.
const MOST: usize = 2000;
/// What a call ends with that leaves a case waiting for somebody of the staff.
const WAIT: [Outcome; 3] = [Outcome::Died, Outcome::Unable, Outcome::Language];

/// How cases stand that are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// However they stand.
    All,
    /// They may be rung now; somebody may have them already.
    Now,
    /// They may be rung later.
    Later,
    /// They wait for somebody else, or cannot be read.
    Waiting,
    /// Nobody rings them.
    Not,
}

/// Which cases are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sought<'a> {
    /// Those of a kind with a number above this one.
    Of(Kind, i32),
    /// Those of the participant with this study or telephone number, as it was typed, or of all whose study number has it in it.
    Number(&'a str),
    /// Those of the participant whom the case with this number is about.
    Beside(i32),
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The cases, in the order in which they were issued.
    pub cases: Vec<Listed>,
    /// The last case that was looked at, where there may be more after it.
    pub further: Option<i32>,
}

impl Kind {
    /// Whether a case is of this kind.
    #[must_use]
    pub const fn has(self, one: &Listed) -> bool {
        matches!(
            (self, &one.standing),
            (Self::All, _)
                | (Self::Now, Some(Standing::Now(_)))
                | (Self::Later, Some(Standing::Later(_)))
                | (Self::Waiting, Some(Standing::WaitsFor(_)) | None)
                | (Self::Not, Some(Standing::Over { .. } | Standing::Not(_)))
        )
    }

    /// The rows that may be of this kind, by what was worked out when they were last looked at. Whoever lost their only number since
    /// waits for one once they are looked at again.
    fn rows(self, now: DateTime<Utc>) -> Condition {
        use call_case::Column;
        let looked_at_by = |at: DateTime<Utc>| {
            Condition::all().add(Column::Rank.eq(TO_LOOK_AT)).add(Column::NextAt.lte(at))
        };
        match self {
            Self::All | Self::Not => Condition::all(),
            Self::Now | Self::Later => {
                Condition::any().add(Column::Rank.lt(TO_LOOK_AT)).add(looked_at_by(now))
            }
            Self::Waiting => {
                let without_number = looked_at_by(now + TimeDelta::hours(1));
                Condition::any().add(Column::Id.in_subquery(waiting())).add(without_number)
            }
        }
    }
}

/// The cases with a call that ended so that somebody of the staff was waited for, as it was written down first or after all.
fn waiting() -> SelectStatement {
    let keys = WAIT.map(Outcome::key);
    let corrected = call_correction::Entity::find()
        .select_only()
        .column(call_correction::Column::AttemptId)
        .filter(call_correction::Column::Outcome.is_in(keys))
        .into_query();
    let ended = Condition::any()
        .add(call_attempt::Column::Outcome.is_in(keys))
        .add(call_attempt::Column::Id.in_subquery(corrected));
    call_attempt::Entity::find()
        .select_only()
        .column(call_attempt::Column::CaseId)
        .filter(ended)
        .into_query()
}

/// Cases of a study, each as it stands at this moment: a page of them at most.
///
/// # Errors
/// When they do not supervise it, it has no such case, its protocol or rules cannot be read, or the database fails.
pub async fn seek(
    db: &Db,
    by: &By<Supervisor>,
    study: &StudyHandle,
    sought: Sought<'_>,
    now: DateTime<Utc>,
) -> Result<Found, CallError> {
    if !by.may_in(study) {
        return Err(CallError::NotTheirs);
    }
    let ringing = Ringing::of(db, study, now).await?;
    match sought {
        Sought::Of(kind, after) => of_kind(db, &ringing, (kind, after), now).await,
        Sought::Number(number) => match typed::meant(db, by, study, number, now).await? {
            Some(whose) => of_people(db, &ringing, whose, now).await,
            None => Ok(Found { cases: Vec::new(), further: None }),
        },
        Sought::Beside(id) => {
            let row = case(db.read(), (study.id, id)).await?;
            of_person(db, &ringing, row.participant_id, now).await
        }
    }
}

async fn of_kind(
    db: &Db,
    ringing: &Ringing,
    (kind, after): (Kind, i32),
    now: DateTime<Utc>,
) -> Result<Found, CallError> {
    use call_case::Column;
    let (mut cases, mut looked_at, mut last) = (Vec::new(), 0, after);
    while looked_at < MOST {
        let rows = call_case::Entity::find()
            .filter(Column::StudyId.eq(ringing.study))
            .filter(kind.rows(now))
            .filter(Column::Id.gt(last))
            .order_by_asc(Column::Id)
            .limit(TOGETHER)
            .all(db.read())
            .await?;
        if rows.is_empty() {
            return Ok(Found { cases, further: None });
        }
        looked_at += rows.len();
        for one in as_they_stand(db, ringing, rows, now).await? {
            let (is_one, id) = (kind.has(&one), one.case);
            if is_one && cases.len() == A_PAGE {
                return Ok(Found { cases, further: Some(last) });
            }
            cases.extend(is_one.then_some(one));
            last = id;
        }
    }
    Ok(Found { cases, further: Some(last) })
}

/// Every case of one person: one for each wave at most.
pub(super) async fn of_person(
    db: &Db,
    ringing: &Ringing,
    person: i32,
    now: DateTime<Utc>,
) -> Result<Found, CallError> {
    let whose = Condition::all().add(call_case::Column::ParticipantId.eq(person));
    of_people(db, ringing, whose, now).await
}

/// The cases of some people, the first hundred.
async fn of_people(
    db: &Db,
    ringing: &Ringing,
    whose: Condition,
    now: DateTime<Utc>,
) -> Result<Found, CallError> {
    use call_case::Column;
    let rows = call_case::Entity::find()
        .filter(Column::StudyId.eq(ringing.study))
        .filter(whose)
        .order_by_asc(Column::Id)
        .limit(TOGETHER)
        .all(db.read())
        .await?;
    let further = rows.last().filter(|_| rows.len() == A_PAGE).map(|row| row.id);
    Ok(Found { cases: as_they_stand(db, ringing, rows, now).await?, further })
}
