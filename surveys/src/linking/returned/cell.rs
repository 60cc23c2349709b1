//! What a cell of a returned file says.

use std::fmt;

use chrono::NaiveDate;

use super::WrongRow;
use crate::linking::terms::{Holds, Outcome};

/// What a cell says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell {
    /// A whole number.
    Whole(i64),
    /// A number.
    Number(f64),
    /// A date.
    Date(NaiveDate),
    /// A code of the column.
    Code(i32),
}

impl fmt::Display for Cell {
    /// As it is read again.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole(number) => write!(f, "{number}"),
            Self::Number(number) => write!(f, "{number}"),
            Self::Date(date) => write!(f, "{date}"),
            Self::Code(code) => write!(f, "{code}"),
        }
    }
}

/// Reads a cell. An empty one says that there is no record.
///
/// # Errors
/// When it holds something else, or lies outside what was agreed on.
pub fn read(outcome: &Outcome, text: &str) -> Result<Option<Cell>, WrongRow> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let other = || WrongRow::Holds(outcome.name.clone(), outcome.holds.words());
    let cell = match outcome.holds {
        Holds::Whole => Cell::Whole(whole(text).ok_or_else(other)?),
        Holds::Number => Cell::Number(number(text).ok_or_else(other)?),
        Holds::Date => Cell::Date(date(text).ok_or_else(other)?),
        Holds::Code => {
            let code = whole(text).and_then(|code| i32::try_from(code).ok()).ok_or_else(other)?;
            if !outcome.codes.iter().any(|one| one.code == code) {
                return Err(other());
            }
            Cell::Code(code)
        }
    };
    if is_within(outcome, cell) {
        Ok(Some(cell))
    } else {
        Err(WrongRow::Outside(outcome.name.clone()))
    }
}

/// Datasets keep whole numbers as numbers: `12.0` is 12.
fn whole(text: &str) -> Option<i64> {
    let whole = match text.split_once('.') {
        Some((whole, decimals)) => {
            let is_none = !decimals.is_empty() && decimals.bytes().all(|byte| byte == b'0');
            is_none.then_some(whole)?
        }
        None => text,
    };
    is_digits(whole.strip_prefix('-').unwrap_or(whole)).then(|| whole.parse().ok()).flatten()
}

/// A comma between thousands could be one before decimals, and an exponent is what a spreadsheet makes of a number that it
/// cut off.
fn number(text: &str) -> Option<f64> {
    let plain = text.strip_prefix('-').unwrap_or(text);
    let (whole, decimals) = plain.split_once('.').unwrap_or((plain, "0"));
    (is_digits(whole) && is_digits(decimals)).then(|| text.parse().ok()).flatten()
}

/// Written in one way only: a day before the month cannot be told from a month before the day.
fn date(text: &str) -> Option<NaiveDate> {
    let is_so = |(at, byte): (usize, u8)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    };
    let has_form = text.len() == "2027-04-06".len() && text.bytes().enumerate().all(is_so);
    has_form.then(|| text.parse().ok()).flatten()
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_within(outcome: &Outcome, cell: Cell) -> bool {
    let number = match cell {
        Cell::Whole(whole) => whole as f64,
        Cell::Number(number) => number,
        Cell::Date(_) | Cell::Code(_) => return true,
    };
    let is_low = outcome.least.is_some_and(|least| number < least);
    let is_high = outcome.most.is_some_and(|most| number > most);
    number.is_finite() && !is_low && !is_high
}
