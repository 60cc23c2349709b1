//! Exact numbers: a float would decide a band at random where a score falls on its boundary.

use std::cmp::Ordering;
use std::fmt;

use serde::{Deserialize, Serialize, Serializer};

const ONE: i64 = 10_000;

/// A score as it is reported: whole for instruments that are sums, otherwise with up to four decimal places.
///
/// A mean of exactly four is `Decimal(40_000)`, written 4.00 and in JSON 4.0, so that a column has one type throughout.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(from = "Written")]
pub enum Points {
    /// A whole number.
    Whole(i64),
    /// Ten-thousandths.
    Decimal(i64),
}

/// A number as it stands in a definition file.
#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Whole(i64),
    Decimal(f64),
}

impl Points {
    /// A quotient to four decimal places, the last rounded half up.
    #[must_use]
    pub fn fraction(dividend: i64, divisor: i64) -> Self {
        Self::Decimal(half_up(dividend * ONE, divisor))
    }

    /// The nearest number with a fraction, for a variable.
    #[must_use]
    pub fn number(self) -> f64 {
        self.ten_thousandths() as f64 / ONE as f64
    }

    pub(super) fn ten_thousandths(self) -> i64 {
        match self {
            Self::Whole(whole) => whole * ONE,
            Self::Decimal(ten_thousandths) => ten_thousandths,
        }
    }
}

/// The nearest whole number; a half goes up, as it does on the published scoring sheets.
pub(super) fn half_up(dividend: i64, divisor: i64) -> i64 {
    (2 * dividend + divisor).div_euclid(2 * divisor)
}

impl From<Written> for Points {
    fn from(written: Written) -> Self {
        match written {
            Written::Whole(whole) => Self::Whole(whole),
            Written::Decimal(decimal) => Self::Decimal((decimal * ONE as f64).round() as i64),
        }
    }
}

impl Ord for Points {
    fn cmp(&self, other: &Self) -> Ordering {
        self.ten_thousandths().cmp(&other.ten_thousandths())
    }
}

impl PartialOrd for Points {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Points {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Points {}

impl Serialize for Points {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Whole(whole) => serializer.serialize_i64(*whole),
            // One division of two whole numbers gives the nearest float, which prints as the decimal it stands for.
            Self::Decimal(decimal) => serializer.serialize_f64(*decimal as f64 / ONE as f64),
        }
    }
}

impl fmt::Display for Points {
    /// Whole as it is; otherwise two decimal places, or as many as it has.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::Decimal(decimal) = self else {
            return write!(f, "{}", self.ten_thousandths() / ONE);
        };
        let places = match decimal {
            _ if decimal % 100 == 0 => 2,
            _ if decimal % 10 == 0 => 3,
            _ => 4,
        };
        write!(f, "{:.places$}", *decimal as f64 / ONE as f64)
    }
}
