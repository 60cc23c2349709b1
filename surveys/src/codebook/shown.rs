//! What a column shows of an answer.

use std::fmt;

use chrono::NaiveDate;

use super::{Column, Shows};
use crate::value::{Answers, Missing, Value};

/// What stands in a column for one response. As text it is what CSV has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shown {
    /// Nothing: a date or a month that is missing, and words, which have no column.
    Nothing,
    /// There is no answer, for this reason.
    Missing(Missing),
    /// A code or a number.
    Number(f64),
    /// A date.
    Date(NaiveDate),
    /// A month, as its first day.
    Month(NaiveDate),
}

impl Column {
    /// What one response has. A variable that this version of the survey did not have is -2.
    #[must_use]
    pub fn shown(&self, answers: &Answers) -> Shown {
        answers
            .get(&self.variable)
            .map_or_else(|| self.absent(Missing::NotAsked), |value| self.show(value))
    }

    /// What there is where there is no response at all.
    #[must_use]
    pub const fn absent(&self, reason: Missing) -> Shown {
        match self.shows {
            Shows::Date | Shows::Month => Shown::Nothing,
            _ => Shown::Missing(reason),
        }
    }

    fn show(&self, value: &Value) -> Shown {
        match (self.shows, value) {
            (_, Value::Missing(reason)) => self.absent(*reason),
            (Shows::Ticked(code), value) => Shown::Number(f64::from(u8::from(value.has(code)))),
            (Shows::Status, _) => Shown::Number(0.0),
            (Shows::Month, Value::Month(month)) => Shown::Month(*month),
            (_, Value::Date(date) | Value::Month(date)) => Shown::Date(*date),
            (_, Value::Code(code)) => Shown::Number(f64::from(*code)),
            (_, Value::Number(number)) => Shown::Number(*number),
            (_, Value::Codes(_) | Value::Text(_) | Value::Vault) => Shown::Nothing,
        }
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => Ok(()),
            Self::Missing(reason) => write!(f, "{reason}"),
            Self::Number(number) => write!(f, "{number}"),
            Self::Date(date) => write!(f, "{date}"),
            Self::Month(month) => write!(f, "{}", month.format("%Y-%m")),
        }
    }
}
