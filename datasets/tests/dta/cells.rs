//! What stands in cells, and what of it Stata does not take.

use std::{
    io::{self, Cursor, SeekFrom},
    sync::Arc,
};

use chrono::{DateTime, NaiveDate, Utc};
use datasets::{
    Cell, Kind, Loss, Lost, WriteError, Writer,
    dta::{Dta, Release, Storage, Value},
};

use crate::written::{dataset, name, read, variable, written};

fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a date")
}

/// Four bytes for each row, as a long or as what stands before them says.
fn data(file: &[u8]) -> &[u8] {
    let after = |tag: &[u8]| file.windows(tag.len()).position(|bytes| bytes == tag);
    let begins = after(b"<data>").expect("data") + "<data>".len();
    &file[begins..after(b"</data>").expect("data's end")]
}

#[test]
fn days_count_from_1960_and_begin_with_the_year_100_and_months_are_their_first_day() {
    let own = dataset(vec![variable("born", Kind::Date), variable("started", Kind::Month)]);
    let days = [date(1960, 1, 1), date(1959, 12, 31), date(100, 1, 1), date(99, 12, 31)];
    let (file, summary) = written(&own, days.map(|day| vec![Cell::Date(day), Cell::Date(day)]));

    let cells = data(&file)
        .chunks_exact(4)
        .map(|cell| i32::from_le_bytes(cell.try_into().expect("as many")));
    let blank = 2_147_483_621;
    assert_eq!(cells.collect::<Vec<_>>(), [0, 0, -1, -31, -679_350, -679_350, blank, blank]);
    let loss =
        |of| Loss { variable: Some(name(of)), lost: Lost::DateLeftOut, count: 1, rows: vec![4] };
    assert_eq!(summary.losses, [loss("born"), loss("started")]);
}

#[test]
fn moments_are_milliseconds_since_1960_to_the_second() {
    let own = dataset(vec![variable("sent", Kind::Moment)]);
    let sent: DateTime<Utc> = "1960-01-02T00:00:01.9Z".parse().expect("a moment");
    let early: DateTime<Utc> = "0099-12-31T23:59:59Z".parse().expect("a moment");
    let (file, summary) = written(&own, [vec![Cell::Moment(sent)], vec![Cell::Moment(early)]]);

    assert_eq!(data(&file)[..8], 86_401_000_f64.to_le_bytes());
    assert_eq!(data(&file)[8..], 0x7fe0_0000_0000_0000_u64.to_le_bytes());
    assert_eq!((summary.rows, summary.losses[0].rows.as_slice()), (2, [2].as_slice()));
}

#[test]
fn a_zero_in_a_text_becomes_a_space_and_is_told_and_every_other_character_is_kept() {
    let short = Kind::Text { bytes: Some(8) };
    let own = dataset(vec![variable("short", short), variable("words", Kind::TEXT)]);
    let both = |text| vec![Cell::Text(text), Cell::Text(text)];
    let (file, summary) =
        written(&own, [both("\u{1}a\tb\r\n"), both("a\0b"), both("\0"), both("🦔🦔")]);

    let both = |text: &str| vec![Value::Text(text.to_owned()), Value::Text(text.to_owned())];
    assert_eq!(read(&file).1, [both("\u{1}a\tb\r\n"), both("a b"), both(" "), both("🦔🦔")]);
    let loss = |of| Loss {
        variable: Some(name(of)),
        lost: Lost::CharacterReplaced,
        count: 2,
        rows: vec![2, 3],
    };
    assert_eq!(summary.losses, [loss("short"), loss("words")]);
}

