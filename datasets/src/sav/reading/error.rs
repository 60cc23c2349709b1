//! Why a file is not read, and where.

use std::io;

/// Why a system file could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// It begins as no system file does.
    #[error("this is no file of SPSS (.sav)")]
    NotSav,
    /// Its rows are compressed in a way that is not read here.
    #[error("this file is compressed as .zsav; save it as .sav")]
    Zsav,
    /// Its texts are in an encoding that is not known, or in none that a system file can have.
    #[error("the texts of this file are in “{0}”, which is not read; save it in Unicode")]
    Encoding(String),
    /// It ends in the middle. Bytes are counted from 0.
    #[error("the file ends too early, at byte {at}")]
    Ends {
        /// Where.
        at: u64,
    },
    /// Something before the rows contradicts itself. Bytes are counted from 0; what is only seen once all was read, has
    /// no place.
    #[error("{what} (before byte {at})")]
    Dictionary {
        /// Behind what was wrong.
        at: u64,
        /// What was wrong.
        what: &'static str,
    },
    /// A variable is described in a way that contradicts itself.
    #[error("“{variable}”: {what}")]
    Variable {
        /// Its name, as far as it is known.
        variable: String,
        /// What was wrong.
        what: &'static str,
    },
    /// There is more before the rows than any file of a study has.
    #[error("there are more than {most} {what}")]
    TooMany {
        /// Of what.
        what: &'static str,
        /// How much is read.
        most: u64,
    },
    /// There are fewer or more rows than the file says.
    #[error("the file says that it has {said} rows, and has {}", if *.more { "more" } else { "fewer" })]
    Rows {
        /// How many it says.
        said: u64,
        /// Whether it has more.
        more: bool,
    },
    /// A cell is none. Rows are counted from 1.
    #[error("row {row}, “{variable}”: {wrong}")]
    Cell {
        /// Which row.
        row: u64,
        /// Of which variable.
        variable: String,
        /// Why.
        wrong: Wrong,
    },
    /// The disk failed.
    #[error("the file could not be read: {0}")]
    File(#[from] io::Error),
}

/// Why something is no cell. It tells nothing of what stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// The bytes are no text in the file's encoding.
    #[error("the text is not in the encoding that the file names")]
    Text,
    /// It is infinite, or no number at all.
    #[error("this is no number")]
    Number,
    /// The seconds reach beyond the year 9999, or before the calendar begins.
    #[error("this is no date from 15 October 1582 to the year 9999")]
    Date,
}
