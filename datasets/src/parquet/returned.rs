//! A Parquet file that somebody sent, such as outcomes of a register: its columns, and its cells as text.
//!
//! Read is what is a table: columns of numbers, truth values, texts, dates, times and moments, in any release of the format,
//! uncompressed or compressed with Snappy or GZIP. What is nested, or bytes that are no text, is refused with its column
//! before a row is read. Memory holds one page of each column, and [`BATCH`] rows.
//!
//! The library ends some broken files with a panic, since it believes what a footer says. That is caught, and told as what
//! it is: a file that is broken.

mod cells;

use std::panic::{AssertUnwindSafe, catch_unwind};

use ::parquet::{
    basic::{Compression, ConvertedType, LogicalType, TimeUnit, Type as Physical},
    errors::ParquetError,
    file::{
        reader::{ChunkReader, FileReader, RowGroupReader},
        serialized_reader::SerializedFileReader,
    },
    schema::types::ColumnDescriptor,
};

use cells::{Batch, Shape};

/// Rows that are read at a time.
pub const BATCH: usize = 1024;

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
    file: SerializedFileReader<R>,
}

impl<R: ChunkReader + 'static> Returned<R> {
    /// Opens a file, such as a [`std::fs::File`], and looks at each column. No row is read.
    ///
    /// # Errors
    /// When it is no table in Parquet.
    pub fn open(file: R) -> Result<Self, ReturnedError> {
        let not_parquet = |error: ParquetError| ReturnedError::NotParquet(error.to_string());
        let file = unbroken(|| SerializedFileReader::new(file)).map_err(not_parquet)?;
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
        let own = Self { columns, shapes, file };
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
            let mut batch = self.batch(&*group, before)?;
            while left > 0 {
                let many = left.min(BATCH);
                batch.fill(many, before)?;
                for row in 0..many {
                    take(batch.row(row))?;
                }
                (left, before) = (left - many, before + many as u64);
            }
        }
        Ok(())
    }

    fn batch(&self, group: &dyn RowGroupReader, row: u64) -> Result<Batch<'_>, ReturnedError> {
        let mut batch = Batch::new(self.columns.len());
        for (place, (column, shape)) in self.columns.iter().zip(&self.shapes).enumerate() {
            let reader = unbroken(|| group.get_column_reader(place));
            let reader = reader.map_err(|error| ReturnedError::Broken {
                row,
                column: column.name.clone(),
                told: error.to_string(),
            })?;
            batch.add(&column.name, *shape, reader);
        }
        Ok(batch)
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

/// What the library answers, also where it gave up. Nothing that it held then is used again.
fn unbroken<T>(read: impl FnOnce() -> Result<T, ParquetError>) -> Result<T, ParquetError> {
    let gave_up =
        |_| Err(ParquetError::General("what the file says of itself cannot be".to_owned()));
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(gave_up)
}

/// How a column's values are to be read; none where they are no cells of a table.
fn shape(column: &ColumnDescriptor) -> Option<Shape> {
    let scale = u32::try_from(column.type_scale()).unwrap_or_default();
    if let Some(LogicalType::Decimal(own)) = column.logical_type_ref() {
        return Some(Shape::Scaled(u32::try_from(own.scale).ok()?));
    }
    match (column.physical_type(), column.logical_type_ref(), column.converted_type()) {
        (Physical::BYTE_ARRAY | Physical::FIXED_LEN_BYTE_ARRAY, None, ConvertedType::DECIMAL)
        | (Physical::INT32 | Physical::INT64, None, ConvertedType::DECIMAL) => {
            Some(Shape::Scaled(scale))
        }
        (Physical::BOOLEAN, ..) => Some(Shape::Whole),
        (Physical::INT96, ..) => Some(Shape::Moment { per_second: 1_000_000_000, is_utc: false }),
        (Physical::FLOAT | Physical::DOUBLE, ..) => Some(Shape::Decimal),
        (Physical::BYTE_ARRAY, logical, _) => match logical {
            None | Some(LogicalType::String | LogicalType::Enum | LogicalType::Json) => {
                Some(Shape::Text)
            }
            _ => None,
        },
        (Physical::FIXED_LEN_BYTE_ARRAY, ..) => None,
        (Physical::INT32 | Physical::INT64, logical, converted) => counted(logical, converted),
    }
}

/// What a whole number of the file counts.
fn counted(logical: Option<&LogicalType>, converted: ConvertedType) -> Option<Shape> {
    let per_second = |unit: &TimeUnit| match unit {
        TimeUnit::MILLIS => 1000,
        TimeUnit::MICROS => 1_000_000,
        TimeUnit::NANOS => 1_000_000_000,
    };
    match (logical, converted) {
        (Some(LogicalType::Date), _) | (None, ConvertedType::DATE) => Some(Shape::Date),
        (Some(LogicalType::Time(own)), _) => Some(Shape::Time(per_second(&own.unit))),
        (None, ConvertedType::TIME_MILLIS) => Some(Shape::Time(1000)),
        (None, ConvertedType::TIME_MICROS) => Some(Shape::Time(1_000_000)),
        (Some(LogicalType::Timestamp(own)), _) => Some(Shape::Moment {
            per_second: per_second(&own.unit),
            is_utc: own.is_adjusted_to_u_t_c,
        }),
        (None, ConvertedType::TIMESTAMP_MILLIS) => {
            Some(Shape::Moment { per_second: 1000, is_utc: true })
        }
        (None, ConvertedType::TIMESTAMP_MICROS) => {
            Some(Shape::Moment { per_second: 1_000_000, is_utc: true })
        }
        (Some(LogicalType::Integer(own)), _) if !own.is_signed => Some(Shape::Unsigned),
        (
            None,
            ConvertedType::UINT_8
            | ConvertedType::UINT_16
            | ConvertedType::UINT_32
            | ConvertedType::UINT_64,
        ) => Some(Shape::Unsigned),
        (None | Some(LogicalType::Integer(_)), _) => Some(Shape::Whole),
        _ => None,
    }
}

fn told(column: &ColumnDescriptor) -> String {
    let logical = column.logical_type_ref().map(|logical| format!("{logical:?}"));
    logical.unwrap_or_else(|| column.physical_type().to_string())
}
