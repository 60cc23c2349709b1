//! Numbers that writer and reader share.

use chrono::NaiveDate;

/// Types of records.
pub const VARIABLE: i32 = 2;
pub const VALUE_LABELS: i32 = 3;
pub const LABELLED: i32 = 4;
pub const DOCUMENTS: i32 = 6;
pub const EXTENSION: i32 = 7;
pub const ROWS_FOLLOW: i32 = 999;

/// Which extension it is.
pub const MACHINE: i32 = 3;
pub const DOUBLES: i32 = 4;
pub const SETS: i32 = 7;
pub const DISPLAY: i32 = 11;
pub const LONG_NAMES: i32 = 13;
pub const VERY_LONG: i32 = 14;
pub const ROWS: i32 = 16;
pub const OF_FILE: i32 = 17;
pub const OF_VARIABLES: i32 = 18;
pub const ENCODING: i32 = 20;
pub const LONG_LABELS: i32 = 21;
pub const LONG_MISSING: i32 = 22;

/// What stands for no number, and the ends of ranges that have none.
pub const SYSTEM_MISSING: f64 = -f64::MAX;
pub const HIGHEST: f64 = f64::MAX;
/// The second-least double; newer versions of SPSS write the least.
pub const LOWEST: f64 = f64::from_bits(0xffef_ffff_ffff_fffe);

/// Codes of the compression.
pub const BIAS: f64 = 100.0;
pub const NOTHING: u8 = 0;
pub const END: u8 = 252;
pub const AS_IT_IS: u8 = 253;
pub const SPACES: u8 = 254;
pub const IS_MISSING: u8 = 255;

/// UTF-8, as Windows numbers it.
pub const UTF_8: i32 = 65_001;

/// The widest text.
pub const WIDEST: usize = 32_767;

/// The widest text that is a single variable, and of how many bytes of a wider one each variable takes care.
pub const WIDEST_SEGMENT: usize = 255;
const PER_SEGMENT: usize = 252;

/// Seconds of a day.
pub const DAY: i64 = 86_400;

/// A unit of a row: a double, or a piece of text.
pub type Unit = [u8; 8];

pub const BLANK: Unit = [b' '; 8];

/// Formats of numbers: what SPSS calls F, DATE and so on.
pub mod format {
    pub const A: u8 = 1;
    pub const F: u8 = 5;
    pub const DATE: u8 = 20;
    pub const DATETIME: u8 = 22;
    pub const ADATE: u8 = 23;
    pub const JDATE: u8 = 24;
    pub const MOYR: u8 = 28;
    pub const QYR: u8 = 29;
    pub const WKYR: u8 = 30;
    pub const EDATE: u8 = 38;
    pub const SDATE: u8 = 39;
    pub const YMDHMS: u8 = 41;
}

/// How many units a text of this width takes, without regard to segments; a number takes one.
pub const fn units(width: usize) -> usize {
    if width == 0 { 1 } else { width.div_ceil(8) }
}

/// The widths of the variables that a text is made of.
pub fn segments(width: usize) -> impl Iterator<Item = usize> {
    let count = if width <= WIDEST_SEGMENT { 1 } else { width.div_ceil(PER_SEGMENT) };
    let last = width - (count - 1) * PER_SEGMENT;
    (1..=count).map(move |segment| if segment == count { last } else { WIDEST_SEGMENT })
}

/// The day from which SPSS counts, which is none that it has: the first is the day after.
pub fn epoch() -> NaiveDate {
    NaiveDate::from_ymd_opt(1582, 10, 14).unwrap_or_default()
}
