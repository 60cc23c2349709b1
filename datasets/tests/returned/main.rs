//! Parquet files that somebody sent: what was written is read, and what is broken is refused with its place.

#![cfg(feature = "parquet")]

mod hostile;

use std::sync::Arc;

use bytes::Bytes;
use datasets::{
    Cell, Kind, Missing, Widths, Writer,
    hard::Hard,
    parquet::{
        Parquet,
        returned::{BATCH, Limits, Returned, ReturnedError, ReturnedKind},
    },
};
use proptest::prelude::*;

fn hard_file() -> (Hard, Vec<u8>) {
    let hard = Hard::new(0).expect("a schema");
    let mut out = Vec::new();
    let dataset = Arc::new(hard.dataset().clone());
    let mut writer = Box::new(Parquet::create(dataset, &mut out).expect("a schema"));
    for row in hard.rows() {
        writer.row(&row).expect("it fits");
    }
    writer.finish().expect("the end");
    (hard, out)
}

fn rows(file: &[u8]) -> Result<Vec<Vec<Option<String>>>, ReturnedError> {
    rows_within(file, Limits::default())
}

fn rows_within(file: &[u8], limits: Limits) -> Result<Vec<Vec<Option<String>>>, ReturnedError> {
    let file = Returned::open(Bytes::copy_from_slice(file), limits)?;
    let mut rows = Vec::new();
    file.each_row(|row| {
        rows.push(row.to_vec());
        Ok::<_, ReturnedError>(())
    })?;
    Ok(rows)
}

fn expected(cell: Cell<'_>) -> Option<String> {
    match cell {
        Cell::Blank => None,
        Cell::Missing(reason) => Some(reason.code().to_string()),
        Cell::Number(number) => Some(number.to_string()),
        Cell::Decimal(number) => Some(number.to_string()),
        Cell::Text(text) => Some(text.to_owned()),
        Cell::Date(date) => Some(date.to_string()),
        Cell::Moment(moment) => Some(moment.format("%Y-%m-%dT%H:%M:%SZ").to_string()),
    }
}

#[test]
fn each_cell_of_the_hard_dataset_comes_back() {
    let (hard, file) = hard_file();

    let read = rows(&file).expect("a table");

    let variables = hard.dataset().variables();
    assert_eq!(read.len(), hard.rows().count());
    for (row, read) in hard.rows().zip(read) {
        for ((variable, cell), read) in variables.iter().zip(row).zip(read) {
            assert_eq!(read, expected(variable.admit(cell).expect("it fits")), "{}", variable.name);
        }
    }
    let file = Returned::open(Bytes::from(file), Limits::default()).expect("a table");
    for (variable, column) in variables.iter().zip(file.columns()) {
        let kind = match variable.kind {
            Kind::Whole { .. } => ReturnedKind::Whole,
            Kind::Decimal { .. } => ReturnedKind::Decimal,
            Kind::Text { .. } => ReturnedKind::Text,
            Kind::Date | Kind::Month => ReturnedKind::Date,
            Kind::Moment => ReturnedKind::Moment,
        };
        assert_eq!((column.kind, column.name.as_str()), (kind, variable.name.as_str()));
    }
}

#[test]
fn rows_of_several_batches_keep_their_order_and_their_gaps() {
    let (hard, _) = hard_file();
    let mut outline = hard.dataset().clone().into_outline();
    outline.variables.retain(|variable| variable.name.as_str() == "as_byte");
    outline.sets.clear();
    let dataset = datasets::Dataset::new(outline).expect("a schema");
    // What writes is given what was read once, as a release is.
    let dataset = Arc::new(Widths::new(dataset).into_dataset());
    let many = BATCH as i64 * 2 + 7;
    let cell = |row: i64| match row % 3 {
        0 => Cell::Number(row % 100),
        1 => Cell::Blank,
        _ => Cell::Missing(Missing::DontKnow),
    };
    let mut out = Vec::new();
    let mut writer = Box::new(Parquet::create(dataset, &mut out).expect("a schema"));
    for row in 0..many {
        writer.row(&[cell(row)]).expect("it fits");
    }
    writer.finish().expect("the end");

    let read = rows(&out).expect("a table");

    assert!(read.into_iter().eq((0..many).map(|row| vec![expected(cell(row))])));
}

#[test]
fn what_is_no_parquet_file_or_half_of_one_is_refused() {
    let (_, file) = hard_file();
    for broken in [&b""[..], b"row_key,works\nANNA,1\n", &file[..file.len() / 2]] {
        let refused = rows(broken);
        assert!(matches!(refused, Err(ReturnedError::NotParquet(_))), "{refused:?}");
    }
}

#[test]
fn a_file_whose_pages_were_overwritten_is_refused_with_the_column() {
    let (_, mut file) = hard_file();
    file[4..2000].fill(0xff);

    let refused = rows(&file);

    let told = matches!(&refused, Err(ReturnedError::Broken { row: 0, column, .. }) if column == "row_key");
    assert!(told, "{refused:?}");
}

#[test]
fn whoever_takes_rows_can_stop() {
    let (_, file) = hard_file();
    let file = Returned::open(Bytes::from(file), Limits::default()).expect("a table");
    let mut taken = 0;

    let stopped: Result<(), ReturnedError> = file.each_row(|_| {
        taken += 1;
        let stop = || ReturnedError::Nested("stop".to_owned());
        if taken < 3 { Ok(()) } else { Err(stop()) }
    });

    assert!(matches!(stopped, Err(ReturnedError::Nested(told)) if told == "stop"));
    assert_eq!(taken, 3);
}

proptest! {
    #[test]
    fn a_file_in_which_any_bytes_were_changed_is_read_or_refused(
        places in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let (_, mut file) = hard_file();
        for (place, byte) in places {
            let place = place.index(file.len());
            file[place] = byte;
        }
        let told = match rows(&file) {
            Ok(rows) => rows.len(),
            Err(error) => error.to_string().len(),
        };
        prop_assert!(told > 0);
    }
}
