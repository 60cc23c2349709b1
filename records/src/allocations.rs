//! Allocations that were made elsewhere. An arm that is set never changes.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter,
};
use surveys::{calendar, sheet::Sheet, value::Value};

use crate::{
    Db, audit, consent,
    entity::{allocation, response},
    participants, stopping,
    studies::StudyHandle,
};

/// The entry of the audit that tells of a file.
pub(crate) const BROUGHT: &str = "allocation brought";

/// One row of an allocation file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the columns of the file, under their own names")]
pub struct AllocationRow {
    pub study_number: String,
    pub arm: String,
    pub randomised_on: NaiveDate,
}

/// What bringing a file came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AllocationReport {
    /// People allocated now.
    pub allocated: usize,
    /// People allocated before, just so.
    pub unchanged: usize,
}

/// Why nobody was allocated.
#[derive(Debug, thiserror::Error)]
pub enum AllocationError {
    /// Each row that is refused, from 0, and why.
    #[error("{} of the rows are refused", .0.len())]
    Refused(Vec<(usize, String)>),
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

/// Brings allocations: everyone in the rows, or nobody. The cohort is taken from the baseline and
/// frozen here, and the baseline closes.
///
/// # Errors
/// When a row is refused: somebody unknown, a test person, without current consent, without a complete baseline, with
/// another arm already, with an arm the study does not have, or a date in the future.
pub async fn bring(
    db: &Db,
    study: &StudyHandle,
    rows: Vec<AllocationRow>,
    now: DateTime<Utc>,
) -> Result<AllocationReport, AllocationError> {
    let study = study.clone();
    db.write(move |transaction| {
        Box::pin(async move { bring_in(transaction, &study, &rows, now).await })
    })
    .await
}

async fn bring_in(
    transaction: &DatabaseTransaction,
    study: &StudyHandle,
    rows: &[AllocationRow],
    now: DateTime<Utc>,
) -> Result<AllocationReport, AllocationError> {
    let mut report = AllocationReport::default();
    let mut refused = Vec::new();
    for (place, row) in rows.iter().enumerate() {
        match check(transaction, study, row, now).await? {
            Err(reason) => refused.push((place, reason)),
            Ok(None) => report.unchanged += 1,
            Ok(Some((participant_id, cohort))) => {
                let made = allocation::ActiveModel {
                    participant_id: Set(participant_id),
                    arm: Set(row.arm.clone()),
                    cohort: Set(cohort),
                    randomised_on: Set(row.randomised_on),
                    recorded_at: Set(now),
                };
                allocation::Entity::insert(made).exec_without_returning(transaction).await?;
                report.allocated += 1;
            }
        }
    }
    if !refused.is_empty() {
        return Err(AllocationError::Refused(refused));
    }
    if report.allocated > 0 {
        let told = format!("{}: {} people", study.study().key, report.allocated);
        audit::write(transaction, "command line", BROUGHT, &told, now).await?;
    }
    Ok(report)
}

/// The person and cohort to allocate, nothing when it was done before, or why it is refused.
async fn check(
    transaction: &impl ConnectionTrait,
    study: &StudyHandle,
    row: &AllocationRow,
    now: DateTime<Utc>,
) -> Result<Result<Option<(i32, i32)>, String>, DbErr> {
    let number = &row.study_number;
    let Some(person) = participants::by_number(transaction, study, number).await? else {
        return Ok(Err(format!("nobody has the study number {number}")));
    };
    if person.is_test {
        return Ok(Err(format!(
            "{number} is a test person: nobody is randomised to try the study"
        )));
    }
    if let Some(known) = allocation::Entity::find_by_id(person.id).one(transaction).await? {
        let same = known.arm == row.arm && known.randomised_on == row.randomised_on;
        let reason = || {
            let (arm, on) = (&known.arm, known.randomised_on);
            format!("{number} was allocated to {arm} on {on}, which never changes")
        };
        return Ok(if same { Ok(None) } else { Err(reason()) });
    }
    if !study.study().arms.iter().any(|arm| arm.key == row.arm) {
        return Ok(Err(format!("the study has no arm “{}”", row.arm)));
    }
    if row.randomised_on > calendar::date_in(&study.study().timezone, now) {
        return Ok(Err(format!("{} is in the future", row.randomised_on)));
    }
    if let Some(what) = stands_against(transaction, study, person.id).await? {
        return Ok(Err(format!("{number} {what}")));
    }
    Ok(match cohort(transaction, study, person.id).await? {
        Baseline::NotComplete => Err(format!("the baseline of {number} is not complete")),
        Baseline::WorkUnknown => {
            Err(format!("the baseline of {number} does not say whether they are in work"))
        }
        Baseline::Cohort(cohort) => Ok(Some((person.id, cohort))),
    })
}

/// What of their own decisions stands against it.
async fn stands_against(
    transaction: &impl ConnectionTrait,
    study: &StudyHandle,
    participant: i32,
) -> Result<Option<&'static str>, DbErr> {
    let state = consent::state(transaction, participant).await?;
    if !state.is_current(&study.study().consent) {
        return Ok(Some("has not given consent on the current form"));
    }
    let stops = stopping::state(transaction, participant).await?;
    let has_stopped = study.study().waves.iter().any(|wave| stops.ending(&wave.key).is_some());
    Ok(has_stopped.then_some("has stopped"))
}

enum Baseline {
    NotComplete,
    WorkUnknown,
    Cohort(i32),
}

/// The cohort as the baseline has it.
async fn cohort(
    transaction: &impl ConnectionTrait,
    study: &StudyHandle,
    participant: i32,
) -> Result<Baseline, DbErr> {
    let mut waves = study.study().waves.iter();
    let Some(baseline) = waves.find(|wave| wave.until_randomised) else {
        return Ok(Baseline::NotComplete);
    };
    let row = response::Entity::find()
        .filter(response::Column::ParticipantId.eq(participant))
        .filter(response::Column::WaveKey.eq(baseline.key.as_str()))
        .filter(response::Column::SubmittedAt.is_not_null())
        .one(transaction)
        .await?;
    let Some(row) = row else { return Ok(Baseline::NotComplete) };
    let sheet: Sheet =
        serde_json::from_str(&row.sheet).map_err(|error| DbErr::Json(error.to_string()))?;
    Ok(match sheet.answers.get("d_cohort") {
        Some(Value::Code(cohort)) => Baseline::Cohort(*cohort),
        _ => Baseline::WorkUnknown,
    })
}
