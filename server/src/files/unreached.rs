//! A list of mail that came back and of numbers that reach nobody.

use records::tracing::{News, Row};
use surveys::{authoring::File, tracing::Unreached};

use chrono::NaiveDate;

use super::{
    cell::{self, Wrong},
    table::{self, Column, Reading, RowFault},
};

/// What the list has of each row.
pub const COLUMNS: [Column; 4] = [
    Column { name: "study_number", required: true },
    Column { name: "what", required: true },
    Column { name: "on", required: true },
    Column { name: "letter_on", required: false },
];

/// The rows of a file without faults, each with its line.
///
/// # Errors
/// Every fault of every row.
pub fn read(file: &File, today: NaiveDate) -> Result<Vec<(usize, Row)>, Vec<RowFault>> {
    let (table, mut faults) = table::read(file, &COLUMNS)?;
    let mut rows = Vec::new();
    for row in &table {
        let mut reading = Reading::new(file, row, &mut faults);
        let study_number = reading.cell("study_number", cell::study_number);
        let what = reading.cell("what", what);
        let on = reading.cell("on", |text| cell::past_date(text, today));
        let letter_on = reading.cell("letter_on", |text| cell::past_date(text, today));
        if let (Some(study_number), Some(what), Some(on)) = (study_number, what, on) {
            let news = News { what, on, letter_on };
            rows.push((row.line, Row { study_number, news }));
        }
    }
    table::all_or_none(rows, faults, &COLUMNS)
}

fn what(text: &str) -> Result<Unreached, Wrong> {
    Unreached::from_name(text).ok_or_else(|| {
        let mend = "there are returned_mail, wrong_number, dead_number, landline";
        Wrong::new(format!("nothing is called “{text}”"), mend)
    })
}
