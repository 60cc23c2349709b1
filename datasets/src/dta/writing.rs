//! A file row by row. What stands before the rows is written first, and its numbers are put right at the end.

mod sections;

mod before_rows;

mod about;

mod value_labels;

mod texts;

use std::{
    borrow::Cow,
    io::{BufWriter, IntoInnerError, Read, Seek, SeekFrom, Write},
    sync::Arc,
};

use sections::Sections;
use value_labels::LabelSets;

use super::{Release, Storage, calendar, storage::Gap};
use crate::{
    Cell, Dataset, Losses, Lost, Summary, Variable, WriteError, Writer, cut_at,
    missing::stata_letter,
};

/// What Stata/MP takes.
const MOST_VARIABLES: usize = 120_000;

/// What Stata/SE and Stata/BE take.
const MOST_ROWS: u64 = 2_147_483_619;

/// The most bytes of a strL.
const LONGEST_TEXT: usize = 2_000_000_000;

/// A text of a strL ends with a zero; it is no picture or other bytes, which would be 129.
const WORDS: u8 = 130;

/// A .dta file while it is being written.
pub struct Dta<W: Write + Seek, A: Read + Write + Seek> {
    dataset: Arc<Dataset>,
    release: Release,
    storages: Vec<Storage>,
    sets: LabelSets,
    out: Sections<W>,
    aside: Aside<A>,
    rows: u64,
    row: Vec<u8>,
    losses: Losses,
}

/// Where the texts of strLs wait until all rows are written.
struct Aside<A: Write> {
    out: BufWriter<A>,
    begins: u64,
}

impl<W: Write + Seek, A: Read + Write + Seek> Dta<W, A> {
    /// Writes what stands before the rows. Both begin where they are; whatever is behind that is written over.
    ///
    /// `aside` keeps long texts while rows are written, and takes as many bytes as they have and 21 for each. Nothing is
    /// put there when every text was declared with at most 2,045 bytes. It can be thrown away afterwards.
    ///
    /// # Errors
    /// When there are more than 120,000 variables, or a file cannot be written.
    pub fn create(dataset: Arc<Dataset>, out: W, mut aside: A) -> Result<Self, WriteError> {
        let variables = dataset.variables();
        if variables.len() > MOST_VARIABLES {
            return Err(too_many("variables", MOST_VARIABLES as u64));
        }
        let release = Release::for_variables(variables.len());
        let storages: Vec<_> = variables.iter().map(Storage::of).collect();
        let mut losses = Losses::default();
        let sets = LabelSets::of(variables, &mut losses);
        dataset.sets().for_each(|_| losses.schema(None, Lost::SetLeftOut));
        let mut out = Sections::begin(out)?;
        before_rows::write(&mut out, &dataset, release, &storages, &sets, &mut losses)?;
        about::write(&mut out, &dataset, &mut losses)?;
        out.open("data")?;
        let begins = aside.stream_position()?;
        let aside = Aside { out: BufWriter::new(aside), begins };
        Ok(Self { release, storages, sets, out, aside, rows: 0, row: Vec::new(), losses, dataset })
    }

    /// Puts a cell, as it was admitted, behind the row.
    fn cell(
        &mut self,
        place: usize,
        variable: &Variable,
        cell: Cell<'_>,
    ) -> Result<(), WriteError> {
        match (self.storages[place], cell) {
            (Storage::Text(bytes), Cell::Text(text)) => {
                let text = self.without_zeros(variable, text);
                self.row.extend_from_slice(text.as_bytes());
                self.row.resize(self.row.len() + usize::from(bytes) - text.len(), 0);
            }
            (Storage::Text(bytes), _) => self.row.resize(self.row.len() + usize::from(bytes), 0),
            (Storage::LongText, Cell::Text(text)) => {
                let text = self.without_zeros(variable, text);
                self.put_aside(place, variable, &text)?;
            }
            (Storage::LongText, _) => self.row.extend_from_slice(&[0; 8]),
            (storage, cell) => self.number(storage, variable, cell),
        }
        Ok(())
    }

    fn number(&mut self, storage: Storage, variable: &Variable, cell: Cell<'_>) {
        let gap = match cell {
            Cell::Number(number) => return whole(&mut self.row, storage, number),
            Cell::Decimal(number) => return self.row.extend_from_slice(&number.to_le_bytes()),
            Cell::Date(date) => match calendar::days(date) {
                Some(days) => return whole(&mut self.row, storage, days.into()),
                None => self.before_the_year_100(variable),
            },
            Cell::Moment(moment) => match calendar::milliseconds(moment) {
                Some(number) => return self.row.extend_from_slice(&number.to_le_bytes()),
                None => self.before_the_year_100(variable),
            },
            Cell::Missing(reason) => Gap::of_letter(stata_letter(reason)),
            Cell::Blank | Cell::Text(_) => Gap::BLANK,
        };
        nothing(&mut self.row, storage, gap);
    }

