//! An allocation file: who was put into which arm, and when. Who may be is for `records` to say.

use std::collections::HashMap;

use chrono::NaiveDate;
use records::allocations::AllocationRow;
use surveys::{authoring::File, study::Study};

use super::{
    cell,
    table::{self, Column, Reading, RowFault},
};

/// What the file has of each allocation.
pub const COLUMNS: [Column; 3] = [
    Column { name: "study_number", required: true },
    Column { name: "arm", required: true },
    Column { name: "randomised_on", required: true },
];

/// The rows of a file without faults, each with its line.
///
/// # Errors
/// Every fault of every row.
pub fn read(
    file: &File,
    study: &Study,
    today: NaiveDate,
) -> Result<Vec<(usize, AllocationRow)>, Vec<RowFault>> {
    let (table, mut faults) = table::read(file, &COLUMNS)?;
    let mut lines = HashMap::new();
    let mut rows = Vec::new();
    for row in &table {
        let mut reading = Reading::new(file, row, &mut faults);
        let arms = study.arms.iter().map(|arm| arm.key.as_str());
        let study_number = reading.cell("study_number", cell::study_number);
        let arm = reading.cell("arm", |text| cell::one_of(text, "arm", arms));
        let randomised_on = reading.cell("randomised_on", |text| cell::past_date(text, today));
        let (Some(study_number), Some(arm), Some(randomised_on)) =
            (study_number, arm, randomised_on)
        else {
            continue;
        };
        reading.once("study_number", &study_number, &mut lines);
        rows.push((row.line, AllocationRow { study_number, arm, randomised_on }));
    }
    table::all_or_none(rows, faults, &COLUMNS)
}
