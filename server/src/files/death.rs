//! A list of deaths from outside: who died, and when. It names no study number.

use chrono::NaiveDate;
use records::tracing::ListedDeath;
use surveys::{authoring::File, tracing::Identity};

use super::{
    cell,
    table::{self, Column, Reading, RowFault},
};

const COLUMNS: [Column; 6] = [
    Column { name: "first_name", required: true },
    Column { name: "last_name", required: true },
    Column { name: "dob", required: true },
    Column { name: "postcode", required: false },
    Column { name: "died_on", required: true },
    Column { name: "nino", required: false },
];

/// The rows of a file without faults.
///
/// # Errors
/// Every fault of every row.
pub fn read(file: &File, today: NaiveDate) -> Result<Vec<ListedDeath>, Vec<RowFault>> {
    let (table, mut faults) = table::read(file, &COLUMNS)?;
    let mut rows = Vec::new();
    for row in &table {
        let mut reading = Reading::new(file, row, &mut faults);
        let texts = ["first_name", "last_name", "postcode", "nino"].map(|name| reading.text(name));
        let dob = reading.cell("dob", |text| cell::past_date(text, today));
        let died_on = reading.cell("died_on", |text| cell::past_date(text, today));
        if let (Some(dob), Some(died_on)) = (dob, died_on) {
            let who = Identity::of(texts.each_ref().map(Option::as_deref), Some(dob));
            rows.push(ListedDeath { who, died_on });
        }
    }
    table::all_or_none(rows, faults, &COLUMNS)
}
