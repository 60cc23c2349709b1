//! XLSX: a sheet “Data” with names in its first row, which stays in view, and a sheet “Codebook” with a row for each
//! variable.
//!
//! A workbook is a ZIP of XML parts (ECMA-376, <https://ecma-international.org/publications-and-standards/standards/ecma-376/>).
//! Rows are compressed as they come, without a file in between that would hold answers, and texts stand in their cells
//! rather than in a table of their own, so that memory does not grow with the rows. No part has a date of its own making:
//! the same rows give the same bytes.
//!
//! - Numbers and missing codes are numbers; what is blank is no cell.
//! - A text is a text, also where it begins with `=`: there is no formula. The mark that Excel makes of a typed apostrophe
//!   keeps it one when somebody edits it. Of a text longer than 32,767 UTF-16 units the beginning is kept.
//! - A date is Excel's number of days, a moment one with a fraction, in UTC, a month the number of its first day. Excel
//!   believes in 29 February 1900 and in no day before that year, so that what is before 1 March 1900 is a text.
//! - There are at most 16,384 variables, 1,048,575 rows, and 4 GiB of a sheet before it is compressed.

mod cells;

mod codebook;

mod parts;

use std::{
    io::{self, Seek, Write},
    sync::Arc,
};

use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use crate::{Cell, Dataset, Losses, Lost, Summary, WriteError, Writer, cut_at_units};
use cells::Sheet;

const MOST_COLUMNS: u64 = 16_384;

/// Without the one that holds names.
const MOST_ROWS: u64 = 1_048_575;

/// Bytes of a part, before it is compressed, in a ZIP that every program reads.
const MOST_BYTES: u64 = u32::MAX as u64;

/// UTF-16 units of a cell.
const LONGEST: usize = 32_767;

/// An XLSX file while it is being written.
pub struct Xlsx<W: Write + Seek> {
    dataset: Arc<Dataset>,
    rows: u64,
    bytes: u64,
    losses: Losses,
    zip: ZipWriter<W>,
    sheet: Sheet,
}

impl<W: Write + Seek> Xlsx<W> {
    /// Writes the codebook, and names.
    ///
    /// # Errors
    /// When there are too many variables, or the file cannot be written.
    pub fn create(dataset: Arc<Dataset>, out: W) -> Result<Self, WriteError> {
        if dataset.variables().len() as u64 > MOST_COLUMNS {
            return Err(too_many("variables", MOST_COLUMNS));
        }
        let mut losses = Losses::default();
        let mut zip = ZipWriter::new(out);
        for (name, part) in parts::before_sheets(&dataset) {
            begin(&mut zip, name)?;
            zip.write_all(part.as_bytes())?;
        }
        begin(&mut zip, parts::CODEBOOK)?;
        codebook::write(&dataset, &mut losses, &mut zip)?;
        begin(&mut zip, parts::DATA)?;
        let columns = dataset.variables().len();
        let mut own = Self { dataset, rows: 0, bytes: 0, losses, zip, sheet: Sheet::new(columns) };
        own.sheet.begin();
        let names = own.dataset.variables().iter().map(|variable| variable.name.as_str());
        own.sheet.names(names);
        own.put()?;
        Ok(own)
    }

    /// Writes what the sheet holds.
    fn put(&mut self) -> Result<(), WriteError> {
        let xml = self.sheet.take();
        self.bytes += xml.len() as u64;
        if self.bytes > MOST_BYTES {
            return Err(too_many("bytes of a sheet", MOST_BYTES));
        }
        self.zip.write_all(xml.as_bytes())?;
        self.sheet.give_back(xml);
        Ok(())
    }
}

impl<W: Write + Seek> Writer for Xlsx<W> {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), WriteError> {
        if self.rows == MOST_ROWS {
            return Err(too_many("rows", MOST_ROWS));
        }
        self.rows += 1;
        self.sheet.row();
        for cell in self.dataset.admit(self.rows, cells)? {
            let (variable, cell) = cell?;
            let cell = match cell {
                Cell::Text(text) => {
                    let kept = cut_at_units(text, LONGEST);
                    if kept.len() < text.len() {
                        self.losses.cell(&variable.name, Lost::TextCut, self.rows);
                    }
                    Cell::Text(kept)
                }
                other => other,
            };
            self.sheet.cell(variable.kind, cell);
        }
        self.sheet.end_row();
        self.put()
    }

    fn finish(mut self: Box<Self>) -> Result<Summary, WriteError> {
        self.sheet.end();
        self.put()?;
        let mut out = self.zip.finish().map_err(io::Error::from)?;
        out.flush()?;
        let columns = self.dataset.variables().len();
        Ok(Summary { rows: self.rows, columns, losses: self.losses.into_list() })
    }
}

fn begin<W: Write + Seek>(zip: &mut ZipWriter<W>, name: &str) -> io::Result<()> {
    // The date of a part is that of a ZIP without a clock: 1 January 1980.
    let options = SimpleFileOptions::DEFAULT
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(LEVEL));
    Ok(zip.start_file(name, options)?)
}

/// How hard a part is compressed, up to 9. Above it files get little smaller and take much longer.
const LEVEL: i64 = 3;

const fn too_many(what: &'static str, most: u64) -> WriteError {
    WriteError::TooMany { format: "XLSX", what, most }
}
