//! Test people: enrolled to try the study. They are written to and can answer like everybody, and are in no count and no
//! file. Nobody becomes one, or ceases to be one, once anything is on record of them.

use std::collections::HashSet;

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, Statement,
    sea_query::SimpleExpr,
};

use super::{EnrolError, Enrolment};
use crate::entity::participant;

/// What stands beside their number, wherever staff read it.
const MARK: &str = " (test)";
/// Where something may be on record of somebody. A link says nothing of them yet.
const RECORDS: [&str; 11] = [
    "response",
    "consent_event",
    "stop_event",
    "allocation",
    "event",
    "outbox",
    "alert",
    "text_received",
    "refusal",
    "register_entry",
    "voucher_debt",
];

/// Everybody who takes part, in a query of participants: no test people.
pub(crate) fn real() -> SimpleExpr {
    participant::Column::IsTest.eq(false)
}

/// Somebody's number, as staff read it.
pub(crate) fn told(person: &participant::Model) -> String {
    marked(person.study_number.clone(), person.is_test)
}

/// The number itself of what was copied with its mark.
pub(super) fn unmarked(typed: &str) -> &str {
    let typed = typed.trim();
    typed.strip_suffix(MARK).unwrap_or(typed)
}

pub(super) fn marked(number: String, is_test: bool) -> String {
    if is_test { number + MARK } else { number }
}

/// Those of these people who are test people.
pub(crate) async fn are_test(
    connection: &impl ConnectionTrait,
    people: impl Iterator<Item = i32>,
) -> Result<HashSet<i32>, DbErr> {
    let rows: Vec<i32> = participant::Entity::find()
        .filter(participant::Column::Id.is_in(people))
        .filter(participant::Column::IsTest.eq(true))
        .select_only()
        .column(participant::Column::Id)
        .into_tuple()
        .all(connection)
        .await?;
    Ok(rows.into_iter().collect())
}

/// Whether a row says something else of this than is known. A blank says nothing.
pub(super) fn differs(row: &Enrolment, known: &participant::Model) -> bool {
    row.test.is_some_and(|test| test != known.is_test)
}

/// # Errors
/// When a row would change this of somebody of whom something is on record, or the database fails.
pub(super) async fn stay_what_they_are(
    transaction: &impl ConnectionTrait,
    writes: &[(&Enrolment, Option<participant::Model>)],
) -> Result<(), EnrolError> {
    let mut fixed = Vec::new();
    for (row, known) in writes {
        let Some(known) = known.as_ref().filter(|known| differs(row, known)) else { continue };
        if is_on_record(transaction, known.id).await? {
            fixed.push(known.study_number.clone());
        }
    }
    if fixed.is_empty() { Ok(()) } else { Err(EnrolError::OnRecord(fixed)) }
}

async fn is_on_record(transaction: &impl ConnectionTrait, id: i32) -> Result<bool, DbErr> {
    let own = |table| format!("EXISTS (SELECT 1 FROM {table} WHERE participant_id = {id})");
    let any = RECORDS.map(own).join(" OR ");
    let words = format!("SELECT id FROM participant WHERE id = {id} AND ({any})");
    let statement = Statement::from_string(transaction.get_database_backend(), words);
    Ok(transaction.query_one_raw(statement).await?.is_some())
}
