//! A Parquet file that somebody sent, such as outcomes of a register: its columns, and its cells as text.
//!
//! Read is what is a table: columns of numbers, truth values, texts, dates, times and moments, in any release of the format,
//! uncompressed or compressed with Snappy or GZIP. What is nested, or bytes that are no text, is refused with its column
//! before a row is read. Memory holds one page of each column and its dictionary, [`BATCH`] rows, and the texts of one. What
//! would take more than [`Limits`] is refused before it is unpacked.
//!
//! The library ends some broken files with a panic, since it believes what a footer says. That is caught, and told as what
//! it is: a file that is broken.

mod shape;

mod header;

mod pages;

mod lengths;

mod cells;

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

use ::parquet::{
    basic::Compression,
    column::reader::{ColumnReader, get_column_reader},
    errors::ParquetError,
    file::{
        reader::{ChunkReader, FileReader, RowGroupReader},
        serialized_reader::SerializedFileReader,
    },
};

use cells::Batch;
use lengths::Looked;
use pages::Shared;
use shape::{Shape, shape, told};

/// Rows that are read at a time, or fewer where they stand in large pages.
pub const BATCH: usize = 1024;

/// How much a returned file may take in memory, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// A page of a column once it is unpacked, or its dictionary.
    pub page: u64,
    /// The pages that rows stand in which are read at a time, of all columns, and their dictionaries.
    pub together: u64,
}

impl Default for Limits {
    /// Most programs end a page at 1 MiB, and `DuckDB` at 100 MB; fastparquet alone makes one page of a whole group of rows,
    /// which is within the limit up to 33 million numbers. Together there is room for 1,000 columns with pages of 1 MiB.
    fn default() -> Self {
        Self { page: 256 << 20, together: 1 << 30 }
    }
}

/// What a column of a returned file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReturnedKind {
    /// Whole numbers; truth values are 1 and 0.
    Whole,
    /// Numbers with a point.
    Decimal,
    /// Words, and times of a day as `HH:MM:SS`.
    Text,
    /// Dates, as `YYYY-MM-DD`.
    Date,
    /// Moments, as `YYYY-MM-DDTHH:MM:SS` with a fraction where there is one, and a `Z` behind those in UTC.
    Moment,
}

/// A column of a returned file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnedColumn {
    /// Its name, as it is in the file: of any characters.
    pub name: String,
    /// What it holds.
    pub kind: ReturnedKind,
}

/// Why a returned file cannot be read. Rows are counted from 1.
#[derive(Debug, thiserror::Error)]
pub enum ReturnedError {
    /// It is no Parquet file, or a part of one.
    #[error("this is no Parquet file, or not all of one: {0}")]
    NotParquet(String),
    /// A column holds lists or columns of its own.
    #[error("“{0}” is nested: write it as a column for each value")]
    Nested(String),
    /// A column is of a type that is no number, text, date or time.
    #[error("“{column}” is of the type {told}: write it as a number, a text or a date")]
    Type {
        /// Which column.
        column: String,
        /// What the file calls its type.
        told: String,
    },
    /// A column is compressed in a way that is not read.
    #[error(
        "“{column}” is compressed with {told}: write the file with Snappy or GZIP, or uncompressed"
    )]
    Compression {
        /// Which column.
        column: String,
        /// What the file calls it.
        told: String,
    },
    /// Pages of a column take more memory than they may.
    #[error("“{0}” takes too much memory: write the file in smaller groups of rows, or as CSV")]
    TooLarge(String),
    /// A cell is no text in UTF-8, or no date or number that there is.
    #[error("row {row}, “{column}”: this cell cannot be read")]
    Cell {
        /// Which row.
        row: u64,
        /// Which column.
        column: String,
    },
    /// The file ends, or means nothing, somewhere behind a row.
    #[error("“{column}” cannot be read behind row {row}: {told}")]
    Broken {
        /// The last row that was read.
        row: u64,
        /// Which column.
        column: String,
        /// What is wrong.
        told: String,
    },
}

/// A returned file that was opened.
pub struct Returned<R: ChunkReader + 'static> {
    columns: Vec<ReturnedColumn>,
    shapes: Vec<Shape>,
    /// The same file twice: the library does not give it back.
    whole: Arc<R>,
    file: SerializedFileReader<Shared<R>>,
    limits: Limits,
}

