//! Files that are cut off, damaged or made to harm: each is refused with its place, and takes no memory to speak of.

use datasets::{
    Cell, Kind, Variable,
    dta::{CellFault, Fault, Limits, ReadError},
};
use proptest::{collection::vec, prelude::*, sample::Index};

use crate::written::{dataset, name, try_read, variable, written};

/// A text of any length, a number with labels, and a date, three times.
fn file() -> Vec<u8> {
    let works = variable("works", Kind::Whole { least: 0, most: 1 }).coded([(0, "No"), (1, "Yes")]);
    let own = dataset(vec![variable("words", Kind::TEXT), works, variable("born", Kind::Date)]);
    let row = || vec![Cell::Text("one"), Cell::Number(1), Cell::Blank];
    written(&own, [row(), row(), row()]).0
}

/// Where this stands first.
fn place(file: &[u8], of: &[u8]) -> usize {
    file.windows(of.len()).position(|bytes| bytes == of).expect("it is there")
}

/// The file with other bytes in this place.
fn changed(mut file: Vec<u8>, at: usize, bytes: &[u8]) -> Vec<u8> {
    file[at..at + bytes.len()].copy_from_slice(bytes);
    file
}

fn why(file: &[u8]) -> ReadError {
    try_read(file, Limits::default()).expect_err("it is broken")
}

#[track_caller]
fn check(file: &[u8], told: &str) {
    assert_eq!(why(file).to_string(), told);
}

#[test]
fn what_is_no_file_of_stata_13_or_later_is_said_to_be_none() {
    let none = "at byte 0: this is no Stata file of release 117, 118 or 119 (Stata 13 and later)";
    check(b"", none);
    check(b"row_key,works\n", none);
    check(b"\x72\x02\x01\x00", none);
    let later = changed(file(), 28, b"120");
    check(&later, &none.replace("byte 0", "byte 28"));
}

#[test]
fn a_file_that_was_cut_off_anywhere_is_refused() {
    let file = file();
    for length in 0..file.len() {
        let told = why(&file[..length]);
        assert!(matches!(told, ReadError::Broken { .. }), "{length}: {told}");
    }
}

#[test]
fn each_thing_that_is_wrong_is_said_with_its_place() {
    let at = |tag: &[u8]| place(&file(), tag) + tag.len();
    let wrong = |at, bytes: &[u8]| changed(file(), at, bytes);
    let types = at(b"<variable_types>");
    check(&wrong(types, &[0, 8]), &format!("at byte {types}: 2048 is no type"));
    let order = at(b"<byteorder>");
    check(&wrong(order, b"ABC"), &format!("at byte {order}: “LSF or MSF” is not there"));
    let map = at(b"</header>");
    check(&wrong(map, b"<mop>"), &format!("at byte {map}: “<map>” is not there"));
    let names = at(b"<varnames>");
    let behind = names + 3 * 129 + "</varnames>".len();
    check(&wrong(names, &[0; 5]), &format!("at byte {behind}: a variable has no name"));
    let twice = wrong(names + 129, b"words\0");
    check(&twice, &format!("at byte {behind}: two variables are called “words”"));
    let other = wrong(names, b"w\xff");
    check(&other, &format!("at byte {names}: a text is not in UTF-8"));
    let rows = at(b"<N>");
    assert!(matches!(why(&wrong(rows + 7, &[0xff])), ReadError::Broken { fault: Fault::Ends, .. }));
    let none = why(&wrong(at(b"<K>"), &[0, 0]));
    assert!(matches!(none, ReadError::Broken { fault: Fault::Empty, .. }));
    let table = at(b"<lbl>");
    let length = why(&wrong(table, &[1, 0, 0, 0]));
    assert!(matches!(length, ReadError::Broken { fault: Fault::Length, .. }));
    let twice = why(&wrong(place(&file(), b"GSO\x01\0\0\0\x02") + 7, &[1]));
    assert!(matches!(twice, ReadError::Broken { fault: Fault::LongText, .. }));
}

#[test]
fn a_cell_that_holds_nothing_is_said_by_row_and_column_and_the_rows_behind_it_are_read() {
    let data = place(&file(), b"<data>") + 6;
    let fault = |at: usize, bytes: &[u8]| {
        let told = why(&changed(file(), data + 13 * 2 + at, bytes));
        let ReadError::Cell { row: 3, column, fault } = told else { panic!("{told}") };
        (column, fault)
    };
    assert_eq!(fault(0, &[9]), ("words".to_owned(), CellFault::LongText));
    assert_eq!(fault(9, &[0xff, 0xff, 0xff, 0x7e]), ("born".to_owned(), CellFault::Date));

    let broken = changed(file(), data, &[9]);
    let mut reader = datasets::dta::Reader::open(std::io::Cursor::new(broken), Limits::default())
        .expect("a schema");
    assert!(reader.row().is_err());
    assert!(matches!(reader.row(), Ok(Some(row)) if row.len() == 3));
}

