//! Calls as they are stored. What was put into words is sealed with the person's own key, so that it goes with them.

use std::{collections::HashMap, sync::Arc};

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
};
use serde::{Deserialize, Serialize};
use surveys::calls::{Agreed, Outcome};
use zeroize::Zeroizing;

use crate::{
    Db,
    entity::{call_attempt, call_case, call_correction},
    sealing::Sealer,
};

/// Which language they speak and who answered, in an interviewer's words: they may name anybody.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Said {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who_answered: Option<String>,
}

impl Said {
    /// Where it stands: it is sealed for this place and opens in no other.
    pub fn place(row: i32) -> String {
        format!("call|{row}|said")
    }
}

/// A call, as staff read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// About which wave.
    pub wave: String,
    /// When it was dialled.
    pub at: DateTime<Utc>,
    /// How it ended.
    pub outcome: Outcome,
    /// What was agreed about the next.
    pub agreed: Option<Agreed>,
    /// Who answered, in a word. None once the person's key is gone.
    pub who_answered: Option<String>,
    /// The language that was spoken. None once the person's key is gone.
    pub language: Option<String>,
    /// What else there is to say. None once the person's key is gone.
    pub note: Option<String>,
    /// The number of the interviewer's account.
    pub staff_id: i32,
    /// When it had ended and was written down.
    pub ended_at: DateTime<Utc>,
}

/// What was agreed, as it is stored: the moment or the first of two, the second, and the day.
type Stored = (Option<DateTime<Utc>>, Option<DateTime<Utc>>, Option<NaiveDate>);

/// The calls of some cases, each one's oldest first, and each with the ending that holds.
pub(super) async fn of_cases(
    connection: &impl ConnectionTrait,
    cases: impl Iterator<Item = i32>,
) -> Result<HashMap<i32, Vec<call_attempt::Model>>, DbErr> {
    let cases: Vec<_> = cases.collect();
    let mut calls: HashMap<_, Vec<_>> = HashMap::new();
    for (row, correction) in with_what_holds(connection, &cases).await? {
        calls.entry(row.case_id).or_default().push(corrected(row, correction.as_ref()));
    }
    Ok(calls)
}

/// The calls of some cases as they were written down first, each with the correction that holds: of several it is the last.
pub(super) async fn with_what_holds(
    connection: &impl ConnectionTrait,
    cases: &[i32],
) -> Result<Vec<(call_attempt::Model, Option<call_correction::Model>)>, DbErr> {
    let rows = as_written(connection, cases).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let corrections = corrections(connection, cases).await?;
    let mut last: HashMap<_, _> =
        corrections.into_iter().map(|one| (one.attempt_id, one)).collect();
    let with_its_own = |row: call_attempt::Model| {
        let correction = last.remove(&row.id);
        (row, correction)
    };
    Ok(rows.into_iter().map(with_its_own).collect())
}

/// The same as they were written down first.
pub(super) async fn as_written(
    connection: &impl ConnectionTrait,
    cases: &[i32],
) -> Result<Vec<call_attempt::Model>, DbErr> {
    call_attempt::Entity::find()
        .filter(call_attempt::Column::CaseId.is_in(cases.iter().copied()))
        .order_by_asc(call_attempt::Column::CaseId)
        .order_by_asc(call_attempt::Column::Number)
        .all(connection)
        .await
}

/// The corrections of their calls, the oldest first.
pub(super) async fn corrections(
    connection: &impl ConnectionTrait,
    cases: &[i32],
) -> Result<Vec<call_correction::Model>, DbErr> {
    let calls = call_attempt::Entity::find()
        .select_only()
        .column(call_attempt::Column::Id)
        .filter(call_attempt::Column::CaseId.is_in(cases.iter().copied()))
        .into_query();
    call_correction::Entity::find()
        .filter(call_correction::Column::AttemptId.in_subquery(calls))
        .order_by_asc(call_correction::Column::Id)
        .all(connection)
        .await
}

/// A call with the ending that a correction gives it.
pub(super) fn corrected(
    row: call_attempt::Model,
    correction: Option<&call_correction::Model>,
) -> call_attempt::Model {
    let Some(correction) = correction else { return row };
    call_attempt::Model {
        outcome: correction.outcome.clone(),
        agreed_from: correction.agreed_from,
        agreed_until: correction.agreed_until,
        away_until: correction.away_until,
        ..row
    }
}

/// How it ended; none of what a newer program wrote.
pub(super) fn outcome(row: &call_attempt::Model) -> Option<Outcome> {
    Outcome::from_key(&row.outcome)
}

/// What was agreed.
pub(super) fn agreed(row: &call_attempt::Model) -> Option<Agreed> {
    match (row.agreed_from, row.agreed_until, row.away_until) {
        (Some(from), Some(until), _) => Some(Agreed::Between(from, until)),
        (Some(at), None, _) => Some(Agreed::At(at)),
        (None, _, Some(day)) => Some(Agreed::On(day)),
        (None, _, None) => None,
    }
}

/// How it is stored.
pub(super) const fn stored(agreed: Option<Agreed>) -> Stored {
    match agreed {
        Some(Agreed::At(at)) => (Some(at), None, None),
        Some(Agreed::Between(from, until)) => (Some(from), Some(until), None),
        Some(Agreed::On(day)) => (None, None, Some(day)),
        None => (None, None, None),
    }
}

/// Where a note stands: it is sealed for this place and opens in no other.
pub(super) fn place(row: i32) -> String {
    format!("call|{row}")
}

/// Every call that was made to somebody, newest first.
pub(crate) async fn of_participant(db: &Db, person: i32) -> Result<Vec<Attempt>, DbErr> {
    let cases = call_case::Entity::find().filter(call_case::Column::ParticipantId.eq(person));
    let waves = cases.all(db.read()).await?.into_iter().map(|row| (row.id, row.wave_key));
    let waves: HashMap<_, _> = waves.collect();
    let calls = of_cases(db.read(), waves.keys().copied()).await?;
    let keys = db.vault.keys.of(&[person]).await?;
    let key = keys.get(&person);
    let mut told = Vec::new();
    for row in calls.into_values().flatten() {
        let Some(outcome) = outcome(&row) else { continue };
        let note = opened(key, (row.id, &place(row.id), row.note.as_deref()))?;
        let said = opened(key, (row.id, &Said::place(row.id), row.said.as_deref()))?;
        let said = said.map_or_else(|| Ok(Said::default()), |said| serde_json::from_slice(&said));
        let said = said.map_err(|error| DbErr::Json(error.to_string()))?;
        told.push(Attempt {
            wave: waves.get(&row.case_id).cloned().unwrap_or_default(),
            at: row.dialled_at,
            outcome,
            agreed: agreed(&row),
            who_answered: said.who_answered,
            language: said.language,
            note: note.map(|note| String::from_utf8_lossy(&note).into_owned()),
            staff_id: row.staff_id,
            ended_at: row.ended_at,
        });
    }
    told.sort_by_key(|call| std::cmp::Reverse(call.at));
    Ok(told)
}

/// What was sealed of a call. None where nothing was, or the key is gone.
fn opened(
    key: Option<&Arc<Sealer>>,
    (row, place, sealed): (i32, &str, Option<&[u8]>),
) -> Result<Option<Zeroizing<Vec<u8>>>, DbErr> {
    let opened = sealed.zip(key).map(|(sealed, key)| key.open(place, sealed));
    opened.transpose().map_err(|_| {
        DbErr::Custom(format!("the note {row} on a call does not open: it was changed"))
    })
}
