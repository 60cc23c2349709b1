//! A file that somebody returned, in whichever format: its header and its rows as text, as whoever opens it would count them. What
//! the texts have to be, whoever agreed on the columns knows.
//!
//! The format is told by how the file begins, not by its name. CSV may be in UTF-8, in UTF-16 with a byte order mark, or in
//! Windows' encoding for western Europe, with commas, semicolons or tabs between cells.

mod text;

mod labelled;

#[cfg(feature = "parquet")]
use crate::parquet::returned::{Limits, Returned, ReturnedError};
use crate::{dta, sav};

/// What is in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The names of the columns.
    pub header: Vec<String>,
    /// The rows, each with where it stands: in CSV the line, from 1, otherwise the number of the row, from 1.
    pub rows: Vec<(u64, Vec<String>)>,
}

/// Why a file cannot be read. Nothing that stands in a cell is repeated.
#[derive(Debug, thiserror::Error)]
pub enum NotATable {
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// It is a workbook or another archive.
    #[error("this is a workbook, or packed: save its sheet as CSV, or unpack it")]
    Packed,
    /// It holds a character that no text has.
    #[error("this is no text, no file of SPSS or Stata and no Parquet file")]
    NoText,
    /// A quoted cell does not end, or the text is broken in another way.
    #[error("the text cannot be read as CSV")]
    Csv,
    /// It is a file of SPSS that cannot be read.
    #[error(transparent)]
    Sav(#[from] sav::ReadError),
    /// It is a file of Stata that cannot be read.
    #[error(transparent)]
    Dta(#[from] dta::ReadError),
    /// It is a Parquet file that cannot be read.
    #[cfg(feature = "parquet")]
    #[error(transparent)]
    Parquet(#[from] ReturnedError),
    /// It is a Parquet file, and this program was built without its library.
    #[cfg(not(feature = "parquet"))]
    #[error("Parquet files are not read by this program: save it as CSV")]
    Parquet,
}

/// Reads a whole file.
///
/// # Errors
/// When it is none of the formats, or is broken.
pub fn read(bytes: &[u8]) -> Result<Table, NotATable> {
    match bytes {
        [] => Err(NotATable::Empty),
        [b'P', b'K', 3, 4, ..] | [0x1f, 0x8b, ..] => Err(NotATable::Packed),
        [b'$', b'F', b'L', ..] => labelled::sav(bytes),
        _ if bytes.starts_with(b"<stata_dta>") => labelled::dta(bytes),
        _ if bytes.starts_with(b"PAR1") => parquet(bytes),
        _ => text::read(bytes),
    }
}

#[cfg(feature = "parquet")]
fn parquet(bytes: &[u8]) -> Result<Table, NotATable> {
    let file = Returned::open(bytes::Bytes::copy_from_slice(bytes), Limits::default())?;
    let header = file.columns().iter().map(|column| column.name.clone()).collect();
    let mut rows = Vec::new();
    file.each_row::<ReturnedError>(|row| {
        let cells = row.iter().map(|cell| cell.clone().unwrap_or_default());
        rows.push((rows.len() as u64 + 1, cells.collect()));
        Ok(())
    })?;
    Ok(Table { header, rows })
}

#[cfg(not(feature = "parquet"))]
fn parquet(_: &[u8]) -> Result<Table, NotATable> {
    Err(NotATable::Parquet)
}
