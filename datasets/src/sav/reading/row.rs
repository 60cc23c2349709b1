//! A row, and what its units are.

use std::borrow::Cow;

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime};

use super::{
    super::layout::{DAY, SYSTEM_MISSING, Unit, WIDEST_SEGMENT, epoch, units},
    Column, Found, Holds, ReadError, Wrong,
    source::Order,
};

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'r> {
    /// System-missing, or a text of spaces only.
    Blank,
    /// A number; in a date or moment a reserved number, which is none.
    Number(f64),
    /// Words, without spaces at their end.
    Text(Cow<'r, str>),
    /// A date.
    Date(NaiveDate),
    /// A date with a time, to the microsecond.
    Moment(NaiveDateTime),
}

/// A row that was read.
#[derive(Debug)]
pub struct Row<'r> {
    found: &'r Found,
    units: &'r [Unit],
    order: Order,
    number: u64,
}

impl<'r> Row<'r> {
    pub(super) const fn new(
        found: &'r Found,
        units: &'r [Unit],
        order: Order,
        number: u64,
    ) -> Self {
        Self { found, units, order, number }
    }

    /// Which row it is, from 1.
    #[must_use]
    pub const fn number(&self) -> u64 {
        self.number
    }

    /// Its cells beside their variables, in order.
    ///
    /// # Errors
    /// When one is no text in the encoding of the file, no number, or no date.
    pub fn cells(&self) -> impl Iterator<Item = Result<(&'r Column, Value<'r>), ReadError>> {
        let (found, units, order, row) = (self.found, self.units, self.order, self.number);
        found.columns.iter().map(move |column| {
            let units = units.get(column.place..).unwrap_or_default();
            let value = match column.holds {
                Holds::Text { bytes } => text(column, bytes, units, found),
                _ => number(column, units, order, found.system_missing),
            };
            let wrong = |wrong| ReadError::Cell { row, variable: column.name.clone(), wrong };
            Ok((column, value.map_err(wrong)?))
        })
    }
}

fn text<'r>(
    column: &Column,
    width: usize,
    units: &'r [Unit],
    found: &Found,
) -> Result<Value<'r>, Wrong> {
    let bytes = units.as_flattened();
    let text = if column.segments.len() == 1 {
        found.script.read(bytes.get(..width).unwrap_or_default())
    } else {
        let joined = joined(&column.segments, width, bytes);
        found.script.read(&joined).map(|text| Cow::Owned(text.into_owned()))
    };
    let text = text.ok_or(Wrong::Text)?;
    Ok(if text.is_empty() { Value::Blank } else { Value::Text(text) })
}

/// A very long text: of each segment what is of use.
fn joined(segments: &[usize], width: usize, bytes: &[u8]) -> Vec<u8> {
    let (mut joined, mut rest) = (Vec::with_capacity(width), bytes);
    for segment in segments {
        let (own, behind) = rest.split_at_checked(units_of(*segment)).unwrap_or_default();
        joined.extend_from_slice(own.get(..WIDEST_SEGMENT.min(*segment)).unwrap_or_default());
        rest = behind;
    }
    joined.truncate(width);
    joined
}

const fn units_of(segment: usize) -> usize {
    8 * units(segment)
}

fn number(
    column: &Column,
    units: &[Unit],
    order: Order,
    missing: f64,
) -> Result<Value<'static>, Wrong> {
    let number = order.double(units.first().copied().unwrap_or_default());
    if number == missing || number == SYSTEM_MISSING {
        return Ok(Value::Blank);
    }
    if !number.is_finite() {
        return Err(Wrong::Number);
    }
    match column.holds {
        _ if column.reserved.has(number) => Ok(Value::Number(number)),
        Holds::Date => moment(number).map(|moment| Value::Date(moment.date())),
        Holds::Moment => moment(number).map(Value::Moment),
        _ => Ok(Value::Number(number)),
    }
}

/// The day and time that are so many seconds behind the beginning of the calendar.
fn moment(seconds: f64) -> Result<NaiveDateTime, Wrong> {
    // So many days that no year has five digits.
    if !(DAY as f64..(3_100_000 * DAY) as f64).contains(&seconds) {
        return Err(Wrong::Date);
    }
    let micros = (seconds * 1e6).round() as i64;
    let days = micros.div_euclid(DAY * 1_000_000);
    let day = epoch().checked_add_days(Days::new(days.unsigned_abs())).ok_or(Wrong::Date)?;
    let time = DateTime::from_timestamp_micros(micros.rem_euclid(DAY * 1_000_000));
    let time = time.ok_or(Wrong::Date)?.time();
    if day.year() > 9999 { Err(Wrong::Date) } else { Ok(day.and_time(time)) }
}