impl<R: ChunkReader + 'static> Returned<R> {
    /// Opens a file, such as a [`std::fs::File`], and looks at each column. No row is read.
    ///
    /// # Errors
    /// When it is no table in Parquet.
    pub fn open(file: R, limits: Limits) -> Result<Self, ReturnedError> {
        let not_parquet = |error: ParquetError| ReturnedError::NotParquet(error.to_string());
        let whole = Arc::new(file);
        let shared = Shared(Arc::clone(&whole));
        let file = unbroken(|| SerializedFileReader::new(shared)).map_err(not_parquet)?;
        let schema = file.metadata().file_metadata().schema_descr_ptr();
        let (mut columns, mut shapes) = (Vec::new(), Vec::new());
        for column in schema.columns() {
            let name = column.path().parts().join(".");
            if column.path().parts().len() > 1 || column.max_rep_level() > 0 {
                return Err(ReturnedError::Nested(name));
            }
            let shape = shape(column)
                .ok_or_else(|| ReturnedError::Type { column: name.clone(), told: told(column) })?;
            columns.push(ReturnedColumn { name, kind: shape.kind() });
            shapes.push(shape);
        }
        let own = Self { columns, shapes, whole, file, limits };
        own.has_the_rows_of_its_groups()?;
        own.is_compressed_as_we_read()?;
        Ok(own)
    }

    /// The columns, in their order.
    #[must_use]
    pub fn columns(&self) -> &[ReturnedColumn] {
        &self.columns
    }

    /// How many rows the file says that it has.
    #[must_use]
    pub fn rows(&self) -> u64 {
        u64::try_from(self.file.metadata().file_metadata().num_rows()).unwrap_or_default()
    }

    /// Gives each row to `take`: a text for each column, and none where there is nothing or no number.
    ///
    /// # Errors
    /// When a cell cannot be read, or `take` refuses.
    pub fn each_row<E: From<ReturnedError>>(
        &self,
        mut take: impl FnMut(&[Option<String>]) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut before = 0;
        for place in 0..self.file.num_row_groups() {
            let broken = |error: ParquetError| ReturnedError::NotParquet(error.to_string());
            let group = unbroken(|| self.file.get_row_group(place)).map_err(broken)?;
            let mut left = usize::try_from(group.metadata().num_rows()).unwrap_or_default();
            let (file, about, limits) = (&*self.whole, group.metadata(), self.limits);
            let most = pages::looked_at(file, &self.columns, about, limits, before)?;
            let mut batch = self.batch(&*group, before)?;
            while left > 0 {
                let many = left.min(most);
                batch.fill(many, before)?;
                for row in 0..many {
                    take(batch.row(row, before)?)?;
                }
                (left, before) = (left - many, before + many as u64);
            }
        }
        Ok(())
    }

    fn batch(&self, group: &dyn RowGroupReader, row: u64) -> Result<Batch<'_>, ReturnedError> {
        let mut batch = Batch::new(self.columns.len());
        for (place, (column, shape)) in self.columns.iter().zip(&self.shapes).enumerate() {
            let reader = unbroken(|| column_reader(group, place));
            let reader = reader.map_err(|error| ReturnedError::Broken {
                row,
                column: column.name.clone(),
                told: error.to_string(),
            })?;
            batch.add(&column.name, *shape, reader);
        }
        Ok(batch)
    }

    fn has_the_rows_of_its_groups(&self) -> Result<(), ReturnedError> {
        let not_parquet = |told: &str| Err(ReturnedError::NotParquet(told.to_owned()));
        if self.columns.is_empty() {
            return not_parquet("it has no columns");
        }
        let groups = self.file.metadata().row_groups().iter();
        let rows: Option<Vec<_>> =
            groups.map(|group| u64::try_from(group.num_rows()).ok()).collect();
        let rows = rows.and_then(|rows| rows.into_iter().try_fold(0_u64, u64::checked_add));
        let said = u64::try_from(self.file.metadata().file_metadata().num_rows()).ok();
        if rows.is_none() || rows != said {
            return not_parquet("its groups of rows have other rows than it says");
        }
        Ok(())
    }

    fn is_compressed_as_we_read(&self) -> Result<(), ReturnedError> {
        for group in self.file.metadata().row_groups() {
            for (column, chunk) in self.columns.iter().zip(group.columns()) {
                match chunk.compression() {
                    Compression::UNCOMPRESSED | Compression::SNAPPY | Compression::GZIP(_) => {}
                    other => {
                        let (column, told) = (column.name.clone(), other.to_string());
                        return Err(ReturnedError::Compression { column, told });
                    }
                }
            }
        }
        Ok(())
    }
}

fn column_reader(group: &dyn RowGroupReader, place: usize) -> Result<ColumnReader, ParquetError> {
    let column = group.metadata().column(place).column_descr_ptr();
    let pages = group.get_column_page_reader(place)?;
    let looked = Looked::new(pages, &column);
    Ok(get_column_reader(column, Box::new(looked)))
}

/// What the library answers, also where it gave up. Nothing that it held then is used again.
fn unbroken<T>(read: impl FnOnce() -> Result<T, ParquetError>) -> Result<T, ParquetError> {
    let gave_up =
        |_| Err(ParquetError::General("what the file says of itself cannot be".to_owned()));
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(gave_up)
}
