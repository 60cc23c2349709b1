//! What a number is, by the format in which Stata shows it.

use super::{CellFault, Value};
use crate::dta::{calendar, storage::Stored};

/// What the numbers of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// Numbers, and whatever Stata counts in another way: weeks, quarters, moments with leap seconds (`%tC`).
    Number,
    /// `%td`, or `%d` as it once was: days.
    Date,
    /// `%tc`: milliseconds.
    Moment,
    /// `%tm`: months.
    Month,
}

impl Shown {
    /// What the format says, whatever details follow. A minus, which aligns, may stand before it.
    pub(super) fn by(format: &str) -> Self {
        let format = format.strip_prefix('%').unwrap_or_default();
        let format = format.strip_prefix('-').unwrap_or(format);
        match format.as_bytes() {
            [b't', b'd', ..] | [b'd', ..] => Self::Date,
            [b't', b'c', ..] => Self::Moment,
            [b't', b'm', ..] => Self::Month,
            _ => Self::Number,
        }
    }

    pub(super) fn value(self, stored: Stored) -> Result<Value, CellFault> {
        let number = match stored {
            Stored::Gap(gap) => return Ok(gap.letter().map_or(Value::Blank, Value::Missing)),
            Stored::Whole(number) if self == Self::Number => return Ok(Value::Number(number)),
            Stored::Decimal(number) if self == Self::Number => return Ok(Value::Decimal(number)),
            // Four bytes at most.
            Stored::Whole(number) => number as f64,
            Stored::Decimal(number) => number,
        };
        let value = match self {
            Self::Moment => calendar::moment(number).map(Value::Moment),
            Self::Month => calendar::month(number).map(Value::Date),
            Self::Date | Self::Number => calendar::date(number).map(Value::Date),
        };
        value.ok_or(CellFault::Date)
    }
}
