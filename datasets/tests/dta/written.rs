//! Datasets made, written, and read back.

use std::{io::Cursor, sync::Arc};

use datasets::{
    Cell, Dataset, Kind, Name, Outline, Summary, Variable, WriteError, Writer,
    dta::{Description, Dta, Limits, ReadError, Reader, Storage, Value},
    missing::stata_letter,
};

pub fn name(text: &str) -> Name {
    Name::new(text).expect("a name")
}

pub fn outline(variables: Vec<Variable>) -> Outline {
    Outline {
        name: name("by_wave"),
        title: "Answers by wave".to_owned(),
        notes: Vec::new(),
        language: "en-GB".to_owned(),
        variables,
        sets: Vec::new(),
    }
}

pub fn dataset(variables: Vec<Variable>) -> Dataset {
    Dataset::new(outline(variables)).expect("it is in order")
}

pub fn try_written<'r>(
    dataset: &Dataset,
    rows: impl IntoIterator<Item = Vec<Cell<'r>>>,
) -> Result<(Vec<u8>, Summary), WriteError> {
    let (mut out, mut aside) = (Cursor::new(Vec::new()), Cursor::new(Vec::new()));
    let mut writer = Box::new(Dta::create(Arc::new(dataset.clone()), &mut out, &mut aside)?);
    for row in rows {
        writer.row(&row)?;
    }
    let summary = writer.finish()?;
    Ok((out.into_inner(), summary))
}

pub fn written<'r>(
    dataset: &Dataset,
    rows: impl IntoIterator<Item = Vec<Cell<'r>>>,
) -> (Vec<u8>, Summary) {
    try_written(dataset, rows).expect("it is written")
}

/// The description, and every row.
pub fn try_read(file: &[u8], limits: Limits) -> Result<(Description, Vec<Vec<Value>>), ReadError> {
    let mut reader = Reader::open(Cursor::new(file), limits)?;
    let mut rows = Vec::new();
    while let Some(row) = reader.row()? {
        rows.push(row);
    }
    Ok((reader.description().clone(), rows))
}

pub fn read(file: &[u8]) -> (Description, Vec<Vec<Value>>) {
    try_read(file, Limits::default()).expect("it is read")
}

/// What a reader has to find where this cell was written.
pub fn held(variable: &Variable, storage: Storage, cell: Cell<'_>) -> Value {
    match variable.admit(cell).expect("it fits") {
        Cell::Blank => Value::Blank,
        Cell::Missing(reason) => Value::Missing(stata_letter(reason)),
        Cell::Number(number) if storage == Storage::Double => Value::Decimal(number as f64),
        Cell::Number(number) => Value::Number(number),
        Cell::Decimal(number) => Value::Decimal(number),
        Cell::Text(text) => Value::Text(text.replace('\0', " ")),
        Cell::Date(date) if date < the_year_100() => Value::Blank,
        Cell::Date(date) => Value::Date(date),
        Cell::Moment(moment) if moment.date_naive() < the_year_100() => Value::Blank,
        Cell::Moment(moment) => Value::Moment(moment),
    }
}

pub fn the_year_100() -> chrono::NaiveDate {
    chrono::NaiveDate::from_ymd_opt(100, 1, 1).expect("a date")
}

/// A variable of this kind, called so, with a label of its own.
pub fn variable(called: &str, kind: Kind) -> Variable {
    Variable::new(name(called), format!("The {called}"), kind)
}
