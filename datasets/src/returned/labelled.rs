//! Files of SPSS and Stata as text. A number that stands for a reason is given as it is: only who agreed on the column knows
//! whether it may have one.

use std::io::Cursor;

use chrono::NaiveTime;

use super::{NotATable, Table};
use crate::{dta, sav};

pub(super) fn sav(bytes: &[u8]) -> Result<Table, NotATable> {
    let mut file = sav::Reader::open(bytes)?;
    let header = file.found().columns.iter().map(|column| column.name.clone()).collect();
    let mut rows = Vec::new();
    while let Some(row) = file.next_row()? {
        let cells = row.cells().map(|cell| Ok(of_sav(&cell?.1)));
        let cells: Result<_, sav::ReadError> = cells.collect();
        rows.push((row.number(), cells?));
    }
    Ok(Table { header, rows })
}

fn of_sav(value: &sav::Value<'_>) -> String {
    match value {
        sav::Value::Blank => String::new(),
        sav::Value::Number(number) => number.to_string(),
        sav::Value::Text(text) => text.to_string(),
        sav::Value::Date(date) => date.to_string(),
        // A day without a time is often kept as one.
        sav::Value::Moment(moment) if moment.time() == NaiveTime::MIN => moment.date().to_string(),
        sav::Value::Moment(moment) => moment.format("%Y-%m-%dT%H:%M:%S%.f").to_string(),
    }
}

pub(super) fn dta(bytes: &[u8]) -> Result<Table, NotATable> {
    let mut file = dta::Reader::open(Cursor::new(bytes), dta::Limits::default())?;
    let columns = file.description().columns.iter();
    let header = columns.map(|column| column.name.clone()).collect();
    let mut rows = Vec::new();
    while let Some(row) = file.row()? {
        rows.push((rows.len() as u64 + 1, row.iter().map(of_dta).collect()));
    }
    Ok(Table { header, rows })
}

fn of_dta(value: &dta::Value) -> String {
    match value {
        dta::Value::Blank => String::new(),
        dta::Value::Missing(letter) => format!(".{letter}"),
        dta::Value::Number(number) => number.to_string(),
        dta::Value::Decimal(number) => number.to_string(),
        dta::Value::Text(text) => text.clone(),
        dta::Value::Date(date) => date.to_string(),
        dta::Value::Moment(moment) if moment.time() == NaiveTime::MIN => {
            moment.date_naive().to_string()
        }
        dta::Value::Moment(moment) => moment.format("%Y-%m-%dT%H:%M:%S%.fZ").to_string(),
    }
}
