//! Why a returned file is not taken, with its rows by number and without what stands in them.

use std::{collections::BTreeMap, fmt};

use crate::keys::OutcomeKey;

/// The most rows that are named for one thing; of the others it is told how many they are.
const MOST_NAMED: usize = 20;

/// A file of which nothing is taken.
#[derive(Clone, Debug, Default, PartialEq, Eq, thiserror::Error)]
pub struct Refused {
    /// What is wrong with its columns.
    pub columns: Vec<WrongColumn>,
    /// What is wrong with rows, and with which.
    pub rows: BTreeMap<WrongRow, Vec<u64>>,
}

/// What is wrong with a column.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WrongColumn {
    /// One that was agreed on is not there.
    #[error("the column “{0}” is missing")]
    Missing(String),
    /// One stands there, counted from 1, that was not agreed on. Its name is not repeated: a file without a header
    /// has somebody's data there.
    #[error("column {0} is none of those that were agreed on: have the owner take it out")]
    Extra(usize),
    /// One stands there twice.
    #[error("the column “{0}” stands there twice")]
    Doubled(String),
}

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum WrongRow {
    /// It has more or fewer cells than the header.
    #[error("there are {found} cells, and the header has {expected}")]
    Cells {
        /// Those of the header.
        expected: usize,
        /// Those of the row.
        found: usize,
    },
    /// It has no number.
    #[error("there is no linkage_id")]
    NoKey,
    /// Nobody went under its number.
    #[error("the linkage_id is none that was sent")]
    UnknownKey,
    /// Its number stands there more than once.
    #[error("the same linkage_id stands there more than once")]
    DoubledKey,
    /// How somebody was found is said in other words than those of passes.
    #[error("matched_by is none of nino-dob-sex, nino-last-name, names-dob-postcode and probable")]
    Pass,
    /// A cell holds something else.
    #[error("{0} is not {1}")]
    Holds(OutcomeKey, &'static str),
    /// A number lies below the least or above the most.
    #[error("{0} lies outside what was agreed on")]
    Outside(OutcomeKey),
}

impl Refused {
    pub(super) fn columns(columns: Vec<WrongColumn>) -> Self {
        Self { columns, ..Self::default() }
    }

    pub(super) fn rows(rows: BTreeMap<WrongRow, Vec<u64>>) -> Self {
        Self { rows, ..Self::default() }
    }

    /// Everything that is wrong, a line each.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let columns = self.columns.iter().map(ToString::to_string);
        columns
            .chain(self.rows.iter().map(|(wrong, rows)| format!("{}: {wrong}", named(rows))))
            .collect()
    }
}

fn named(rows: &[u64]) -> String {
    let first: Vec<_> = rows.iter().take(MOST_NAMED).map(ToString::to_string).collect();
    match (first.as_slice(), rows.len().saturating_sub(MOST_NAMED)) {
        ([one], 0) => format!("row {one}"),
        ([all @ .., last], 0) => format!("rows {} and {last}", all.join(", ")),
        (all, more) => format!("rows {} and {more} more", all.join(", ")),
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.lines().join("\n"))
    }
}
