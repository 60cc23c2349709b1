//! The cells of some rows of a returned file, as text.

use ::parquet::{
    column::reader::{ColumnReader, ColumnReaderImpl},
    data_type::{ByteArray, DataType, Int96},
    errors::{ParquetError, Result},
};
use chrono::{DateTime, Days, NaiveDate, NaiveTime};

use super::{ReturnedError, shape::Shape, unbroken};

/// The day of 1970-01-01, counted as INT96 counts days.
const EPOCH_OF_INT96: i64 = 2_440_588;

/// Columns of a group of rows, and some rows of them.
pub(super) struct Batch<'n> {
    columns: Vec<(&'n str, Shape, ColumnReader)>,
    /// Row by row.
    cells: Vec<Option<Held>>,
    /// The row that was asked for last.
    row: Vec<Option<String>>,
}

/// A cell that was read. A text stays the bytes that it has in common with every cell of the same text, until its row is
/// asked for: a thousand rows may have one text of a megabyte.
enum Held {
    Shown(String),
    Bytes(ByteArray),
}

impl<'n> Batch<'n> {
    pub(super) fn new(columns: usize) -> Self {
        Self { columns: Vec::with_capacity(columns), cells: Vec::new(), row: Vec::new() }
    }

    pub(super) fn add(&mut self, name: &'n str, shape: Shape, reader: ColumnReader) {
        self.columns.push((name, shape, reader));
    }

    /// Reads the next rows, of which there are `many`. `before` is how many rows were read.
    pub(super) fn fill(
        &mut self,
        many: usize,
        before: u64,
    ) -> std::result::Result<(), ReturnedError> {
        let width = self.columns.len();
        self.cells.clear();
        self.cells.resize_with(many * width, || None);
        for (place, (name, shape, reader)) in self.columns.iter_mut().enumerate() {
            let column = || (*name).to_owned();
            let broken =
                |told: String| ReturnedError::Broken { row: before, column: column(), told };
            let read = unbroken(|| read(reader, *shape, many))
                .map_err(|error| broken(error.to_string()))?;
            if read.len() != many {
                return Err(broken("it has fewer rows than the file says".to_owned()));
            }
            for (row, cell) in read.into_iter().enumerate() {
                let row_number = before + row as u64 + 1;
                let cell = cell.map_err(|NotACell| ReturnedError::Cell {
                    row: row_number,
                    column: column(),
                })?;
                if let Some(own) = self.cells.get_mut(row * width + place) {
                    *own = cell;
                }
            }
        }
        Ok(())
    }

    /// A row of those that were read, from 0. `before` is how many rows were read before these.
    pub(super) fn row(
        &mut self,
        row: usize,
        before: u64,
    ) -> std::result::Result<&[Option<String>], ReturnedError> {
        let width = self.columns.len();
        let cells = self.cells.get_mut(row * width..(row + 1) * width).unwrap_or_default();
        self.row.clear();
        for (cell, (name, ..)) in cells.iter_mut().zip(&self.columns) {
            let shown = cell.take().map(Held::shown).transpose();
            self.row.push(shown.map_err(|NotACell| ReturnedError::Cell {
                row: before + row as u64 + 1,
                column: (*name).to_owned(),
            })?);
        }
        Ok(&self.row)
    }
}

impl Held {
    fn shown(self) -> std::result::Result<String, NotACell> {
        match self {
            Self::Shown(text) => Ok(text),
            Self::Bytes(bytes) => bytes.as_utf8().map(str::to_owned).map_err(|_| NotACell),
        }
    }
}

/// A value that means nothing.
struct NotACell;

type Shown = std::result::Result<Option<Held>, NotACell>;

fn read(reader: &mut ColumnReader, shape: Shape, many: usize) -> Result<Vec<Shown>> {
    match reader {
        ColumnReader::BoolColumnReader(own) => values(own, many, |value| whole(i64::from(*value))),
        ColumnReader::Int32ColumnReader(own) => values(own, many, |value| match shape {
            Shape::Unsigned => whole(i64::from(value.cast_unsigned())),
            _ => counted(shape, i64::from(*value)),
        }),
        ColumnReader::Int64ColumnReader(own) => values(own, many, |value| match shape {
            Shape::Unsigned => shown(value.cast_unsigned().to_string()),
            _ => counted(shape, *value),
        }),
        ColumnReader::Int96ColumnReader(own) => values(own, many, int96),
        ColumnReader::FloatColumnReader(own) => values(own, many, |value| number(*value)),
        ColumnReader::DoubleColumnReader(own) => values(own, many, |value| number(*value)),
        ColumnReader::ByteArrayColumnReader(own) => values(own, many, |value| bytes(shape, value)),
        ColumnReader::FixedLenByteArrayColumnReader(own) => {
            values(own, many, |value| bytes(shape, value))
        }
    }
}

