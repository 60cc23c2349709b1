//! What is no system file is refused with its place, and nothing is believed of what a file says of itself.

use datasets::{
    Cell,
    sav::{ReadError, Reader},
};
use proptest::prelude::*;

use crate::{
    given::{everything, written},
    made::{Made, NUMBER, Of, TEXT, cells},
};

fn check(made: &Made, told: &str) {
    assert_eq!(cells(made.file()).expect_err("it is refused").to_string(), told);
}

fn with(of: &Of<'_>) -> Made {
    let mut made = Made::new(false, 0, 1);
    made.variable(of).rows_follow();
    made
}

#[test]
fn a_file_of_another_kind_is_none() {
    for bytes in [&b""[..], b"$FL2", b"PK\x03\x04 a workbook", b"row_key,score\n", &[0; 500]] {
        assert!(matches!(Reader::open(bytes), Err(ReadError::NotSav)));
    }
    check(&Made::new(false, 2, 1), "this file is compressed as .zsav; save it as .sav");
    let mut made = Made::new(false, 0, 1);
    made.variable(&TEXT).extension(20, b"UTF-16").rows_follow();
    check(&made, "the texts of this file are in “UTF-16”, which is not read; save it in Unicode");
}

#[test]
fn a_cell_that_is_none_is_told_by_row_and_variable_and_never_by_what_stands_there() {
    let mut made = with(&NUMBER);
    check(made.double(f64::NAN), "row 1, “SCORE”: this is no number");
    let mut made = with(&Of { format: 22, ..NUMBER });
    let told = "row 1, “SCORE”: this is no date from 15 October 1582 to the year 9999";
    check(made.double(1e12), told);
    let mut made = Made::new(false, 0, 2);
    made.variable(&TEXT)
        .extension(20, b"UTF-8")
        .rows_follow()
        .text("Anna", 8)
        .bytes(b"Zo\xeb     ");
    let told = "row 2, “KEY”: the text is not in the encoding that the file names";
    check(&made, told);
}

#[test]
fn a_file_with_fewer_or_more_rows_than_it_says_is_refused() {
    check(&with(&NUMBER), "the file says that it has 1 rows, and has fewer");
    check(with(&NUMBER).double(1.0).double(2.0), "the file says that it has 1 rows, and has more");
    let mut made = Made::new(false, 0, 1);
    made.variable(&NUMBER).ints(&[7, 16, 8, 2, 1, 0, 2, 0]).rows_follow();
    check(&made, "the file tells two numbers of rows (before byte 248)");
}

#[test]
fn a_dictionary_that_contradicts_itself_is_told_by_its_place() {
    let mut twice = Made::new(false, 0, 1);
    twice.variable(&NUMBER).variable(&Of { name: "score", ..NUMBER }).rows_follow();
    check(&twice, "“score”: two variables have this name");

    let mut unknown = Made::new(false, 0, 1);
    check(unknown.ints(&[5]), "a record is of a type that nobody knows (before byte 180)");
    let told = "there is no variable, or the last has no room (before byte 184)";
    check(Made::new(false, 0, 1).rows_follow(), told);
    let mut wide = Made::new(false, 0, 1);
    wide.ints(&[2, 256, 0, 0, 0, 0]).text("WIDE", 8);
    check(&wide, "a variable is neither number nor text (before byte 208)");
    let mut long = Made::new(false, 0, 1);
    long.variable(&TEXT).extension(14, b"KEY=00300\0\t").rows_follow();
    check(&long, "a very long text has too few segments (before byte 243)");
    let mut lost = Made::new(false, 0, 1);
    lost.variable(&NUMBER).ints(&[3, 1]).double(1.0).bytes(b"\x03Yes    ").ints(&[4, 1, 2]);
    let told = "labels of values belong to a variable that is not there (before byte 252)";
    check(lost.rows_follow(), told);
}

#[test]
fn lengths_that_are_not_there_take_no_room() {
    let mut label = Made::new(false, 0, 1);
    label.ints(&[2, 0, 1, 0, 0, 0]).text("SCORE", 8).ints(&[i32::MAX]);
    check(&label, "there are more than 67108864 bytes of names, labels and notes");
    let mut extension = Made::new(false, 0, 1);
    extension.variable(&NUMBER).ints(&[7, 13, 1, 60_000_000]);
    check(&extension, "the file ends too early, at byte 224");
    let mut unknown = Made::new(false, 0, 1);
    unknown.variable(&NUMBER).ints(&[7, 99, i32::MAX, i32::MAX]);
    check(&unknown, "the file ends too early, at byte 224");
}

const ROW: [Cell<'_>; 10] = [
    Cell::Text("ANNA"),
    Cell::Number(1),
    Cell::Number(0),
    Cell::Decimal(37.5),
    Cell::Text("done"),
    Cell::Text("Llanfair Pwllgwyngyll"),
    Cell::Text("telephone"),
    Cell::Blank,
    Cell::Blank,
    Cell::Blank,
];

#[test]
fn a_file_that_ends_anywhere_is_refused() {
    let (file, _) = written(&everything(), &[&ROW, &ROW]);
    assert_eq!(cells(&file).expect("rows").len(), 2);
    // The last codes need not be filled up.
    let needed = file.len() - 8;
    for end in 0..needed {
        assert!(cells(&file[..end]).is_err(), "it ends at {end}");
    }
}

proptest! {
    #[test]
    fn a_file_in_which_bytes_were_changed_is_read_or_refused(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let (mut file, _) = written(&everything(), &[&ROW, &ROW]);
        for (place, byte) in changes {
            let place = place.index(file.len());
            file[place] = byte;
        }
        if let Ok(rows) = cells(&file) {
            prop_assert!(rows.len() <= file.len());
        }
    }

    #[test]
    fn anything_behind_a_header_is_read_or_refused(is_big: bool, compression in 0..2, bytes: Vec<u8>) {
        let mut made = Made::new(is_big, compression, -1);
        made.variable(&TEXT).variable(&NUMBER).bytes(&bytes);
        if let Ok(rows) = cells(made.file()) {
            prop_assert!(rows.iter().all(|row| row.len() >= 2));
        }
    }
}
