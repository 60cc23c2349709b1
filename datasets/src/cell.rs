//! What stands where a row meets a variable, and whether it fits.

use chrono::{DateTime, Datelike, NaiveDate, Utc};

use crate::{Kind, Missing, Variable, missing, variable::GREATEST_WHOLE};

/// The greatest number with a point. From 2^1023 on Stata takes a double for a missing value.
const GREATEST_DECIMAL: f64 = 8.9e307;

/// A cell, borrowed from whoever reads the row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<'a> {
    /// There is nothing, and no reason given: the system-missing value of SPSS, `.` in Stata, an empty cell.
    Blank,
    /// There is no answer, for this reason.
    Missing(Missing),
    /// A whole number, or the code of an option.
    Number(i64),
    /// A number with a point.
    Decimal(f64),
    /// Words.
    Text(&'a str),
    /// A date, or any day of a month. Of the Gregorian calendar, also for the days before it was in use: the day before
    /// 15 October 1582 is the 14th. Years 1 to 9999.
    Date(NaiveDate),
    /// A moment. Years 1 to 9999.
    Moment(DateTime<Utc>),
}

/// Why a cell cannot stand in its variable. It tells nothing of what was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Misfit {
    /// It is of another kind than the variable.
    #[error("the variable is of another kind")]
    Kind,
    /// The number is below or above what the variable may have, or no number at all.
    #[error("the number is outside the variable's range")]
    Range,
    /// The number stands among the missing codes.
    #[error("the number is reserved for missing codes")]
    Reserved,
    /// The variable does not have this missing code.
    #[error("the variable does not have the missing code {0}")]
    Missing(Missing),
    /// The text is longer than was said beforehand.
    #[error("the text has {bytes} bytes, and was to have at most {most}")]
    Bytes {
        /// How many it has.
        bytes: usize,
        /// How many were declared.
        most: u32,
    },
    /// The year is before 1 or after 9999.
    #[error("the year is not from 1 to 9999")]
    Year,
}

impl Variable {
    /// The cell in the one form that formats meet: a whole number is `Number` or `Missing`, a number with a point
    /// `Decimal` or `Missing`, a month `Date` with its first day, a moment whole seconds, and what is not there `Blank`, also
    /// an empty text, and a missing code of a variable that is no number.
    ///
    /// # Errors
    /// When it does not fit.
    pub fn admit<'a>(&self, cell: Cell<'a>) -> Result<Cell<'a>, Misfit> {
        match (self.kind, cell) {
            (_, Cell::Blank) => Ok(Cell::Blank),
            (kind, Cell::Missing(reason)) => self.reason(kind, reason),
            (Kind::Whole { least, most }, Cell::Number(number)) => self.whole(number, least, most),
            (Kind::Whole { least, most }, Cell::Decimal(number)) => {
                self.whole(whole(number)?, least, most)
            }
            (Kind::Decimal { .. }, Cell::Number(number))
                if number.unsigned_abs() > GREATEST_WHOLE.unsigned_abs() =>
            {
                Err(Misfit::Range)
            }
            // A double holds every whole number up to there.
            (Kind::Decimal { .. }, Cell::Number(number)) => self.decimal(number as f64),
            (Kind::Decimal { .. }, Cell::Decimal(number)) => self.decimal(number),
            (Kind::Text { .. }, Cell::Text("")) => Ok(Cell::Blank),
            (Kind::Text { bytes: Some(most) }, Cell::Text(text))
                if text.len() as u64 > u64::from(most) =>
            {
                Err(Misfit::Bytes { bytes: text.len(), most })
            }
            (Kind::Text { .. }, Cell::Text(_)) => Ok(cell),
            (Kind::Date, Cell::Date(date)) => in_years(&date, cell),
            (Kind::Month, Cell::Date(date)) => {
                in_years(&date, Cell::Date(date.with_day(1).unwrap_or(date)))
            }
            (Kind::Moment, Cell::Moment(moment)) => {
                let seconds = DateTime::from_timestamp(moment.timestamp(), 0);
                in_years(&moment, Cell::Moment(seconds.unwrap_or(moment)))
            }
            _ => Err(Misfit::Kind),
        }
    }

    fn reason(&self, kind: Kind, reason: Missing) -> Result<Cell<'static>, Misfit> {
        if !kind.is_number() {
            return Ok(Cell::Blank);
        }
        let has = self.missing.contains(&reason);
        has.then_some(Cell::Missing(reason)).ok_or(Misfit::Missing(reason))
    }

    fn whole(&self, number: i64, least: i64, most: i64) -> Result<Cell<'static>, Misfit> {
        let reserved = i64::from(*missing::RANGE.start())..=i64::from(*missing::RANGE.end());
        if !self.missing.is_empty() && reserved.contains(&number) {
            return Err(Misfit::Reserved);
        }
        let within = (least..=most).contains(&number);
        within.then_some(Cell::Number(number)).ok_or(Misfit::Range)
    }

    fn decimal(&self, number: f64) -> Result<Cell<'static>, Misfit> {
        let reserved = f64::from(*missing::RANGE.start())..=f64::from(*missing::RANGE.end());
        if !self.missing.is_empty() && reserved.contains(&number) {
            return Err(Misfit::Reserved);
        }
        let within = number.abs() <= GREATEST_DECIMAL;
        within.then_some(Cell::Decimal(number)).ok_or(Misfit::Range)
    }
}

/// A double that is a whole number.
fn whole(number: f64) -> Result<i64, Misfit> {
    if number.fract() != 0.0 || number.abs() > GREATEST_WHOLE as f64 {
        return Err(Misfit::Range);
    }
    Ok(number as i64)
}

fn in_years<'a>(day: &impl Datelike, cell: Cell<'a>) -> Result<Cell<'a>, Misfit> {
    (1..=9999).contains(&day.year()).then_some(cell).ok_or(Misfit::Year)
}
