//! Numbers in a list that are nobody's in the study, told beside all else that is wrong with it.

use records::{Db, participants, studies::StudyHandle};
use surveys::authoring::File;

use super::Refused;
use crate::files::{
    cell::Wrong,
    table::{self, Column, RowFault},
};

/// The rows of a list without faults. Otherwise all that is wrong with it, by line: what its rows say, and whom they name;
/// and that nothing was done.
///
/// # Errors
/// Every fault, or when the database fails.
pub async fn rows_or_faults<T>(
    rows: Result<T, Vec<RowFault>>,
    (db, study): (&Db, &StudyHandle),
    (file, columns): (&File, &[Column]),
    nothing: &str,
) -> Result<T, Refused> {
    let mut faults = match rows {
        Ok(rows) => return Ok(rows),
        Err(faults) => faults,
    };
    let (lines, numbers): (Vec<_>, Vec<_>) =
        table::study_numbers(file, columns).into_iter().unzip();
    let unknown = participants::unknown(db, study, &numbers).await?;
    faults.extend(unknown.into_iter().map(|row| fault(file, lines[row], &numbers[row])));
    faults.sort_by_key(|fault| fault.line);
    Err(Refused::listing(faults).and(nothing))
}

/// Whom rows name, from 0, that were otherwise in order.
pub fn among(rows: Vec<(usize, String)>, file: &File, lines: &[usize]) -> Vec<RowFault> {
    let line = |row: usize| lines.get(row).copied().unwrap_or(1);
    rows.into_iter().map(|(row, number)| fault(file, line(row), &number)).collect()
}

fn fault(file: &File, line: usize, number: &str) -> RowFault {
    let problem = format!("nobody in the study has the number “{number}”");
    table::fault(file, line, "study_number", Wrong::new(problem, "enrol the person first"))
}