#[test]
fn a_long_text_stands_behind_the_rows_and_its_row_names_it() {
    let own = dataset(vec![variable("first", Kind::TEXT), variable("other", Kind::TEXT)]);
    let rows = [vec![Cell::Blank, Cell::Blank], vec![Cell::Text(""), Cell::Text("words")]];
    let (file, _) = written(&own, rows);

    assert_eq!(data(&file)[..24], [0; 24]);
    assert_eq!(data(&file)[24..], [2, 0, 2, 0, 0, 0, 0, 0]);
    let told = b"<strls>GSO\x02\0\0\0\x02\0\0\0\0\0\0\0\x82\x06\0\0\0words\0</strls>";
    assert!(file.windows(told.len()).any(|bytes| bytes == told));
}

#[test]
fn long_texts_of_more_than_32_767_variables_are_found_again() {
    let mut variables: Vec<_> = (0..40_000)
        .map(|number| variable(&format!("v{number}"), Kind::Text { bytes: Some(1) }))
        .collect();
    variables.push(variable("words", Kind::TEXT));
    let row = |text| {
        let mut row = vec![Cell::Text("x"); 40_000];
        row.push(Cell::Text(text));
        row
    };
    let (file, _) = written(&dataset(variables), [row("one"), row("two")]);

    let (description, rows) = read(&file);
    assert_eq!(description.release, Release::R119);
    assert_eq!(description.columns[40_000].storage, Storage::LongText);
    let words = rows.iter().map(|row| row[40_000].clone()).collect::<Vec<_>>();
    assert_eq!(words, [Value::Text("one".to_owned()), Value::Text("two".to_owned())]);
}

#[test]
fn the_map_tells_where_each_section_begins_also_behind_something_else() {
    let own = Arc::new(dataset(vec![variable("words", Kind::TEXT)]));
    let (mut out, mut aside) = (Cursor::new(b"before".to_vec()), Cursor::new(b"there".to_vec()));
    out.set_position(6);
    aside.set_position(5);
    let mut writer = Box::new(Dta::create(own, &mut out, &mut aside).expect("a header"));
    writer.row(&[Cell::Text("behind")]).expect("a row");
    writer.finish().expect("the end");

    let out = out.into_inner();
    let file = out.strip_prefix(b"before").expect("it is left alone");
    assert_eq!(read(file).1, [[Value::Text("behind".to_owned())]]);
    let map = file.windows(5).position(|bytes| bytes == b"<map>").expect("a map") + 5;
    let places = file[map..map + 14 * 8].chunks_exact(8);
    let places: Vec<_> = places
        .map(|place| u64::from_le_bytes(place.try_into().expect("as many")) as usize)
        .collect();
    let names = "stata_dta map variable_types varnames sortlist formats value_label_names \
                 variable_labels characteristics data strls value_labels /stata_dta";
    for (name, place) in names.split_whitespace().zip(&places) {
        assert!(file[*place..].starts_with(format!("<{name}>").as_bytes()), "{name}");
    }
    assert_eq!(places[13], file.len());
}

/// A disk that takes so many bytes.
struct Disk(Cursor<Vec<u8>>, u64);

impl io::Write for Disk {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        if self.0.position() + buffer.len() as u64 > self.1 {
            return Err(io::ErrorKind::StorageFull.into());
        }
        self.0.write(buffer)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl io::Read for Disk {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer)
    }
}

impl io::Seek for Disk {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.0.seek(to)
    }
}

#[test]
fn a_disk_that_is_full_is_told_also_where_long_texts_are_put_aside() {
    let own = Arc::new(dataset(vec![variable("words", Kind::TEXT)]));
    let long = "x".repeat(50_000);
    for (room, room_aside) in [(10, 1 << 20), (60_000, 1 << 20), (1 << 20, 30_000)] {
        let disk = |room| Disk(Cursor::new(Vec::new()), room);
        let written = || {
            let mut writer = Box::new(Dta::create(Arc::clone(&own), disk(room), disk(room_aside))?);
            (0..2).try_for_each(|_| writer.row(&[Cell::Text(&long)]))?;
            writer.finish()
        };
        let Err(WriteError::File(error)) = written() else { panic!("there was no room") };
        assert_eq!(error.kind(), io::ErrorKind::StorageFull);
    }
}
