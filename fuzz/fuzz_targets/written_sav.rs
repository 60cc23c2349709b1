//! What is written for SPSS is read again by our own reader, cell by cell.
#![no_main]

mod made;

use std::{io::Cursor, sync::Arc};

use chrono::NaiveDate;
use datasets::{
    Cell, Writer, cut_at,
    sav::{Reader, Sav, Value},
};
use libfuzzer_sys::fuzz_target;

/// Bytes of the longest text.
const LONGEST: usize = 32_767;

fn is(written: Cell<'_>, read: &Value<'_>) -> bool {
    let first = NaiveDate::from_ymd_opt(1582, 10, 15).expect("a date");
    match written {
        Cell::Blank => matches!(read, Value::Blank),
        Cell::Missing(reason) => *read == Value::Number(reason.code().into()),
        Cell::Number(number) => *read == Value::Number(number as f64),
        Cell::Decimal(number) => *read == Value::Number(number),
        Cell::Text(text) => {
            let kept = cut_at(text, LONGEST).replace('\0', " ");
            match (kept.trim_end_matches(' '), read) {
                ("", Value::Blank) => true,
                (kept, Value::Text(read)) => kept == read,
                _ => false,
            }
        }
        Cell::Date(date) if date < first => matches!(read, Value::Blank),
        Cell::Date(date) => *read == Value::Date(date),
        Cell::Moment(moment) if moment.date_naive() < first => matches!(read, Value::Blank),
        Cell::Moment(moment) => *read == Value::Moment(moment.naive_utc()),
    }
}

fuzz_target!(|bytes: &[u8]| {
    let Some((dataset, rows)) = made::dataset(bytes) else { return };
    let mut file = Cursor::new(Vec::new());
    let mut writer = Box::new(Sav::create(Arc::new(dataset.clone()), &mut file).expect("a file"));
    for row in &rows {
        writer.row(&row.iter().map(made::Own::cell).collect::<Vec<_>>()).expect("it fits");
    }
    writer.finish().expect("its end");

    let mut reader = Reader::open(file.get_ref().as_slice()).expect("it is read");
    assert_eq!(reader.found().columns.len(), dataset.variables().len());
    for row in &rows {
        let read = reader.next_row().expect("a row").expect("as many rows");
        for ((variable, own), cell) in dataset.variables().iter().zip(row).zip(read.cells()) {
            let written = variable.admit(own.cell()).expect("it fits");
            let (_, read) = cell.expect("a cell");
            assert!(is(written, &read), "{written:?}, {read:?}");
        }
    }
    assert!(reader.next_row().expect("the end").is_none());
});
