//! Parquet: a column for each variable, typed, in groups of rows, compressed with Snappy.
//!
//! | kind | physical type | logical type |
//! |---|---|---|
//! | whole, where its range and its missing codes fit | `INT32` | |
//! | other whole | `INT64` | |
//! | decimal | `DOUBLE` | |
//! | text | `BYTE_ARRAY` | `STRING` |
//! | date; month, as its first day | `INT32` | `DATE`: days since 1970-01-01 |
//! | moment | `INT64` | `TIMESTAMP`, milliseconds since 1970-01-01, in UTC |
//!
//! Each column is `OPTIONAL`: what is blank is null. Missing codes stand as the numbers that they are in CSV, so that a
//! program gives the same result from either; which numbers are codes stands beside the labels. A type follows from the
//! schema, never from the rows. Nothing is cut.
//!
//! Parquet has no place for labels. They stand as JSON ([`Described`]) below the key [`KEY`] of the footer, where every
//! reader finds them: `pyarrow.parquet.read_schema(file).metadata[b"throughline"]`, in `DuckDB`
//! `parquet_kv_metadata('file')`. The key `PANDAS_ATTRS` would bring them into `DataFrame.attrs`, which pandas copies
//! whenever a column is taken: with 750 variables it took 15 ms each time.
//!
//! The layout is that of <https://parquet.apache.org/docs/file-format/>, which the library `parquet` writes.

mod column;

mod described;

pub mod returned;

use std::{
    io::{self, Write},
    sync::Arc,
};

use ::parquet::{
    basic::Compression,
    errors::ParquetError,
    file::{
        metadata::KeyValue,
        properties::{EnabledStatistics, WriterProperties},
        writer::SerializedFileWriter,
    },
    schema::types::Type,
};

use crate::{Cell, Dataset, Summary, WriteError, Writer};
use column::Column;

pub use described::{Described, DescribedLabel, DescribedSet, DescribedVariable};

/// The key below which labels and missing codes stand.
pub const KEY: &str = "throughline";

/// A group of rows ends with that many of them, which is what `DuckDB` reads best,
const MOST_ROWS: usize = 122_880;

/// or when its cells take so many bytes, so that memory does not grow with the rows.
const MOST_BYTES: usize = 32 << 20;

/// A Parquet file while it is being written.
pub struct Parquet<W: Write + Send> {
    dataset: Arc<Dataset>,
    rows: u64,
    /// Rows that were not written yet, column by column.
    columns: Vec<Column>,
    waiting: usize,
    writer: SerializedFileWriter<W>,
}

impl<W: Write + Send> Parquet<W> {
    /// Writes the first four bytes. The schema stands behind the rows.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn create(dataset: Arc<Dataset>, out: W) -> Result<Self, WriteError> {
        let columns: Vec<_> = dataset.variables().iter().map(Column::new).collect();
        let fields = dataset.variables().iter().map(column::field).collect::<Result<_, _>>();
        let schema = fields.and_then(|fields| {
            Type::group_type_builder(dataset.name().as_str()).with_fields(fields).build()
        });
        let described = serde_json::to_string(&Described::of(&dataset)).map_err(io::Error::from)?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            // Of each page they would take as much room as narrow columns do.
            .set_statistics_enabled(EnabledStatistics::Chunk)
            .set_offset_index_disabled(true)
            .set_key_value_metadata(Some(vec![KeyValue::new(KEY.to_owned(), described)]))
            .build();
        let schema = Arc::new(schema.map_err(failed)?);
        let writer = SerializedFileWriter::new(out, schema, Arc::new(properties));
        Ok(Self { dataset, rows: 0, columns, waiting: 0, writer: writer.map_err(failed)? })
    }

    /// Writes the rows that wait as a group.
    fn write_group(&mut self) -> Result<(), ParquetError> {
        let mut group = self.writer.next_row_group()?;
        for column in &mut self.columns {
            let Some(mut chunk) = group.next_column()? else { break };
            column.write(chunk.untyped())?;
            chunk.close()?;
        }
        group.close()?;
        self.waiting = 0;
        Ok(())
    }
}

impl<W: Write + Send> Writer for Parquet<W> {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), WriteError> {
        self.rows += 1;
        let mut bytes = 0;
        for (column, cell) in self.columns.iter_mut().zip(self.dataset.admit(self.rows, cells)?) {
            column.push(cell?.1);
            bytes += column.bytes();
        }
        self.waiting += 1;
        if self.waiting == MOST_ROWS || bytes >= MOST_BYTES {
            self.write_group().map_err(failed)?;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<Summary, WriteError> {
        if self.waiting > 0 {
            self.write_group().map_err(failed)?;
        }
        self.writer.finish().map_err(failed)?;
        let columns = self.dataset.variables().len();
        Ok(Summary { rows: self.rows, columns, losses: Vec::new() })
    }
}

/// What the disk said, where it was the disk.
fn failed(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(cause) => match cause.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(other) => io::Error::other(other),
        },
        other => io::Error::other(other),
    }
}
