//! What a file says of itself.

use std::sync::Arc;

use super::encoding::Script;
use crate::Measure;

/// What stands before the rows.
#[derive(Clone, Debug)]
pub struct Found {
    /// What the file is called in words, at most 64 bytes.
    pub title: String,
    /// The documents, line by line.
    pub notes: Vec<String>,
    /// How many rows there are, where the file says so.
    pub rows: Option<u64>,
    /// The variables, in order. No two have the same name, whatever the case; there is at least one.
    pub columns: Vec<Column>,
    /// Multiple-response sets, as far as they could be understood.
    pub sets: Vec<Set>,
    /// What is said of the whole file by name.
    pub attributes: Vec<Attribute>,
    /// Units in a row.
    pub(super) units: usize,
    pub(super) script: Script,
    pub(super) system_missing: f64,
}

/// A variable.
#[derive(Clone, Debug)]
pub struct Column {
    /// What it is called.
    pub name: String,
    /// What it means; empty where nothing is said.
    pub label: String,
    /// What stands in it.
    pub holds: Holds,
    /// What its values mean. Variables may share them.
    pub labels: Arc<[ValueLabel]>,
    /// Which values stand for a reason why there is none.
    pub reserved: Reserved,
    /// What may be done with the values; none where nothing is said.
    pub measure: Option<Measure>,
    /// What is said of it by name, as far as it could be understood.
    pub attributes: Vec<Attribute>,
    /// Where its first unit is, from 0, and the width in bytes of each segment.
    pub(super) place: usize,
    pub(super) segments: Vec<usize>,
}

impl Column {
    /// Whether words stand in it.
    pub(super) const fn is_text(&self) -> bool {
        matches!(self.holds, Holds::Text { .. })
    }
}

/// What stands in a variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// A number.
    Number,
    /// A number that is shown as a date without a time; of a month or quarter the first day.
    Date,
    /// A number that is shown as a date with a time. Nothing says of which time zone.
    Moment,
    /// Words.
    Text {
        /// At most so many bytes, in the encoding of the file.
        bytes: usize,
    },
}

/// What a value means.
#[derive(Clone, Debug, PartialEq)]
pub enum ValueLabel {
    /// Of a number.
    Number(f64, String),
    /// Of a word, without spaces at its end.
    Word(String, String),
}

/// Values that stand for a reason.
#[derive(Clone, Debug, PartialEq)]
pub enum Reserved {
    /// None, and up to three.
    Numbers(Vec<f64>),
    /// All numbers from `least` to `most`, both included, and perhaps one more.
    Range {
        /// Of which there may be none: then it is the least of all numbers.
        least: f64,
        /// Of which there may be none: then it is the greatest of all.
        most: f64,
        /// Outside of it.
        also: Option<f64>,
    },
    /// Up to three words, without spaces at their end.
    Words(Vec<String>),
}

impl Reserved {
    /// Whether the number stands for a reason.
    #[must_use]
    pub fn has(&self, number: f64) -> bool {
        match self {
            Self::Numbers(numbers) => numbers.contains(&number),
            Self::Range { least, most, also } => {
                (*least..=*most).contains(&number) || *also == Some(number)
            }
            Self::Words(_) => false,
        }
    }

    /// Whether the word does.
    #[must_use]
    pub fn has_word(&self, word: &str) -> bool {
        matches!(self, Self::Words(words) if words.iter().any(|own| own == word))
    }
}

/// A multiple-response set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Set {
    /// Its name, without the `$`.
    pub name: String,
    /// What was asked.
    pub label: String,
    /// The value that counts, as text; none where each variable holds a choice.
    pub counted: Option<String>,
    /// Which variables belong to it, as places among the columns, from 0.
    pub members: Vec<usize>,
}

/// Something that is said by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// The name.
    pub name: String,
    /// What is said: one text, or several.
    pub values: Vec<String>,
}
