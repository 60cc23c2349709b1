//! Where something stands in the file that was brought, as somebody finds it again.

use std::fmt;

/// Where something stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A line of a text file, from 1.
    Line(u64),
    /// A row of a sheet, from 1, as the spreadsheet counts.
    Row {
        /// The sheet's name.
        sheet: String,
        /// From 1.
        row: u32,
    },
    /// A sheet of a workbook.
    Sheet(String),
    /// An item within items, each counted from 1: 3.2 is the second of the third.
    Within(Vec<usize>),
    /// What concerns the file as a whole.
    Whole,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line(line) => write!(f, "line {line}"),
            Self::Row { sheet, row } => write!(f, "{sheet} row {row}"),
            Self::Sheet(sheet) => write!(f, "{sheet}"),
            Self::Within(numbers) => {
                let numbers: Vec<_> = numbers.iter().map(ToString::to_string).collect();
                write!(f, "item {}", numbers.join("."))
            }
            Self::Whole => f.write_str("the survey"),
        }
    }
}