#[test]
fn a_text_that_is_no_utf_8_and_a_number_that_is_none_are_said_by_row_and_column() {
    let short = variable("short", Kind::Text { bytes: Some(4) });
    let own = dataset(vec![short, variable("hours", Kind::Decimal { places: 1 })]);
    let (file, _) = written(&own, [vec![Cell::Text("Anna"), Cell::Decimal(37.5)]]);
    let data = place(&file, b"Anna");
    let other = changed(file.clone(), data, b"\xff");
    check(&other, "row 1, “short”: the text is not in UTF-8");
    for number in [f64::NAN, f64::INFINITY, -f64::INFINITY, 9e307, -9e307] {
        let other = changed(file.clone(), data + 4, &number.to_le_bytes());
        check(&other, "row 1, “hours”: the number is none that Stata has");
    }
}

#[test]
fn a_small_file_that_would_take_much_memory_is_refused_before_it_does() {
    let limits = Limits { variables: 2, ..Limits::default() };
    let many = try_read(&file(), limits).expect_err("there are three");
    assert_eq!(many.to_string(), "there are more than 2 variables");
    let limits = Limits { long_texts: 2, ..Limits::default() };
    let many = try_read(&file(), limits).expect_err("there are three");
    assert_eq!(many.to_string(), "there are more than 2 long texts (strL)");
    let limits = Limits { row: 16, ..Limits::default() };
    let many = try_read(&file(), limits).expect_err("thirteen, and four of the text");
    assert_eq!(many.to_string(), "there are more than 16 bytes in a row");
}

#[test]
fn labels_that_all_have_one_long_text_are_counted_each_time() {
    let long = "x".repeat(32_000);
    let labels = [(1, long)].into_iter().chain((2..=20_000).map(|code| (code, String::new())));
    let own = Variable { missing: Vec::new(), ..Variable::new(name("works"), "", Kind::WHOLE) };
    let (file, _) = written(&dataset(vec![own.coded(labels)]), []);
    let begins = place(&file, b"<lbl>") + 5 + 4 + 129 + 3 + 8;
    let bomb = changed(file, begins, &[0; 4 * 20_000]);
    let told = why(&bomb).to_string();
    assert_eq!(told, "there are more than 67108864 bytes of names, labels and notes");
}

#[test]
fn a_row_whose_cells_all_have_one_long_text_is_refused() {
    let long = "x".repeat(1 << 20);
    let own = (0..20).map(|number| variable(&format!("v{number}"), Kind::TEXT));
    let mut row = vec![Cell::Text(&long)];
    row.resize(20, Cell::Blank);
    let (file, _) = written(&dataset(own.collect()), [row]);
    let data = place(&file, b"<data>") + 6;
    let reference = file[data..data + 8].repeat(20);
    check(&changed(file, data, &reference), "there are more than 16777216 bytes in a row");
}

proptest! {
    /// Overwritten, cut out, doubled, and cut off, which must end with rows or a reason.
    #[test]
    fn a_file_that_was_damaged_in_any_way_is_read_or_refused(
        changes in vec((any::<Index>(), any::<Index>(), vec(any::<u8>(), 0..9), 0_u8..4), 1..5),
    ) {
        let mut file = file();
        for (at, to, bytes, how) in changes {
            if file.is_empty() {
                break;
            }
            let (at, to) = (at.index(file.len()), to.index(file.len()));
            let between = at.min(to)..at.max(to);
            match how {
                0 => drop(file.splice(at..(at + bytes.len()).min(file.len()), bytes)),
                1 => drop(file.drain(between)),
                2 => {
                    let part = file[between].to_vec();
                    drop(file.splice(at..at, part));
                }
                _ => file.truncate(at.max(file.len() / 2)),
            }
        }
        if let Ok((description, rows)) = try_read(&file, Limits::default()) {
            prop_assert_eq!(rows.len() as u64, description.rows);
        }
    }

    #[test]
    fn any_bytes_are_refused_unless_they_are_a_file(bytes in vec(any::<u8>(), 0..300)) {
        prop_assert!(try_read(&bytes, Limits::default()).is_err());
    }
}