    fn before_the_year_100(&mut self, variable: &Variable) -> Gap {
        self.losses.cell(&variable.name, Lost::DateLeftOut, self.rows);
        Gap::BLANK
    }

    fn without_zeros<'t>(&mut self, variable: &Variable, text: &'t str) -> Cow<'t, str> {
        let spaced = texts::without_zeros(text);
        if matches!(spaced, Cow::Owned(_)) {
            self.losses.cell(&variable.name, Lost::CharacterReplaced, self.rows);
        }
        spaced
    }

    /// Keeps the text for later, and puts into the row whose it is: its own.
    fn put_aside(
        &mut self,
        place: usize,
        variable: &Variable,
        text: &str,
    ) -> Result<(), WriteError> {
        let whole = text;
        let text = cut_at(whole, LONGEST_TEXT);
        if text.len() < whole.len() {
            self.losses.cell(&variable.name, Lost::TextCut, self.rows);
        }
        // At most 120,000 variables, and 2,000,000,001 bytes.
        let (number, length) = (place as u32 + 1, text.len() as u32 + 1);
        let out = &mut self.aside.out;
        out.write_all(b"GSO")?;
        out.write_all(&number.to_le_bytes())?;
        out.write_all(&self.rows.to_le_bytes())?;
        out.write_all(&[WORDS])?;
        out.write_all(&length.to_le_bytes())?;
        out.write_all(text.as_bytes())?;
        out.write_all(&[0])?;
        let of_variable = self.release.reference();
        self.row.extend_from_slice(&number.to_le_bytes()[..of_variable]);
        self.row.extend_from_slice(&self.rows.to_le_bytes()[..8 - of_variable]);
        Ok(())
    }
}

impl<W: Write + Seek, A: Read + Write + Seek> Writer for Dta<W, A> {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), WriteError> {
        if self.rows == MOST_ROWS {
            return Err(too_many("rows", MOST_ROWS));
        }
        self.rows += 1;
        self.row.clear();
        let dataset = Arc::clone(&self.dataset);
        for (place, cell) in dataset.admit(self.rows, cells)?.enumerate() {
            let (variable, cell) = cell?;
            self.cell(place, variable, cell)?;
        }
        Ok(self.out.put(&self.row)?)
    }

    fn finish(mut self: Box<Self>) -> Result<Summary, WriteError> {
        self.out.close("data")?;
        self.out.open("strls")?;
        let begins = self.aside.begins;
        let mut aside = self.aside.out.into_inner().map_err(IntoInnerError::into_error)?;
        let ends = aside.stream_position()?;
        aside.seek(SeekFrom::Start(begins))?;
        self.out.copy(&mut aside.take(ends.saturating_sub(begins)))?;
        self.out.close("strls")?;
        self.out.open("value_labels")?;
        self.sets.write(&mut self.out, self.dataset.variables())?;
        self.out.close("value_labels")?;
        self.out.end(self.rows)?;
        let columns = self.dataset.variables().len();
        Ok(Summary { rows: self.rows, columns, losses: self.losses.into_list() })
    }
}

/// The number was admitted, and its type was chosen by what is admitted.
fn whole(row: &mut Vec<u8>, storage: Storage, number: i64) {
    match storage {
        Storage::Byte => row.extend_from_slice(&(number as i8).to_le_bytes()),
        Storage::Int => row.extend_from_slice(&(number as i16).to_le_bytes()),
        Storage::Long => row.extend_from_slice(&(number as i32).to_le_bytes()),
        _ => row.extend_from_slice(&(number as f64).to_le_bytes()),
    }
}

fn nothing(row: &mut Vec<u8>, storage: Storage, gap: Gap) {
    match storage {
        Storage::Byte => row.extend_from_slice(&gap.byte().to_le_bytes()),
        Storage::Int => row.extend_from_slice(&gap.int().to_le_bytes()),
        Storage::Long => row.extend_from_slice(&gap.long().to_le_bytes()),
        _ => row.extend_from_slice(&gap.double().to_le_bytes()),
    }
}

fn too_many(what: &'static str, most: u64) -> WriteError {
    WriteError::TooMany { format: ".dta", what, most }
}
