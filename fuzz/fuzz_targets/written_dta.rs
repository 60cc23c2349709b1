//! What is written for Stata is read again by our own reader, cell by cell.
#![no_main]

mod made;

use std::{io::Cursor, sync::Arc};

use chrono::NaiveDate;
use datasets::{
    Cell, Writer,
    dta::{Dta, Limits, Reader, Value},
    missing::stata_letter,
};
use libfuzzer_sys::fuzz_target;

fn is(written: Cell<'_>, read: &Value) -> bool {
    let first = NaiveDate::from_ymd_opt(100, 1, 1).expect("a date");
    match written {
        Cell::Blank => *read == Value::Blank,
        Cell::Missing(reason) => *read == Value::Missing(stata_letter(reason)),
        Cell::Number(number) => {
            *read == Value::Number(number) || *read == Value::Decimal(number as f64)
        }
        Cell::Decimal(number) => *read == Value::Decimal(number),
        Cell::Text(text) => *read == Value::Text(text.replace('\0', " ")),
        Cell::Date(date) if date < first => *read == Value::Blank,
        Cell::Date(date) => *read == Value::Date(date),
        Cell::Moment(moment) if moment.date_naive() < first => *read == Value::Blank,
        Cell::Moment(moment) => *read == Value::Moment(moment),
    }
}

fuzz_target!(|bytes: &[u8]| {
    let Some((dataset, rows)) = made::dataset(bytes) else { return };
    let (mut file, mut aside) = (Cursor::new(Vec::new()), Cursor::new(Vec::new()));
    let writer = Dta::create(Arc::new(dataset.clone()), &mut file, &mut aside);
    let mut writer = Box::new(writer.expect("a file"));
    for row in &rows {
        writer.row(&row.iter().map(made::Own::cell).collect::<Vec<_>>()).expect("it fits");
    }
    writer.finish().expect("its end");

    file.set_position(0);
    let mut reader = Reader::open(file, Limits::default()).expect("it is read");
    assert_eq!(reader.description().columns.len(), dataset.variables().len());
    for row in &rows {
        let read = reader.row().expect("a row").expect("as many rows");
        for ((variable, own), read) in dataset.variables().iter().zip(row).zip(&read) {
            let written = variable.admit(own.cell()).expect("it fits");
            assert!(is(written, read), "{written:?}, {read:?}");
        }
    }
    assert!(reader.row().expect("the end").is_none());
});
