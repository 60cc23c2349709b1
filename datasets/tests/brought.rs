//! Files that somebody returned, in whichever format and encoding: the same table comes out of each.

#![cfg(feature = "parquet")]

use std::{io::Cursor, sync::Arc};

use datasets::{
    Cell, Dataset, Kind, Name, Outline, Variable, Writer,
    dta::Dta,
    parquet::Parquet,
    returned::{NotATable, Table, read},
    sav::Sav,
};

const LINES: &str = "linkage_id,weeks,earned,paid_on\nK1,12,1200.5,2027-04-06\nK2,,,\n";

fn dataset() -> Arc<Dataset> {
    let variable = |name: &str, kind| {
        Variable::new(Name::new(name).expect("a name"), "Something that came back", kind)
    };
    let outline = Outline {
        name: Name::of_dataset("returned").expect("a name"),
        title: "What came back".to_owned(),
        notes: Vec::new(),
        language: "en".to_owned(),
        variables: vec![
            variable("linkage_id", Kind::Text { bytes: Some(26) }),
            variable("weeks", Kind::WHOLE),
            variable("earned", Kind::Decimal { places: 2 }),
            variable("paid_on", Kind::Date),
        ],
        sets: Vec::new(),
    };
    Arc::new(Dataset::new(outline).expect("a schema"))
}

fn fill(mut writer: Box<impl Writer>) {
    let day = "2027-04-06".parse().expect("a day");
    let first = [Cell::Text("K1"), Cell::Number(12), Cell::Decimal(1200.5), Cell::Date(day)];
    writer.row(&first).expect("it fits");
    writer.row(&[Cell::Text("K2"), Cell::Blank, Cell::Blank, Cell::Blank]).expect("it fits");
    writer.finish().expect("the end");
}

/// The table with its rows counted from here.
fn table(first: u64) -> Table {
    let cells = |line: &str| line.split(',').map(str::to_owned).collect::<Vec<_>>();
    let mut lines = LINES.lines().map(cells);
    let header = lines.next().expect("a header");
    Table { header, rows: (first..).zip(lines).collect() }
}

#[test]
fn the_same_table_comes_out_of_spss_stata_and_parquet() {
    let mut files = [(); 3].map(|()| Cursor::new(Vec::new()));
    let [sav, dta, parquet] = &mut files;
    fill(Box::new(Sav::create(dataset(), sav).expect("it begins")));
    let aside = Cursor::new(Vec::new());
    fill(Box::new(Dta::create(dataset(), dta, aside).expect("it begins")));
    fill(Box::new(Parquet::create(dataset(), parquet).expect("it begins")));

    for file in files {
        assert_eq!(read(file.get_ref()).expect("it is read"), table(1));
    }
}

#[test]
fn text_is_read_in_each_encoding_and_with_each_character_between_cells() {
    let utf16 = |text: &str| {
        let units = std::iter::once(0xfeff).chain(text.encode_utf16());
        units.flat_map(u16::to_le_bytes).collect::<Vec<_>>()
    };
    let with_mark = format!("\u{feff}{LINES}");
    let on_windows = LINES.replace('\n', "\r\n").replace(',', ";");
    let with_tabs = LINES.replace(',', "\t");
    for bytes in [
        LINES.as_bytes().to_vec(),
        with_mark.into_bytes(),
        on_windows.into_bytes(),
        utf16(&with_tabs),
        format!("{LINES},,,\n\n").into_bytes(),
    ] {
        assert_eq!(read(&bytes).expect("it is read"), table(2));
    }
    let western = read(b"linkage_id,town\nK1,S\xe8vres\n").expect("it is read");
    assert_eq!(western.rows, [(2, vec!["K1".to_owned(), "Sèvres".to_owned()])]);
}

#[test]
fn rows_are_counted_by_the_line_on_which_they_begin() {
    let read = read(b"linkage_id,note\nK1,\"two\nlines\"\n\nK2,one\n").expect("it is read");

    assert_eq!(read.rows.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [2, 5]);
}

#[test]
fn what_is_no_table_is_refused_and_not_repeated() {
    assert!(matches!(read(b""), Err(NotATable::Empty)));
    assert!(matches!(read(b"PK\x03\x04sheet"), Err(NotATable::Packed)));
    assert!(matches!(read(b"AB123456C\0\x01"), Err(NotATable::NoText)));
    for broken in [b"$FL2 and no more".as_slice(), b"<stata_dta><header>", b"PAR1PAR1"] {
        let refused = read(broken).expect_err("it is broken").to_string();
        assert!(!refused.is_empty() && !refused.contains("and no more"), "{refused}");
    }
}
