//! The copy of their data that somebody is given: one ZIP file, with a page to read and the same for programs.
//! It is about one person, so it is made in memory, and kept nowhere.

pub mod page;

use records::requests::Held;
use zip::result::ZipError;

use crate::zipped;

/// Why there is no copy.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// What is held cannot be written as JSON.
    #[error("a copy could not be written: {0}")]
    Json(#[from] serde_json::Error),
    /// The ZIP file could not be made.
    #[error("a copy could not be packed: {0}")]
    Zip(#[from] ZipError),
}

/// The ZIP file.
///
/// # Errors
/// When it cannot be made.
pub fn zipped(held: &Held) -> Result<Vec<u8>, CopyError> {
    let (page, json) = (page::of(held), serde_json::to_vec_pretty(held)?);
    let files = [("your-data.html", page.as_bytes()), ("your-data.json", json.as_slice())];
    Ok(zipped::zipped(files)?)
}