/// The cells of up to `many` rows, as they come from pages.
fn values<T: DataType>(
    reader: &mut ColumnReaderImpl<T>,
    many: usize,
    show: impl Fn(&T::T) -> Shown,
) -> Result<Vec<Shown>> {
    let (mut values, mut levels) = (Vec::new(), Vec::new());
    let mut rows = 0;
    while rows < many {
        let (read, _, _) =
            reader.read_records(many - rows, Some(&mut levels), None, &mut values)?;
        if read == 0 {
            break;
        }
        rows += read;
    }
    let mut values = values.iter();
    // A column in which each row has a value has no levels.
    if levels.is_empty() {
        return Ok(values.map(show).collect());
    }
    levels
        .iter()
        .map(|level| {
            if *level == 0 {
                return Ok(Ok(None));
            }
            let value = values.next();
            value.map(&show).ok_or_else(|| ParquetError::EOF("a value is missing".to_owned()))
        })
        .collect()
}

fn shown(text: String) -> Shown {
    Ok(Some(Held::Shown(text)))
}

fn whole(number: i64) -> Shown {
    shown(number.to_string())
}

/// A number; what is no number is nothing, as pandas writes it.
fn number(number: impl Into<f64> + Copy + ToString) -> Shown {
    let double: f64 = number.into();
    match double {
        double if double.is_nan() => Ok(None),
        double if double.is_infinite() => Err(NotACell),
        _ => shown(number.to_string()),
    }
}

fn bytes(shape: Shape, bytes: &ByteArray) -> Shown {
    match shape {
        Shape::Scaled(places) => shown(scaled(big(bytes.data()).ok_or(NotACell)?, places)),
        _ => Ok(Some(Held::Bytes(bytes.clone()))),
    }
}

fn counted(shape: Shape, number: i64) -> Shown {
    let told = match shape {
        Shape::Scaled(places) => Some(scaled(number.into(), places)),
        Shape::Date => date(number).map(|date| date.to_string()),
        Shape::Time(per_second) => time(number, per_second).map(|time| time.to_string()),
        Shape::Moment { per_second, is_utc } => moment(number, per_second, is_utc),
        _ => Some(number.to_string()),
    };
    shown(told.ok_or(NotACell)?)
}

/// Nanoseconds of a day, and the day. In nanoseconds alone, 64 bits end in 2262.
fn int96(value: &Int96) -> Shown {
    let [low, high, day] = [0, 1, 2].map(|place| value.data().get(place).copied().unwrap_or(0));
    let nanos = u64::from(high) << 32 | u64::from(low);
    let (seconds, nanos) = (nanos / 1_000_000_000, nanos % 1_000_000_000);
    let date = date(i64::from(day.cast_signed()) - EPOCH_OF_INT96).ok_or(NotACell)?;
    let seconds = u32::try_from(seconds).map_err(|_| NotACell)?;
    let nanos = u32::try_from(nanos).map_err(|_| NotACell)?;
    let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds, nanos).ok_or(NotACell)?;
    shown(format!("{date}T{time}"))
}

fn date(days: i64) -> Option<NaiveDate> {
    let epoch = DateTime::UNIX_EPOCH.date_naive();
    let many = Days::new(days.unsigned_abs());
    let date = if days < 0 { epoch.checked_sub_days(many) } else { epoch.checked_add_days(many) };
    date.filter(is_in_years)
}

fn is_in_years(date: &NaiveDate) -> bool {
    use chrono::Datelike;
    (1..=9999).contains(&date.year())
}

fn time(parts: i64, per_second: i64) -> Option<NaiveTime> {
    let seconds = u32::try_from(parts.div_euclid(per_second)).ok()?;
    NaiveTime::from_num_seconds_from_midnight_opt(seconds, nanos(parts, per_second)?)
}

fn moment(parts: i64, per_second: i64, is_utc: bool) -> Option<String> {
    let seconds = parts.div_euclid(per_second);
    let moment = DateTime::from_timestamp(seconds, nanos(parts, per_second)?)?.naive_utc();
    let zone = if is_utc { "Z" } else { "" };
    let (date, time) = (moment.date(), moment.time());
    is_in_years(&date).then(|| format!("{date}T{time}{zone}"))
}

fn nanos(parts: i64, per_second: i64) -> Option<u32> {
    u32::try_from(parts.rem_euclid(per_second) * (1_000_000_000 / per_second)).ok()
}

/// A number of two's complement, the highest byte first. None where it has more than 16 bytes.
fn big(bytes: &[u8]) -> Option<i128> {
    let first = bytes.first()?;
    let mut all = [if *first < 0x80 { 0 } else { 0xff }; 16];
    let from = all.len().checked_sub(bytes.len())?;
    all.get_mut(from..)?.copy_from_slice(bytes);
    Some(i128::from_be_bytes(all))
}

/// `-0.05` for −5 with two places.
fn scaled(number: i128, places: u32) -> String {
    let places = places as usize;
    if places == 0 {
        return number.to_string();
    }
    let digits = format!("{:0>width$}", number.unsigned_abs(), width = places + 1);
    let (before, behind) = digits.split_at(digits.len() - places);
    let sign = if number < 0 { "-" } else { "" };
    format!("{sign}{before}.{behind}")
}
