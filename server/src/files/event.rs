//! An events file: what happened to whom on which day, outside the surveys.

use chrono::NaiveDate;
use records::events::{EventKind, EventRow};
use surveys::authoring::File;

use super::{
    cell::{self, Wrong},
    table::{self, Column, Reading, RowFault},
};

/// What the file has of each event.
pub const COLUMNS: [Column; 3] = [
    Column { name: "study_number", required: true },
    Column { name: "kind", required: true },
    Column { name: "happened_on", required: true },
];

/// The rows of a file without faults, each with its line.
///
/// # Errors
/// Every fault of every row.
pub fn read(file: &File, today: NaiveDate) -> Result<Vec<(usize, EventRow)>, Vec<RowFault>> {
    let (table, mut faults) = table::read(file, &COLUMNS)?;
    let mut rows = Vec::new();
    for row in &table {
        let mut reading = Reading::new(file, row, &mut faults);
        let study_number = reading.cell("study_number", cell::study_number);
        let kind = reading.cell("kind", kind);
        let on = reading.cell("happened_on", |text| cell::past_date(text, today));
        if let (Some(study_number), Some(kind), Some(on)) = (study_number, kind, on) {
            rows.push((row.line, EventRow { study_number, kind, on }));
        }
    }
    table::all_or_none(rows, faults, &COLUMNS)
}

fn kind(text: &str) -> Result<EventKind, Wrong> {
    EventKind::from_name(text).ok_or_else(|| {
        let mend = "there are support_start, support_end, job_start, death";
        Wrong::new(format!("there is no event “{text}”"), mend)
    })
}
