//! What is wrong with a file, and where. Never what somebody answered.

use std::io;

/// Why a file could not be read, or not to its end.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// It is no .dta, or broken there. Bytes are counted from 0.
    #[error("at byte {at}: {fault}")]
    Broken {
        /// Where.
        at: u64,
        /// What is wrong.
        fault: Fault,
    },
    /// A cell holds what no cell can. Rows are counted from 1.
    #[error("row {row}, “{column}”: {fault}")]
    Cell {
        /// In which row.
        row: u64,
        /// Of which column.
        column: String,
        /// What is wrong.
        fault: CellFault,
    },
    /// There is more than the limits allow.
    #[error("there are more than {most} {what}")]
    TooMany {
        /// Variables, rows or bytes of something.
        what: &'static str,
        /// How many there may be.
        most: u64,
    },
    /// The disk failed.
    #[error("the file could not be read: {0}")]
    File(#[from] io::Error),
}

/// What is wrong at a place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// It begins as no .dta since Stata 13 does.
    #[error("this is no Stata file of release 117, 118 or 119 (Stata 13 and later)")]
    NotStata,
    /// Something else stands where this has to be.
    #[error("“{0}” is not there")]
    Expected(&'static str),
    /// The file is shorter than it says.
    #[error("the file ends before what it announces")]
    Ends,
    /// It has no column.
    #[error("there is no variable")]
    Empty,
    /// There is no type with this number.
    #[error("{0} is no type")]
    Type(u16),
    /// A variable has no name.
    #[error("a variable has no name")]
    NoName,
    /// Two variables have one name.
    #[error("two variables are called “{0}”")]
    Twice(String),
    /// A text is not in UTF-8, as it has to be since release 118.
    #[error("a text is not in UTF-8")]
    NotUtf8,
    /// A length is less than what it is the length of.
    #[error("a length is wrong")]
    Length,
    /// The text of a strL is of no such variable or row, of an unknown kind, or there twice.
    #[error("a long text (strL) belongs nowhere")]
    LongText,
    /// A label is of no number that a label can be of.
    #[error("a value label is of no value")]
    Label,
}

/// What is wrong with a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CellFault {
    /// Not a number, infinite, or past what Stata takes for a missing value.
    #[error("the number is none that Stata has")]
    Number,
    /// A date or moment outside of the years 1 to 9999.
    #[error("the date is not from the years 1 to 9999")]
    Date,
    /// The text is not in UTF-8.
    #[error("the text is not in UTF-8")]
    NotUtf8,
    /// A strL whose text is not in the file.
    #[error("the long text (strL) is not in the file")]
    LongText,
}
