//! Something that an archive would send data back for, or ask about.

use std::fmt;

use crate::{Misfit, Name};

/// Rows that are named of each finding; what is beyond is counted only.
pub const ROWS_NAMED: usize = 10;

/// Something that was found in a file. It tells nothing of what was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Of which variable; none for what belongs to the file.
    pub variable: Option<Name>,
    /// What it is.
    pub what: What,
    /// How often; by how many where numbers do not agree.
    pub count: u64,
    /// The first rows in which it is, from 1, at most [`ROWS_NAMED`]; none where it is in no row.
    pub rows: Vec<u64>,
}

/// What can be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// There are more or fewer columns than was said.
    Variables,
    /// There are more or fewer rows than was said.
    Rows,
    /// A column that is to tell rows apart is not there.
    NoKey,
    /// A row has more or fewer cells than there are columns.
    Cells,
    /// A row's key is not there.
    KeyBlank,
    /// Two rows have one key.
    KeyTwice,
    /// Two files are about different people.
    OtherPeople,
    /// The variable has no label.
    NoLabel,
    /// The label of a value has no words.
    EmptyValueLabel,
    /// A value of a nominal variable has no label.
    Unlabelled,
    /// A value lies outside the range of its variable.
    OutOfRange,
    /// A number or a missing code stands where the variable has no such missing code.
    NoSuchMissing,
    /// A value is of another kind than its variable.
    OtherKind,
    /// A text is longer than was said.
    TooLong,
    /// The variable has no value in any row.
    NoValues,
}

impl What {
    /// The word in a manifest.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Variables => "variables",
            Self::Rows => "rows",
            Self::NoKey => "no-key",
            Self::Cells => "cells",
            Self::KeyBlank => "key-blank",
            Self::KeyTwice => "key-twice",
            Self::OtherPeople => "other-people",
            Self::NoLabel => "no-label",
            Self::EmptyValueLabel => "empty-value-label",
            Self::Unlabelled => "unlabelled",
            Self::OutOfRange => "out-of-range",
            Self::NoSuchMissing => "no-such-missing",
            Self::OtherKind => "other-kind",
            Self::TooLong => "too-long",
            Self::NoValues => "no-values",
        }
    }

    /// Whether it has to be put right first. A variable without a value is only worth knowing: nobody may have come so far.
    #[must_use]
    pub const fn stops(self) -> bool {
        !matches!(self, Self::NoValues)
    }

    pub(super) const fn of(misfit: Misfit) -> Self {
        match misfit {
            Misfit::Kind => Self::OtherKind,
            Misfit::Range | Misfit::Year => Self::OutOfRange,
            Misfit::Reserved | Misfit::Missing(_) => Self::NoSuchMissing,
            Misfit::Bytes { .. } => Self::TooLong,
        }
    }

    const fn words(self) -> &'static str {
        match self {
            Self::Variables => "there are more or fewer columns than was said",
            Self::Rows => "there are more or fewer rows than was said",
            Self::NoKey => "a column that tells rows apart is not there",
            Self::Cells => "a row has more or fewer cells than there are columns",
            Self::KeyBlank => "a row does not say whose it is",
            Self::KeyTwice => "two rows are of the same person",
            Self::OtherPeople => "it is about other people than another file",
            Self::NoLabel => "it has no label",
            Self::EmptyValueLabel => "the label of a value has no words",
            Self::Unlabelled => "a value has no label",
            Self::OutOfRange => "a value lies outside the range",
            Self::NoSuchMissing => "a number stands among the missing codes, or is none of them",
            Self::OtherKind => "a value is of another kind",
            Self::TooLong => "a text is longer than was said",
            Self::NoValues => "there is no value in any row",
        }
    }
}

/// `“w1_hours”: a value lies outside the range, 3 times, first in rows 2, 5, 9`.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(variable) = &self.variable {
            write!(f, "“{variable}”: ")?;
        }
        f.write_str(self.what.words())?;
        match (self.what, self.count) {
            (What::Rows, by) => write!(f, ", by {by}")?,
            (What::OtherPeople, people) => write!(f, ", {people} in all")?,
            (_, 0 | 1) => {}
            (_, times) => write!(f, ", {times} times")?,
        }
        match self.rows.as_slice() {
            [] => Ok(()),
            [row] => write!(f, ", in row {row}"),
            rows => {
                let rows: Vec<_> = rows.iter().map(u64::to_string).collect();
                write!(f, ", first in rows {}", rows.join(", "))
            }
        }
    }
}
