//! Writing a system file.

mod plan;

mod out;

mod packing;

mod dictionary;

mod line;

mod labels;

mod long_labels;

mod extensions;

use std::{
    io::{Seek, Write},
    sync::Arc,
};

use chrono::{NaiveDate, NaiveTime};

use self::{out::Out, packing::Packing, plan::Column};
use super::layout::{
    BLANK, DAY, IS_MISSING, SYSTEM_MISSING, WIDEST_SEGMENT, epoch, segments, units,
};
use crate::{Cell, Dataset, Losses, Lost, RowError, Summary, Variable, WriteError, Writer, cut_at};

/// A system file while it is being written.
pub struct Sav<W: Write + Seek> {
    dataset: Arc<Dataset>,
    columns: Vec<Column>,
    rows: u64,
    out: Out<W>,
    packing: Packing,
    losses: Losses,
}

impl<W: Write + Seek> Sav<W> {
    /// Writes all that stands before the rows.
    ///
    /// # Errors
    /// When there are more variables than the format can number, or the file cannot be written.
    pub fn create(dataset: Arc<Dataset>, out: W) -> Result<Self, WriteError> {
        let columns = plan::columns(&dataset)?;
        let (mut out, mut losses) = (Out::new(out)?, Losses::default());
        dictionary::write(&dataset, &columns, &mut out, &mut losses)?;
        labels::write(&dataset, &columns, &mut out, &mut losses)?;
        dictionary::write_documents(dataset.notes(), &mut out)?;
        extensions::write(&dataset, &columns, &mut out, &mut losses)?;
        Ok(Self { dataset, columns, rows: 0, out, packing: Packing::default(), losses })
    }
}

impl<W: Write + Seek> Writer for Sav<W> {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), WriteError> {
        self.rows += 1;
        let row = Row {
            number: self.rows,
            packing: &mut self.packing,
            out: &mut self.out,
            losses: &mut self.losses,
        };
        row.write(self.dataset.admit(self.rows, cells)?, &self.columns)
    }

    fn finish(mut self: Box<Self>) -> Result<Summary, WriteError> {
        self.packing.finish(&mut self.out)?;
        self.out.put_rows_right(self.rows)?;
        let columns = self.dataset.variables().len();
        Ok(Summary { rows: self.rows, columns, losses: self.losses.into_list() })
    }
}

/// A row on its way.
struct Row<'w, W: Write + Seek> {
    number: u64,
    packing: &'w mut Packing,
    out: &'w mut Out<W>,
    losses: &'w mut Losses,
}

impl<W: Write + Seek> Row<'_, W> {
    fn write<'r>(
        mut self,
        cells: impl Iterator<Item = Result<(&'r Variable, Cell<'r>), RowError>>,
        columns: &[Column],
    ) -> Result<(), WriteError> {
        for (cell, column) in cells.zip(columns) {
            let (variable, cell) = cell?;
            match cell {
                Cell::Blank if column.width > 0 => {
                    self.packing.push_spaces(column.units, self.out)?;
                }
                Cell::Text(text) => {
                    let kept = cut_at(text, column.width);
                    if kept.len() < text.len() {
                        self.losses.cell(&variable.name, Lost::TextCut, self.number);
                    }
                    let has_zero = kept.contains('\0');
                    if has_zero {
                        self.losses.cell(&variable.name, Lost::CharacterReplaced, self.number);
                    }
                    let spaced = has_zero.then(|| kept.replace('\0', " "));
                    self.text(spaced.as_deref().unwrap_or(kept), column)?;
                }
                Cell::Blank => self.packing.push(IS_MISSING, self.out)?,
                Cell::Missing(reason) => self.number(f64::from(reason.code()))?,
                Cell::Number(number) => self.number(number as f64)?,
                Cell::Decimal(number) => self.number(number)?,
                Cell::Date(date) => self.day(variable, date, NaiveTime::MIN)?,
                Cell::Moment(moment) => {
                    let moment = moment.naive_utc();
                    self.day(variable, moment.date(), moment.time())?;
                }
            }
        }
        Ok(())
    }

    fn number(&mut self, number: f64) -> Result<(), WriteError> {
        debug_assert!(number.is_finite() && number > SYSTEM_MISSING);
        self.packing.push_number(number, self.out)
    }

    /// Seconds since the calendar began; nothing for a day before.
    fn day(
        &mut self,
        variable: &Variable,
        date: NaiveDate,
        time: NaiveTime,
    ) -> Result<(), WriteError> {
        let days = date.signed_duration_since(epoch()).num_days();
        if days < 1 {
            self.losses.cell(&variable.name, Lost::DateLeftOut, self.number);
            return self.packing.push(IS_MISSING, self.out);
        }
        let seconds = time.signed_duration_since(NaiveTime::MIN).num_seconds();
        self.number((days * DAY + seconds) as f64)
    }

    /// The text in its segments, each filled with spaces to a whole number of units.
    fn text(&mut self, text: &str, column: &Column) -> Result<(), WriteError> {
        let mut left = column.units;
        for (piece, segment) in text.as_bytes().chunks(WIDEST_SEGMENT).zip(segments(column.width)) {
            for piece in piece.chunks(8) {
                let mut unit = BLANK;
                unit[..piece.len()].copy_from_slice(piece);
                self.packing.push_as_it_is(unit, self.out)?;
            }
            let blank = units(segment) - piece.len().div_ceil(8);
            self.packing.push_spaces(blank, self.out)?;
            left -= units(segment);
        }
        self.packing.push_spaces(left, self.out)
    }
}
