//! Files that a data owner might send: of older programs, of other machines, in other encodings.

use datasets::sav::{Reader, Reserved};

use crate::made::{Made, NUMBER, Of, TEXT, cells};

#[test]
fn an_uncompressed_file_of_another_machine_in_another_encoding_is_read() {
    let mut made = Made::new(true, 0, -1);
    let reserved = Of { missing: (3, &[97.0, 98.0, 99.0]), ..NUMBER };
    made.variable(&TEXT).variable(&reserved).rows_follow();
    made.bytes(b"Zo\xeb     ").double(12.5).bytes(b"        ").double(-f64::MAX);
    made.bytes(b"Ben     ").double(99.0);

    assert_eq!(cells(made.file()).expect("rows"), [["Zoë", "12.5"], ["", ""], ["Ben", "99"]]);
    let reader = Reader::open(made.file()).expect("a file");
    let found = reader.found();
    assert_eq!((found.rows, found.title.as_str()), (None, "Outcomes"));
    let names: Vec<_> = found.columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!(names, ["KEY", "SCORE"]);
    assert_eq!(found.columns[1].reserved, Reserved::Numbers(vec![97.0, 98.0, 99.0]));
}

#[test]
fn the_encoding_that_is_named_counts_and_not_the_number_of_a_machine() {
    let machine = [20, 0, 0, -1, 1, 1, 2, 1252].map(i32::to_le_bytes).concat();
    for (name, bytes) in [("UTF-8", "Ж".as_bytes()), ("windows-1251", b"\xc6"), ("cp1251", b"\xc6")]
    {
        let mut made = Made::new(false, 0, 1);
        made.variable(&Of { width: 2, ..TEXT }).ints(&[7, 3, 4, 8]).bytes(&machine);
        made.extension(20, name.as_bytes()).rows_follow();
        let filled = [bytes, b"        "].concat();
        made.bytes(&filled[..8]);
        assert_eq!(cells(made.file()).expect("rows"), [["Ж"]], "{name}");
    }
}

#[test]
fn a_compressed_file_ends_with_its_last_row_or_with_a_code() {
    for codes in [[253, 105, 254, 255, 252, 7, 7, 7], [253, 105, 254, 255, 0, 0, 0, 0]] {
        let mut made = Made::new(false, 1, -1);
        made.variable(&TEXT).variable(&NUMBER).rows_follow().bytes(&codes).bytes(b"Anna    ");
        assert_eq!(cells(made.file()).expect("rows"), [["Anna", "5"], ["", ""]]);
    }
}

#[test]
fn a_range_without_an_end_and_a_value_beside_it_are_reserved_also_among_dates() {
    let missing = (-3, [-f64::MAX, 0.0, 99.0].as_slice());
    let mut made = Made::new(false, 0, 3);
    made.variable(&Of { format: 20, missing, ..NUMBER }).rows_follow();
    made.double(-5.0).double(99.0).double(86_400.0);

    assert_eq!(cells(made.file()).expect("rows"), [["-5"], ["99"], ["1582-10-15"]]);
    let reader = Reader::open(made.file()).expect("a file");
    let reserved = &reader.found().columns[0].reserved;
    assert!(reserved.has(-1e300) && reserved.has(99.0) && !reserved.has(98.0));
}

#[test]
fn what_nobody_knows_is_passed_over_and_so_are_sets_and_attributes_that_cannot_be_read() {
    let mut made = Made::new(false, 0, 1);
    made.variable(&NUMBER).extension(7, b"$a=D1 1 99 no end").extension(10, b"Who wrote it");
    made.extension(17, b"title('no end").extension(18, b"score:(((").extension(24, b"<xml/>");
    made.extension(13, b"SCORE=a_longer_name").rows_follow().double(1.0);

    assert_eq!(cells(made.file()).expect("rows"), [["1"]]);
    let found = Reader::open(made.file()).expect("a file").found().clone();
    assert_eq!((found.sets.len(), found.attributes.len()), (0, 0));
    assert_eq!(found.columns[0].name, "a_longer_name");
    assert_eq!(found.columns[0].attributes, []);
}

#[test]
fn missing_words_of_a_long_text_are_told() {
    let mut made = Made::new(false, 0, 0);
    let list =
        [&4_i32.to_le_bytes()[..], b"LONG", &[2], &8_i32.to_le_bytes(), b"refused ", b"unknown "];
    made.variable(&Of { name: "LONG", width: 20, ..TEXT }).extension(22, &list.concat());
    made.rows_follow();

    let reader = Reader::open(made.file()).expect("a file");
    let reserved = &reader.found().columns[0].reserved;
    assert!(reserved.has_word("refused") && reserved.has_word("unknown"));
    assert!(!reserved.has_word("refused ever"));
}
