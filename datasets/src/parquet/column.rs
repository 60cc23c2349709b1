//! The cells of one column that wait for their group of rows.

use std::sync::Arc;

use ::parquet::{
    basic::{LogicalType, Repetition, TimeUnit, Type as Physical},
    column::writer::ColumnWriter,
    data_type::ByteArray,
    errors::{ParquetError, Result},
    schema::types::{Type, TypePtr},
};
use chrono::{DateTime, NaiveDate};

use crate::{Cell, Kind, Variable};

/// Values in the order of rows, and of each row whether it has one.
pub(super) struct Column {
    values: Values,
    /// 1 where there is a value and 0 where there is none, as the format counts levels.
    levels: Vec<i16>,
}

enum Values {
    Small(Vec<i32>),
    Large(Vec<i64>),
    Decimal(Vec<f64>),
    Text {
        words: Vec<u8>,
        /// Where each text ends.
        ends: Vec<usize>,
    },
}

/// The column in the file's schema.
pub(super) fn field(variable: &Variable) -> Result<TypePtr> {
    let (physical, logical) = match variable.kind {
        Kind::Whole { .. } if is_small(variable) => (Physical::INT32, None),
        Kind::Whole { .. } => (Physical::INT64, None),
        Kind::Decimal { .. } => (Physical::DOUBLE, None),
        Kind::Text { .. } => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Kind::Date | Kind::Month => (Physical::INT32, Some(LogicalType::Date)),
        Kind::Moment => (Physical::INT64, Some(LogicalType::timestamp(true, TimeUnit::MILLIS))),
    };
    let field = Type::primitive_type_builder(variable.name.as_str(), physical)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(logical);
    Ok(Arc::new(field.build()?))
}

/// Whether each number that can stand in a whole variable fits 32 bits. Missing codes do.
fn is_small(variable: &Variable) -> bool {
    let fits = |number| i32::try_from(number).is_ok();
    matches!(variable.kind, Kind::Whole { least, most } if fits(least) && fits(most))
}

impl Column {
    pub(super) fn new(variable: &Variable) -> Self {
        let values = match variable.kind {
            Kind::Whole { .. } if !is_small(variable) => Values::Large(Vec::new()),
            Kind::Whole { .. } | Kind::Date | Kind::Month => Values::Small(Vec::new()),
            Kind::Moment => Values::Large(Vec::new()),
            Kind::Decimal { .. } => Values::Decimal(Vec::new()),
            Kind::Text { .. } => Values::Text { words: Vec::new(), ends: Vec::new() },
        };
        Self { values, levels: Vec::new() }
    }

    /// Adds a cell as it was admitted, which is blank or of the column's kind.
    pub(super) fn push(&mut self, cell: Cell<'_>) {
        let is_there = match (&mut self.values, cell) {
            (_, Cell::Blank) => false,
            (Values::Text { words, ends }, Cell::Text(text)) => {
                words.extend_from_slice(text.as_bytes());
                ends.push(words.len());
                true
            }
            (Values::Decimal(values), Cell::Decimal(number)) => {
                values.push(number);
                true
            }
            (Values::Decimal(values), Cell::Missing(reason)) => {
                values.push(f64::from(reason.code()));
                true
            }
            (Values::Large(values), cell) => {
                whole(cell).map(|number| values.push(number)).is_some()
            }
            (Values::Small(values), cell) => whole(cell)
                .and_then(|number| i32::try_from(number).ok())
                .map(|number| values.push(number))
                .is_some(),
            _ => false,
        };
        self.levels.push(i16::from(is_there));
    }

    /// How many bytes wait.
    pub(super) fn bytes(&self) -> usize {
        let values = match &self.values {
            Values::Small(values) => size_of_val(values.as_slice()),
            Values::Large(values) => size_of_val(values.as_slice()),
            Values::Decimal(values) => size_of_val(values.as_slice()),
            Values::Text { words, ends } => words.len() + size_of_val(ends.as_slice()),
        };
        values + size_of_val(self.levels.as_slice())
    }

    /// Writes what waits, and forgets it.
    pub(super) fn write(&mut self, out: &mut ColumnWriter<'_>) -> Result<()> {
        let levels = Some(self.levels.as_slice());
        match (&mut self.values, out) {
            (Values::Small(values), ColumnWriter::Int32ColumnWriter(out)) => {
                out.write_batch(values, levels, None)?;
                values.clear();
            }
            (Values::Large(values), ColumnWriter::Int64ColumnWriter(out)) => {
                out.write_batch(values, levels, None)?;
                values.clear();
            }
            (Values::Decimal(values), ColumnWriter::DoubleColumnWriter(out)) => {
                out.write_batch(values, levels, None)?;
                values.clear();
            }
            (Values::Text { words, ends }, ColumnWriter::ByteArrayColumnWriter(out)) => {
                let words = ByteArray::from(std::mem::take(words));
                let mut start = 0;
                let texts = ends.drain(..).map(|end| {
                    let text = words.slice(start, end - start);
                    start = end;
                    text
                });
                out.write_batch(&texts.collect::<Vec<_>>(), levels, None)?;
            }
            _ => return Err(ParquetError::General("a column is of another type".to_owned())),
        }
        self.levels.clear();
        Ok(())
    }
}

/// A cell that the format holds as a whole number.
fn whole(cell: Cell<'_>) -> Option<i64> {
    match cell {
        Cell::Number(number) => Some(number),
        Cell::Missing(reason) => Some(reason.code().into()),
        Cell::Date(date) => Some((date - epoch()).num_days()),
        Cell::Moment(moment) => Some(moment.timestamp_millis()),
        Cell::Blank | Cell::Decimal(_) | Cell::Text(_) => None,
    }
}

/// 1970-01-01.
const fn epoch() -> NaiveDate {
    DateTime::UNIX_EPOCH.naive_utc().date()
}
