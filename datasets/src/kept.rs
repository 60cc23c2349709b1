//! Rows as they are kept to be written once more: JSON that says as little as it can, since the schema says the rest.
//!
//! A row is a list. A whole number and a missing code are a number, everything else is a text as CSV has it, and what is
//! blank is `null`. One row has one such text, whenever and by whichever program it is written.

use chrono::{DateTime, NaiveDate};
use serde_json::Value;

use crate::{Cell, Dataset, Kind, Missing, RowError, Variable, iso};

/// A text that is no row of its dataset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("what was kept is no row of its file")]
pub struct NotKept;

/// Puts a row behind the text. `row` counts from 1 and is for the error alone.
///
/// # Errors
/// When it has too many or too few cells, or one does not fit its variable.
pub fn write(
    dataset: &Dataset,
    row: u64,
    cells: &[Cell<'_>],
    text: &mut String,
) -> Result<(), RowError> {
    text.push('[');
    for (nth, admitted) in dataset.admit(row, cells)?.enumerate() {
        let (variable, cell) = admitted?;
        if nth > 0 {
            text.push(',');
        }
        put(variable.kind, cell, text);
    }
    text.push(']');
    Ok(())
}

/// The cells of a row that was kept.
///
/// # Errors
/// When it is none of this dataset.
pub fn read<'r>(dataset: &Dataset, row: &'r [Value]) -> Result<Vec<Cell<'r>>, NotKept> {
    let variables = dataset.variables();
    if row.len() != variables.len() {
        return Err(NotKept);
    }
    variables
        .iter()
        .zip(row)
        .map(|(variable, value)| cell(variable, value).ok_or(NotKept))
        .collect()
}

fn put(kind: Kind, cell: Cell<'_>, text: &mut String) {
    match cell {
        Cell::Blank => text.push_str("null"),
        Cell::Missing(_) | Cell::Number(_) => iso::show(kind, cell, text),
        Cell::Text(words) => text.push_str(&Value::from(words).to_string()),
        // No letter of these means anything in JSON.
        Cell::Decimal(_) | Cell::Date(_) | Cell::Moment(_) => {
            text.push('"');
            iso::show(kind, cell, text);
            text.push('"');
        }
    }
}

fn cell<'v>(variable: &Variable, value: &'v Value) -> Option<Cell<'v>> {
    let read = match (variable.kind, value) {
        (_, Value::Null) => Cell::Blank,
        (kind, Value::Number(number)) if kind.is_number() => {
            let number = number.as_i64()?;
            let reason = Missing::ALL.into_iter().find(|one| i64::from(one.code()) == number);
            let reason = reason.filter(|reason| variable.missing.contains(reason));
            reason.map_or(Cell::Number(number), Cell::Missing)
        }
        (Kind::Decimal { .. }, Value::String(text)) => Cell::Decimal(text.parse().ok()?),
        (Kind::Text { .. }, Value::String(text)) => Cell::Text(text),
        (Kind::Date, Value::String(text)) => Cell::Date(text.parse().ok()?),
        (Kind::Month, Value::String(text)) => {
            Cell::Date(NaiveDate::parse_from_str(&format!("{text}-01"), "%Y-%m-%d").ok()?)
        }
        (Kind::Moment, Value::String(text)) => {
            Cell::Moment(DateTime::parse_from_rfc3339(text).ok()?.to_utc())
        }
        _ => return None,
    };
    Some(read)
}
