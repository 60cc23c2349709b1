//! Whether an interview was held as it was written down: somebody else rings the participant again and asks. That this was done, by
//! whom and whether all was well stands in the audit alone, and is read back from there: it is nobody's answer, and never changes.

use std::{collections::HashMap, iter};

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};
use surveys::calls::Outcome;

use super::{CallError, attempts, case, naming};
use crate::{
    Db,
    audit::Entry,
    auth::{By, Supervisor},
    entity::audit,
    studies::StudyHandle,
};

/// How the audit calls it.
const VERIFIED: &str = "interview verified";
/// People whose entries are read together.
const TOGETHER: usize = 500;

/// What was heard when somebody was rung again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finding {
    /// They were interviewed, and all was well.
    Well,
    /// Something was not. What it was is told elsewhere.
    NotWell,
}

/// Somebody was rung again about their interview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// What was heard.
    pub finding: Finding,
    /// When it was written down.
    pub at: DateTime<Utc>,
    /// Who wrote it down, such as `staff 12, supervisor`.
    pub by: String,
}

impl Finding {
    /// Each of them.
    pub const ALL: [Self; 2] = [Self::Well, Self::NotWell];

    /// Its name in forms and in the audit.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Well => "well",
            Self::NotWell => "not_well",
        }
    }

    /// By its name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.key() == key)
    }
}

/// Writes down that the participant of a case was rung again, and what was heard. What is written down last counts.
///
/// # Errors
/// When they do not supervise the study, it has no such case, no complete interview was written down about it, it was their own, or the database fails.
pub async fn verify(
    db: &Db,
    by: &By<Supervisor>,
    study: &StudyHandle,
    (id, finding): (i32, Finding),
    now: DateTime<Utc>,
) -> Result<(), CallError> {
    if !by.may_in(study) {
        return Err(CallError::NotTheirs);
    }
    let row = case(db.read(), (study.id, id)).await?;
    let calls = attempts::of_cases(db.read(), iter::once(id)).await?.remove(&id);
    let mut calls = calls.into_iter().flatten();
    let interview = calls.find(|call| attempts::outcome(call) == Some(Outcome::Complete));
    let interview = interview.ok_or(CallError::NoInterview)?;
    if matches!(by, By::Staff(supervisor) if supervisor.staff_id() == interview.staff_id) {
        return Err(CallError::TheirOwn);
    }
    let object = naming::with(&row, finding.key());
    let entry = Entry::new(&by.actor(), VERIFIED, &object).about(row.participant_id);
    let entry = entry.in_study(study.id);
    entry.write_alone(db, now).await?;
    Ok(())
}

/// What was heard last about the interview of a case. None where nobody was rung again.
///
/// # Errors
/// When they do not supervise the study, it has no such case, or the database fails.
pub async fn heard_last(
    db: &Db,
    by: &By<Supervisor>,
    study: &StudyHandle,
    id: i32,
    now: DateTime<Utc>,
) -> Result<Option<Finding>, CallError> {
    if !by.may_in(study) {
        return Err(CallError::NotTheirs);
    }
    let row = case(db.read(), (study.id, id)).await?;
    let verified = of_people(db, study.id, &[row.participant_id], now).await?;
    Ok(verified.get(&id).map(|verified| verified.finding))
}

/// What was heard of these people's interviews by a moment, by the number of the case.
pub(super) async fn of_people(
    db: &Db,
    study: i32,
    people: &[i32],
    as_of: DateTime<Utc>,
) -> Result<HashMap<i32, Verified>, DbErr> {
    use audit::Column;
    let mut verified = HashMap::new();
    for some in people.chunks(TOGETHER) {
        let rows = audit::Entity::find()
            .filter(Column::ParticipantId.is_in(some.iter().copied()))
            .filter(Column::StudyId.eq(study))
            .filter(Column::Action.eq(VERIFIED))
            .filter(Column::At.lte(as_of))
            .order_by_asc(Column::Id)
            .all(db.read())
            .await?;
        verified.extend(rows.into_iter().filter_map(read));
    }
    Ok(verified)
}

/// The case, and what was heard of its interview.
fn read(row: audit::Model) -> Option<(i32, Verified)> {
    let (case, told) = naming::read(&row.object)?;
    let finding = Finding::from_key(told)?;
    Some((case, Verified { finding, at: row.at, by: row.actor }))
}
