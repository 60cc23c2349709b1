//! Files that others wrote, of what they had read in ours: our reader finds the same in them.

use std::{
    fs::{self, File},
    io::BufReader,
    path::Path,
    process::Command,
};

use datasets::{
    Cell,
    sav::{Attribute, Found, Holds, Reader, Value},
};

use super::{given, written};
use crate::asked::{by_python, kept, printed};

type OpenFile = Reader<BufReader<File>>;

fn opened(path: &Path) -> OpenFile {
    let file = File::open(path).expect("a file");
    Reader::open(BufReader::new(file)).expect("a system file")
}

/// What is there of each variable, for people who compare two files.
fn described(found: &Found) -> Vec<String> {
    let of = found.columns.iter().map(|column| {
        let mut labels: Vec<_> = column.labels.iter().map(|label| format!("{label:?}")).collect();
        labels.sort();
        let (name, label, holds) = (&column.name, &column.label, column.holds);
        format!("{name} {label} {holds:?} {:?} {:?} {labels:?}", column.reserved, column.measure)
    });
    of.collect()
}

fn compare_cells(mut one: OpenFile, mut other: OpenFile) {
    while let Some(row) = one.next_row().expect("a row") {
        let again = other.next_row().expect("a row").expect("one more row");
        for (cell, again) in row.cells().zip(again.cells()) {
            let ((column, value), (_, again)) = (cell.expect("a cell"), again.expect("a cell"));
            assert_eq!(again, value, "{}, row {}", column.name, row.number());
        }
    }
    assert!(other.next_row().expect("the end").is_none());
}

/// By their names, in which order PSPP writes them.
fn sorted(attributes: &[Attribute]) -> Vec<Attribute> {
    let mut sorted = attributes.to_vec();
    sorted.sort_by(|one, other| one.name.cmp(&other.name));
    sorted
}

fn check_pspp(file: &Path) {
    let again = file.with_extension("again.sav");
    let told = printed(Command::new("pspp-convert").args([file, &again]));
    assert_eq!(String::from_utf8_lossy(&told), "");

    let (ours, theirs) = (opened(file), opened(&again));
    let (one, other) = (ours.found(), theirs.found());
    assert_eq!(described(other), described(one));
    assert_eq!((&other.title, &other.notes, &other.sets), (&one.title, &one.notes, &one.sets));
    assert_eq!(sorted(&other.attributes), sorted(&one.attributes));
    for (own, again) in one.columns.iter().zip(&other.columns) {
        // PSPP adds which role a variable has.
        let mut again = sorted(&again.attributes);
        again.retain(|attribute| !attribute.name.starts_with('$'));
        assert_eq!(again, sorted(&own.attributes), "{}", own.name);
    }
    compare_cells(ours, theirs);
}

#[test]
fn pspp_reads_everything_without_a_warning_and_writes_it_again() {
    check_pspp(&written("pspp.sav"));
    let (file, _) = given::written(&given::everything(), &[&[Cell::Blank; 10]]);
    check_pspp(&kept("everything.sav", &file));
}

#[test]
fn pspp_warns_of_nothing_and_shows_dates_as_dates_and_codes_as_missing() {
    let file = written("shown.sav");
    let syntax = file.with_extension("sps");
    let commands = format!(
        "GET FILE='{}'.\nLIST VARIABLES=born began started_job /CASES=FROM 10 TO 14.\n\
         FREQUENCIES VARIABLES=every_code /FORMAT=NOTABLE /STATISTICS=MEAN.\n",
        file.display()
    );
    fs::write(&syntax, commands).expect("a file");

    let told = printed(Command::new("pspp").args(["-O", "format=csv"]).arg(&syntax));

    let told = String::from_utf8(told).expect("UTF-8");
    assert!(!told.contains("warning") && !told.contains("error"), "{told}");
    assert!(told.contains("30-NOV-2026,30-NOV-2026 00:00:00,NOV 2026"), "{told}");
    assert!(told.contains("N,Valid,4\n,Missing,20\n"), "{told}");
}

#[test]
fn what_pyreadstat_writes_of_it_is_read() {
    let file = written("readstat.sav");
    by_python("read_sav.py", &file);
    let (ours, theirs) = (opened(&file), opened(&file.with_extension("sav.again")));

    let names =
        |found: &Found| found.columns.iter().map(|own| own.name.clone()).collect::<Vec<_>>();
    let (one, other) = (ours.found(), theirs.found());
    assert_eq!(names(other), names(one));
    for (own, again) in one.columns.iter().zip(&other.columns) {
        assert_eq!((&again.label, again.measure), (&own.label, own.measure), "{}", own.name);
        assert_eq!(again.labels.len(), own.labels.len(), "{}", own.name);
        assert_eq!(again.reserved, own.reserved, "{}", own.name);
        let is_text = matches!(own.holds, Holds::Text { .. });
        assert!(is_text || again.holds == own.holds, "{}", own.name);
    }
    compare_texts(ours, theirs);
}

/// Texts only may be narrower than they were.
fn compare_texts(mut one: OpenFile, mut other: OpenFile) {
    while let Some(row) = one.next_row().expect("a row") {
        let again = other.next_row().expect("a row").expect("one more row");
        let cells = row.cells().zip(again.cells());
        let differ = cells.filter_map(|(cell, again)| {
            let ((column, value), (_, again)) = (cell.expect("a cell"), again.expect("a cell"));
            (value != again).then(|| (column.name.clone(), matches!(value, Value::Text(_))))
        });
        assert_eq!(differ.collect::<Vec<_>>(), []);
    }
    assert!(other.next_row().expect("the end").is_none());
}
