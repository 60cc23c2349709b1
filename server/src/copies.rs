//! The copy of their data that somebody is given: one ZIP file, with a page to read and the same for programs.
//! It is about one person, so it is made in memory, and kept nowhere.

pub mod page;

use std::io::{Cursor, Write};

use records::requests::Held;
use zip::{CompressionMethod, ZipWriter, result::ZipError, write::SimpleFileOptions};

/// Why there is no copy.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// What is held cannot be written as JSON.
    #[error("a copy could not be written: {0}")]
    Json(#[from] serde_json::Error),
    /// The ZIP file could not be made.
    #[error("a copy could not be packed: {0}")]
    Zip(#[from] ZipError),
    /// The same.
    #[error("a copy could not be packed: {0}")]
    Write(#[from] std::io::Error),
}

/// The ZIP file.
///
/// # Errors
/// When it cannot be made.
pub fn zipped(held: &Held) -> Result<Vec<u8>, CopyError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let deflated = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    zip.start_file("your-data.html", deflated)?;
    zip.write_all(page::of(held).as_bytes())?;
    zip.start_file("your-data.json", deflated)?;
    zip.write_all(&serde_json::to_vec_pretty(held)?)?;
    Ok(zip.finish()?.into_inner())
}
