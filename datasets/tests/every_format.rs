//! What each format promises alike: the same bytes for the same rows, and a word when the disk is full.

#![cfg(feature = "parquet")]

use std::{
    io::{self, Cursor, Seek, SeekFrom, Write},
    sync::Arc,
};

use chrono::{DateTime, Utc};
use datasets::{
    Cell, Dataset, Kind, Missing, Name, Outline, RowError, Summary, Variable, WriteError, Writer,
    fhir::Fhir, hard::Hard, odm::Odm, parquet::Parquet, xlsx::Xlsx,
};

const FORMATS: [&str; 4] = ["xlsx", "parquet", "odm", "fhir"];

fn create<'w, W: Write + Seek + Send + 'w>(
    format: &str,
    dataset: &Dataset,
    out: W,
) -> Result<Box<dyn Writer + 'w>, WriteError> {
    let dataset = Arc::new(dataset.clone());
    let made: DateTime<Utc> = "2026-11-30T09:00:00Z".parse().expect("a moment");
    Ok(match format {
        "xlsx" => Box::new(Xlsx::create(dataset, out)?),
        "parquet" => Box::new(Parquet::create(dataset, out)?),
        "odm" => Box::new(Odm::create(dataset, made, out)?),
        _ => Box::new(Fhir::create(dataset, out)?),
    })
}

fn of_hard(format: &str, out: impl Write + Seek + Send) -> Result<Summary, WriteError> {
    let hard = Hard::new(0).expect("a schema");
    let mut writer = create(format, hard.dataset(), out)?;
    for row in hard.rows() {
        writer.row(&row)?;
    }
    writer.finish()
}

#[test]
fn the_same_rows_give_the_same_bytes() {
    for format in FORMATS {
        let [mut once, mut again] = [(); 2].map(|()| Cursor::new(Vec::new()));
        let summary = of_hard(format, &mut once).expect("it fits");
        of_hard(format, &mut again).expect("it fits");

        assert_eq!(summary.rows, datasets::hard::ROWS);
        assert!(once == again, "{format}");
    }
}

/// A disk that takes so many bytes.
struct Disk {
    room: u64,
    file: Cursor<Vec<u8>>,
}

impl Write for Disk {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let end = self.file.position() + buffer.len() as u64;
        if end > self.room {
            return Err(io::ErrorKind::StorageFull.into());
        }
        self.file.write(buffer)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Seek for Disk {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

#[test]
fn a_disk_that_is_full_is_told_at_the_latest_when_the_file_is_finished() {
    for format in FORMATS {
        let mut whole = Cursor::new(Vec::new());
        of_hard(format, &mut whole).expect("it fits");
        let whole = whole.into_inner().len() as u64;
        for room in [0, whole / 2, whole - 1] {
            let failed = of_hard(format, Disk { room, file: Cursor::default() });
            let Err(WriteError::File(error)) = failed else { panic!("{format}: {failed:?}") };
            assert_eq!(error.kind(), io::ErrorKind::StorageFull, "{format}: {error}");
        }
        of_hard(format, Disk { room: whole, file: Cursor::default() }).expect("it fits");
    }
}

#[test]
fn a_row_that_does_not_fit_is_refused_by_its_number_and_its_variable() {
    let kind = Kind::Whole { least: 0, most: 1 };
    let works = Variable::new(Name::new("works").expect("a name"), "Works", kind);
    let outline = Outline {
        name: Name::new("wide").expect("a name"),
        title: String::new(),
        notes: Vec::new(),
        language: "en".to_owned(),
        variables: vec![works],
        sets: Vec::new(),
    };
    let dataset = Dataset::new(outline).expect("a schema");
    for format in FORMATS {
        let mut writer = create(format, &dataset, Cursor::new(Vec::new())).expect("a file");
        writer.row(&[Cell::Missing(Missing::Refused)]).expect("it fits");

        let refused = writer.row(&[Cell::Number(2)]);

        let told = matches!(&refused, Err(WriteError::Row(RowError::Cell { row: 2, variable, .. }))
            if variable.as_str() == "works");
        assert!(told, "{format}: {refused:?}");
    }
}
