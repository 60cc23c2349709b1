//! CSV in UTF-8 without a byte order mark: names in the first row, a comma between cells, a line feed after rows, quotes
//! where they are needed.
//!
//! Missing codes stand as numbers. What is blank is an empty cell. Numbers have as many digits as tell them from every
//! other, and no exponent; dates are `YYYY-MM-DD`, months `YYYY-MM`, moments `YYYY-MM-DDTHH:MM:SSZ`. A text that a
//! spreadsheet would run has an apostrophe before it, unless the dataset is [trusted](Dataset::trusted). Nothing is cut.

use std::{
    borrow::Cow,
    io::{self, Write},
    sync::Arc,
};

use crate::{Cell, Dataset, Summary, WriteError, Writer, iso};

/// Whether a spreadsheet would run the text: it takes for a formula what begins with one of these.
#[must_use]
pub fn would_run(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// The text as nothing runs it: with an apostrophe before it where a spreadsheet would.
#[must_use]
pub fn inert(text: &str) -> Cow<'_, str> {
    if would_run(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// A CSV file while it is being written.
pub struct Csv<W: Write> {
    dataset: Arc<Dataset>,
    rows: u64,
    writer: ::csv::Writer<W>,
    /// The cell that is being written.
    text: String,
}

impl<W: Write> Csv<W> {
    /// Writes the row of names.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn create(dataset: Arc<Dataset>, out: W) -> Result<Self, WriteError> {
        let mut writer = ::csv::WriterBuilder::new().buffer_capacity(1 << 16).from_writer(out);
        let names = dataset.variables().iter().map(|variable| variable.name.as_str());
        writer.write_record(names).map_err(io::Error::from)?;
        Ok(Self { dataset, rows: 0, writer, text: String::new() })
    }
}

impl<W: Write> Writer for Csv<W> {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), WriteError> {
        self.rows += 1;
        for cell in self.dataset.admit(self.rows, cells)? {
            let (variable, cell) = cell?;
            if let Cell::Text(text) = cell {
                let is_trusted = self.dataset.is_trusted();
                let text = if is_trusted { Cow::Borrowed(text) } else { inert(text) };
                self.writer.write_field(text.as_bytes()).map_err(io::Error::from)?;
                continue;
            }
            self.text.clear();
            iso::show(variable.kind, cell, &mut self.text);
            self.writer.write_field(&self.text).map_err(io::Error::from)?;
        }
        self.writer.write_record(None::<&[u8]>).map_err(io::Error::from)?;
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<Summary, WriteError> {
        self.writer.flush()?;
        let columns = self.dataset.variables().len();
        Ok(Summary { rows: self.rows, columns, losses: Vec::new() })
    }
}
