//! Parquet: what a column is, and how many rows are held before they are written.

#![cfg(feature = "parquet")]

use std::sync::Arc;

use ::parquet::{
    file::reader::{FileReader, SerializedFileReader},
    record::{Field, RowAccessor},
};
use chrono::{DateTime, Days, Utc};
use datasets::{
    Cell, Dataset, Kind, Missing, Name, Outline, Summary, Variable, Writer,
    parquet::{KEY, Parquet},
};
use proptest::prelude::*;

fn dataset(kinds: &[(&str, Kind)]) -> Arc<Dataset> {
    let variable =
        |(name, kind): &(&str, Kind)| Variable::new(Name::new(name).expect("a name"), *name, *kind);
    let outline = Outline {
        name: Name::new("by_wave").expect("a name"),
        title: "Everybody".to_owned(),
        notes: Vec::new(),
        language: "en".to_owned(),
        variables: kinds.iter().map(variable).collect(),
        sets: Vec::new(),
    };
    Arc::new(Dataset::new(outline).expect("it is in order"))
}

fn written<'c>(
    kinds: &[(&str, Kind)],
    rows: impl IntoIterator<Item = Vec<Cell<'c>>>,
) -> (SerializedFileReader<bytes::Bytes>, Summary) {
    let mut out = Vec::new();
    let mut writer = Box::new(Parquet::create(dataset(kinds), &mut out).expect("a schema"));
    for row in rows {
        writer.row(&row).expect("it fits");
    }
    let summary = writer.finish().expect("the end");
    (SerializedFileReader::new(bytes::Bytes::from(out)).expect("a Parquet file"), summary)
}

/// The rows as the library shows them.
fn shown(file: &SerializedFileReader<bytes::Bytes>) -> Vec<String> {
    let rows = file.get_row_iter(None).expect("rows");
    rows.map(|row| row.expect("a row").to_string()).collect()
}

#[test]
fn a_column_holds_missing_codes_as_the_numbers_of_csv_and_what_is_blank_as_null() {
    let kinds =
        [("works", Kind::Whole { least: 0, most: 1 }), ("hours", Kind::Decimal { places: 1 })];
    let refused = Cell::Missing(Missing::Refused);

    let (file, summary) = written(
        &kinds,
        [
            vec![Cell::Number(1), Cell::Decimal(37.5)],
            vec![refused, refused],
            vec![Cell::Blank, Cell::Blank],
        ],
    );

    let rows =
        ["{works: 1, hours: 37.5}", "{works: -9, hours: -9E0}", "{works: null, hours: null}"];
    assert_eq!(shown(&file), rows);
    assert_eq!(summary, Summary { rows: 3, columns: 2, losses: Vec::new() });
}

#[test]
fn the_type_of_a_column_follows_from_the_schema_and_not_from_the_rows() {
    let kinds = [
        ("small", Kind::Whole { least: i32::MIN.into(), most: i32::MAX.into() }),
        ("large", Kind::Whole { least: 0, most: 1 << 31 }),
        ("born", Kind::Date),
        ("sent", Kind::Moment),
        ("started", Kind::Month),
        ("words", Kind::TEXT),
    ];

    let (file, _) = written(&kinds, []);

    let schema = file.metadata().file_metadata().schema_descr_ptr();
    let types = schema.columns().iter().map(|column| {
        format!("{}: {} {:?}", column.name(), column.physical_type(), column.logical_type_ref())
    });
    let types: Vec<_> = types.collect();
    assert_eq!(types[0], "small: INT32 None");
    assert_eq!(types[1], "large: INT64 None");
    assert_eq!(types[2], "born: INT32 Some(Date)");
    assert!(types[3].starts_with("sent: INT64 Some(Timestamp("), "{}", types[3]);
    assert_eq!(types[4], "started: INT32 Some(Date)");
    assert_eq!(types[5], "words: BYTE_ARRAY Some(String)");
    assert_eq!(file.metadata().num_row_groups(), 0);
}

#[test]
fn labels_stand_below_one_key_of_the_footer() {
    let (file, _) = written(&[("works", Kind::Whole { least: 0, most: 1 })], []);

    let keys = file.metadata().file_metadata().key_value_metadata().expect("metadata");
    let told = keys.iter().find(|own| own.key == KEY).and_then(|own| own.value.as_deref());
    let told: serde_json::Value = serde_json::from_str(told.expect("a value")).expect("JSON");
    assert_eq!(keys.len(), 1);
    assert_eq!(told["title"], "Everybody");
    assert_eq!(told["variables"][0]["name"], "works");
    assert_eq!(
        told["variables"][0]["missing"],
        serde_json::json!([-1, -2, -3, -4, -5, -6, -7, -8, -9])
    );
}

#[test]
fn rows_are_written_in_groups_so_that_memory_does_not_grow_with_them() {
    let narrow = (0..300_000).map(|row| vec![Cell::Number(row % 10)]);
    let long = "x".repeat(10_000);
    let wide = (0..10_000).map(|_| vec![Cell::Text(&long)]);

    let (narrow, _) = written(&[("works", Kind::WHOLE)], narrow);
    let (wide, _) = written(&[("words", Kind::TEXT)], wide);

    let rows = |file: &SerializedFileReader<bytes::Bytes>| {
        let groups = file.metadata().row_groups().iter();
        groups.map(|group| group.num_rows()).collect::<Vec<_>>()
    };
    assert_eq!(rows(&narrow), [122_880, 122_880, 54_240]);
    // Of 32 MiB each, the last aside.
    let bytes: Vec<_> = rows(&wide).iter().map(|rows| rows * 10_000).collect();
    assert_eq!(bytes.len(), 3);
    assert!(bytes.iter().all(|bytes| *bytes <= 34 << 20), "{bytes:?}");
}

proptest! {
    #[test]
    fn any_row_is_read_as_it_was_given(
        number in any::<i32>(),
        decimal in -8.9e307..8.9e307_f64,
        words in "\\PC{1,40}",
        days in 0_u64..3_652_000,
    ) {
        let kinds = [
            ("number", Kind::Whole { least: i32::MIN.into(), most: i32::MAX.into() }),
            ("decimal", Kind::Decimal { places: 2 }),
            ("words", Kind::TEXT),
            ("born", Kind::Date),
            ("sent", Kind::Moment),
        ];
        prop_assume!(!(-9..=-1).contains(&number) && !(-9.0..=-1.0).contains(&decimal));
        let first: DateTime<Utc> = "0001-01-01T23:59:59Z".parse().expect("a moment");
        let sent = first + Days::new(days);
        let born = sent.date_naive();

        let (file, _) = written(&kinds, [vec![
            Cell::Number(number.into()),
            Cell::Decimal(decimal),
            Cell::Text(&words),
            Cell::Date(born),
            Cell::Moment(sent),
        ]]);

        let row = file.get_row_iter(None).expect("rows").next().expect("one").expect("a row");
        prop_assert_eq!(row.get_int(0).expect("a number"), number);
        prop_assert_eq!(row.get_double(1).expect("a number"), decimal);
        prop_assert_eq!(row.get_string(2).expect("a text"), &words);
        let epoch = DateTime::UNIX_EPOCH.date_naive();
        let days = i32::try_from((born - epoch).num_days()).expect("a day");
        let told = row.get_column_iter().nth(3).map(|(_, field)| field);
        prop_assert_eq!(told, Some(&Field::Date(days)));
        prop_assert_eq!(row.get_timestamp_millis(4).expect("a moment"), sent.timestamp_millis());
    }
}
