//! CSV in UTF-8 without a byte order mark: names in the first row, a comma between cells, a line feed after rows, quotes
//! where they are needed.
//!
//! Missing codes stand as numbers. What is blank is an empty cell. Numbers have as many digits as tell them from every
//! other, and no exponent; dates are `YYYY-MM-DD`, months `YYYY-MM`, moments `YYYY-MM-DDTHH:MM:SSZ`. A text that a
//! spreadsheet would run has an apostrophe before it; where [codes](Dataset::listing_codes) are listed they have none. Nothing
//! is cut.

use std::{
    borrow::Cow,
    io::{self, Write},
    sync::Arc,
};

use crate::{Cell, Dataset, Summary, Variable, WriteError, Writer, iso};

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

/// Whether a text begins with a missing code, such as `-1=Not applicable`.
fn begins_with_a_code(text: &str) -> bool {
    let behind = text.strip_prefix('-').map(str::as_bytes);
    matches!(behind, Some([b'1'..=b'9', b'=', ..]))
}

/// What stands in a CSV file for a cell, before any quotes. The cell is one that [`Dataset::admit`] gave.
#[must_use]
pub fn text(variable: &Variable, cell: Cell<'_>, lists_codes: bool) -> String {
    let mut text = String::new();
    put(variable, cell, lists_codes, &mut text);
    text
}

fn put(variable: &Variable, cell: Cell<'_>, lists_codes: bool, text: &mut String) {
    match cell {
        Cell::Text(words) if !(lists_codes && begins_with_a_code(words)) => {
            text.push_str(&inert(words));
        }
        cell => iso::show(variable.kind, cell, text),
    }
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
            self.text.clear();
            put(variable, cell, self.dataset.lists_codes(), &mut self.text);
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
