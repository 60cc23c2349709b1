//! CSV, byte for byte as exports have had it.

use std::{io, sync::Arc};

use chrono::{DateTime, NaiveDate, Utc};
use datasets::{
    Cell, Dataset, Kind, Missing, Name, Outline, Summary, Variable, WriteError, Writer, csv::Csv,
};
use proptest::prelude::*;

const KINDS: [(&str, Kind); 7] = [
    ("row_key", Kind::TEXT),
    ("works", Kind::Whole { least: 0, most: 10 }),
    ("hours", Kind::Decimal { places: 2 }),
    ("born", Kind::Date),
    ("started", Kind::Month),
    ("sent_utc", Kind::Moment),
    ("words", Kind::TEXT),
];

fn dataset(kinds: &[(&str, Kind)]) -> Arc<Dataset> {
    let variable =
        |(name, kind): &(&str, Kind)| Variable::new(Name::new(name).expect("a name"), *name, *kind);
    let outline = Outline {
        name: Name::new("by_wave").expect("a name"),
        title: String::new(),
        notes: Vec::new(),
        language: "en".to_owned(),
        variables: kinds.iter().map(variable).collect(),
        sets: Vec::new(),
    };
    Arc::new(Dataset::new(outline).expect("it is in order"))
}

fn written(kinds: &[(&str, Kind)], rows: &[&[Cell<'_>]]) -> (String, Summary) {
    let mut out = Vec::new();
    let mut writer = Box::new(Csv::create(dataset(kinds), &mut out).expect("names"));
    for row in rows {
        writer.row(row).expect("a row");
    }
    let summary = writer.finish().expect("the end");
    (String::from_utf8(out).expect("UTF-8"), summary)
}

fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a date")
}

#[test]
fn a_file_has_names_and_then_a_row_for_each_person_with_codes_as_numbers_and_blanks_empty() {
    let sent: DateTime<Utc> = "2026-11-30T09:05:07.9Z".parse().expect("a moment");
    let refused = Cell::Missing(Missing::Refused);

    let (file, summary) = written(
        &KINDS,
        &[
            &[
                Cell::Text("ANNA"),
                Cell::Number(1),
                Cell::Decimal(37.5),
                Cell::Date(date(1899, 12, 31)),
                Cell::Date(date(2026, 3, 1)),
                Cell::Moment(sent),
                Cell::Text("I like it, \"mostly\""),
            ],
            &[Cell::Text("BEN"), refused, refused, refused, refused, refused, refused],
            &[
                Cell::Text("CARYS"),
                Cell::Decimal(10.0),
                Cell::Number(40),
                Cell::Date(date(33, 4, 3)),
                Cell::Blank,
                Cell::Blank,
                Cell::Text("two\nlines"),
            ],
        ],
    );

    assert_eq!(
        file,
        "row_key,works,hours,born,started,sent_utc,words\n\
         ANNA,1,37.5,1899-12-31,2026-03,2026-11-30T09:05:07Z,\"I like it, \"\"mostly\"\"\"\n\
         BEN,-9,-9,,,,\n\
         CARYS,10,40,0033-04-03,,,\"two\nlines\"\n"
    );
    assert_eq!(summary, Summary { rows: 3, columns: 7, losses: Vec::new() });
}

#[test]
fn words_that_a_spreadsheet_would_run_have_an_apostrophe_before_them_and_numbers_have_none() {
    let kinds = [("change", Kind::WHOLE), ("words", Kind::TEXT)];
    let row = |words| [Cell::Number(-12), Cell::Text(words)];
    for (words, cell) in [
        ("=1+1", "'=1+1"),
        ("+44", "'+44"),
        ("-8", "'-8"),
        ("@sum", "'@sum"),
        ("\ttab", "'\ttab"),
        ("\rback", "\"'\rback\""),
        (" =1+1", " =1+1"),
        ("1=1", "1=1"),
    ] {
        let (file, _) = written(&kinds, &[&row(words)]);
        assert_eq!(file, format!("change,words\n-12,{cell}\n"));
    }
}

#[test]
fn a_codebook_begins_its_codes_with_a_minus_and_no_apostrophe_and_other_words_of_it_have_one() {
    let codes = "-1=Not applicable (routed past)";
    let codebook = dataset(&[("codes", Kind::TEXT)]).as_ref().clone().listing_codes();
    let mut out = Vec::new();
    let mut writer = Box::new(Csv::create(Arc::new(codebook), &mut out).expect("names"));
    for words in [codes, "=1+1", "-1+1"] {
        writer.row(&[Cell::Text(words)]).expect("a row");
    }
    writer.finish().expect("the end");

    let file = String::from_utf8(out).expect("UTF-8");
    assert_eq!(file, format!("codes\n{codes}\n'=1+1\n'-1+1\n"));
}

#[test]
fn an_empty_cell_that_stands_alone_is_told_from_no_row() {
    let (file, _) = written(&[("words", Kind::TEXT)], &[&[Cell::Blank], &[Cell::Text("a")]]);
    assert_eq!(file, "words\n\"\"\na\n");
}

/// A disk that takes so many bytes.
struct Disk(usize);

impl io::Write for Disk {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        self.0 = self.0.checked_sub(buffer.len()).ok_or(io::ErrorKind::StorageFull)?;
        Ok(buffer.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_disk_that_is_full_is_told_at_the_latest_when_the_file_is_finished() {
    let long = "x".repeat(100_000);
    for (room, text) in [(0, "short"), (70_000, long.as_str())] {
        let mut writer =
            Box::new(Csv::create(dataset(&[("words", Kind::TEXT)]), Disk(room)).expect("names"));
        let failed = writer.row(&[Cell::Text(text)]).and_then(|()| writer.finish().map(drop));
        let Err(WriteError::File(error)) = failed else { panic!("there was no room: {failed:?}") };
        assert_eq!(error.kind(), io::ErrorKind::StorageFull);
    }
}

/// What an export writes: each cell as text of its own, in the way of the standard library and of chrono.
fn as_exported(number: i64, decimal: f64, days: i32, words: &str) -> Vec<String> {
    let day = NaiveDate::from_num_days_from_ce_opt(days).expect("a date");
    let words = match words.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r') => format!("'{words}"),
        _ => words.to_owned(),
    };
    vec![
        "ANNA".to_owned(),
        number.to_string(),
        decimal.to_string(),
        day.format("%Y-%m-%d").to_string(),
        day.format("%Y-%m").to_string(),
        day.and_hms_opt(23, 0, 9)
            .expect("a time")
            .and_utc()
            .format("%Y-%m-%dT%H:%M:%SZ")
            .to_string(),
        words,
    ]
}

proptest! {
    #[test]
    fn any_row_has_the_bytes_that_an_export_has(
        number in 0_i64..=10,
        decimal in -0.9_f64..1e12,
        days in 1_i32..=3_652_059,
        words in any::<String>(),
    ) {
        let day = NaiveDate::from_num_days_from_ce_opt(days).expect("a date");
        let sent = day.and_hms_opt(23, 0, 9).expect("a time").and_utc();
        let mut table = ::csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        table.write_record(KINDS.map(|(name, _)| name)).expect("names");
        table.write_record(as_exported(number, decimal, days, &words)).expect("a row");
        let exported = table.into_inner().expect("the end");

        let (file, _) = written(&KINDS, &[&[
            Cell::Text("ANNA"),
            Cell::Number(number),
            Cell::Decimal(decimal),
            Cell::Date(day),
            Cell::Date(day),
            Cell::Moment(sent),
            Cell::Text(&words),
        ]]);

        prop_assert_eq!(file.into_bytes(), exported);
    }
}
