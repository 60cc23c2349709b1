//! How a format is written: the schema first, then one row at a time, then the end.
//!
//! A format is made by a function `create(dataset, out)` of its module, which writes what stands before the rows. `out` is
//! a [`std::io::Write`], and a [`std::io::Seek`] as well where the header tells what is known only afterwards: .sav and .dta
//! go back in [`Writer::finish`] and put the number of rows right. What cannot be put right afterwards, the widths of
//! texts, stands in the schema ([`Kind::Text`](crate::Kind::Text)). Where nobody knows them there are two ways: .sav makes
//! room for 32,767 bytes and .dta keeps the texts apart (`strL`); or the rows are read twice, the first time by
//! [`Widths`](crate::Widths).
//!
//! What is put into `out` in the middle cannot be hashed as it passes. Whoever needs a hash keeps the file (`&File` writes
//! and seeks too) and reads it again once it is finished.

use std::io;

use crate::{Cell, Loss, Misfit, Name};

/// A file while it is being written. A writer that failed is thrown away, and its file with it.
pub trait Writer {
    /// Writes a row: a cell for each variable, in their order.
    ///
    /// # Errors
    /// When a cell does not fit its variable, the format takes no more rows, or the file cannot be written.
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), WriteError>;

    /// Writes what stands behind the rows, puts right what stands before them, and leaves nothing in a buffer.
    ///
    /// # Errors
    /// When the file cannot be written.
    fn finish(self: Box<Self>) -> Result<Summary, WriteError>;
}

/// What a file came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Rows, without one that holds names.
    pub rows: u64,
    /// Columns.
    pub columns: usize,
    /// What the format could not hold, for the manifest.
    pub losses: Vec<Loss>,
}

/// Why a file could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// A row does not belong to the dataset.
    #[error(transparent)]
    Row(#[from] RowError),
    /// There is more than the format can hold.
    #[error("{format} holds at most {most} {what}")]
    TooMany {
        /// What the format is called.
        format: &'static str,
        /// Variables, rows or bytes.
        what: &'static str,
        /// How many there can be.
        most: u64,
    },
    /// The disk failed or is full.
    #[error("the file could not be written: {0}")]
    File(#[from] io::Error),
}

/// Why a row does not belong to its dataset. Rows are counted from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RowError {
    /// It has more or fewer cells than there are variables.
    #[error("row {row} has {cells} cells, and there are {variables} variables")]
    Cells {
        /// Which row.
        row: u64,
        /// How many it has.
        cells: usize,
        /// How many it should have.
        variables: usize,
    },
    /// A cell does not fit.
    #[error("row {row}, “{variable}”: {misfit}")]
    Cell {
        /// Which row.
        row: u64,
        /// Of which variable.
        variable: Name,
        /// Why not.
        misfit: Misfit,
    },
}
