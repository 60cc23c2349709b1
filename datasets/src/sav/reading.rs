//! Reading a system file that somebody else wrote.
//!
//! Nothing of it is believed. What is kept of the dictionary is bounded ([`MOST_WORDS`], [`MOST_UNITS`],
//! [`MOST_VARIABLES`]), of the rows there is one at a time, and no length that the file tells makes room for anything
//! before so many bytes were read.

mod error;

mod source;

mod records;

mod variables;

mod extended;

mod attributes;

mod encoding;

mod found;

mod building;

mod naming;

mod units;

mod row;

use std::io::Read;

pub use self::{
    error::{ReadError, Wrong},
    found::{Attribute, Column, Found, Holds, Reserved, Set, ValueLabel},
    row::{Row, Value},
};
use self::{records::Header, source::Source, units::Units};
use super::layout::Unit;

/// Bytes of names, labels, documents and attributes.
const MOST_WORDS: u64 = 64 << 20;

/// Units of 8 bytes in a row.
const MOST_UNITS: usize = 4 << 20;

/// Variables, and of very long texts segments.
const MOST_VARIABLES: usize = 1 << 18;

/// A system file of which the dictionary was read.
#[derive(Debug)]
pub struct Reader<R> {
    found: Found,
    units: Units<R>,
    /// The row that was read last.
    row: Vec<Unit>,
    number: u64,
}

impl<R: Read> Reader<R> {
    /// Reads all that stands before the rows. `file` is read in small pieces, so that it should have a buffer.
    ///
    /// # Errors
    /// When the file is none of SPSS, is of a kind that is not read here (.zsav, EBCDIC), contradicts itself, ends too
    /// early, or has more in it than any file of a study.
    pub fn open(file: R) -> Result<Self, ReadError> {
        let mut source = Source::new(file);
        let header = Header::read(&mut source)?;
        let records = records::read(&mut source)?;
        let found = building::build(&header, &records, &source.place())?;
        let row = vec![Unit::default(); found.units];
        let units = Units::new(source, &header, found.system_missing);
        Ok(Self { found, units, row, number: 0 })
    }

    /// What the file says of itself and its variables.
    #[must_use]
    pub const fn found(&self) -> &Found {
        &self.found
    }

    /// The next row; nothing behind the last.
    ///
    /// # Errors
    /// When the file ends within a row, has fewer or more rows than it says, or cannot be read.
    pub fn next_row(&mut self) -> Result<Option<Row<'_>>, ReadError> {
        let is_there = self.units.fill(&mut self.row)?;
        let rows = self.number + u64::from(is_there);
        match self.found.rows {
            Some(said) if rows > said => return Err(ReadError::Rows { said, more: true }),
            Some(said) if !is_there && rows < said => {
                return Err(ReadError::Rows { said, more: false });
            }
            _ => self.number = rows,
        }
        Ok(is_there.then(|| Row::new(&self.found, &self.row, self.units.order(), self.number)))
    }
}
