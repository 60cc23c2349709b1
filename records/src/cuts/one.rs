//! What a cut keeps of one person, column by column.

use chrono::NaiveDate;
use datasets::{Cell, Missing, Variable, csv, kept as cells};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::{Cut, CutError, kept, packed};
use crate::entity::cut_row;

/// The files that have one row for each person.
const ONE_ROW_EACH: [&str; 2] = ["wide", "participants"];

/// What is kept of somebody.
pub(crate) enum Kept {
    /// They are not in the cut.
    NotIn,
    /// They were, and were erased from it on this day.
    Erased(NaiveDate),
    /// The columns of the files that have one row for each person.
    Columns(Vec<Column>),
}

/// A column of theirs.
pub(crate) struct Column {
    /// As the cut describes it.
    pub variable: Variable,
    /// What stands in it, as CSV has it.
    pub text: String,
    /// The missing code, where it is one.
    pub missing: Option<Missing>,
}

/// The cut by this number, and what it keeps of somebody.
///
/// # Errors
/// When there is no such cut, what it keeps is damaged, or the database fails.
pub(crate) async fn one(
    connection: &impl ConnectionTrait,
    (study, number): (i32, u32),
    participant: i32,
) -> Result<(Cut, Kept), CutError> {
    let row = kept::row(connection, study, number).await?;
    let files = kept::files(&row)?;
    let cut = kept::of_row(connection, row).await?;
    let own = cut_row::Entity::find()
        .filter(cut_row::Column::CutId.eq(cut.id))
        .filter(cut_row::Column::ParticipantId.eq(participant))
        .one(connection)
        .await?;
    let Some(own) = own else { return Ok((cut, Kept::NotIn)) };
    let (Some(rows), Some(sha256)) = (&own.rows, &own.sha256) else {
        return Ok((cut, own.erased_on.map_or(Kept::NotIn, Kept::Erased)));
    };
    let damaged = || CutError::Damaged { number, row_key: own.row_key.clone() };
    let unpacked = packed::unpack(rows, sha256, files.len()).ok_or_else(damaged)?;
    let mut columns = Vec::new();
    for (file, rows) in files.iter().zip(&unpacked) {
        let has_one = ONE_ROW_EACH.contains(&file.name().as_str());
        for row in rows.iter().filter(|_| has_one) {
            let cells = cells::read(file, row).map_err(|_| damaged())?;
            columns.extend(file.variables().iter().zip(cells).map(|(variable, cell)| Column {
                text: csv::text(variable, cell, file.lists_codes()),
                missing: if let Cell::Missing(reason) = cell { Some(reason) } else { None },
                variable: variable.clone(),
            }));
        }
    }
    Ok((cut, Kept::Columns(columns)))
}
