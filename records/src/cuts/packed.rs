//! What is kept of a person: the rows of each file, as JSON, deflated. Its hash is of the JSON, since one day another program
//! may deflate it otherwise.

use std::io::{Read, Write};

use datasets::{Dataset, kept};
use flate2::{Compression, read::DeflateDecoder, write::DeflateEncoder};
use serde_json::Value;

use crate::{sealing::hex, secret};

/// Somebody's rows, as they lie in the database.
pub(super) struct Packed {
    pub rows: Vec<u8>,
    pub sha256: String,
}

/// Of each file the rows of one person.
pub(crate) type Unpacked = Vec<Vec<Vec<Value>>>;

/// Puts the rows of each file together. Each of them is a list of rows without its brackets.
pub(super) fn pack(files: impl Iterator<Item = String>) -> std::io::Result<Packed> {
    let lists: Vec<_> = files.map(|rows| format!("[{rows}]")).collect();
    let json = format!("[{}]", lists.join(","));
    let mut deflated = DeflateEncoder::new(Vec::new(), Compression::default());
    deflated.write_all(json.as_bytes())?;
    let sha256 = hex(&secret::hashed(&json));
    Ok(Packed { rows: deflated.finish()?, sha256 })
}

/// The rows again. None where they are not those that were put together.
pub(super) fn unpack(rows: &[u8], sha256: &str, files: usize) -> Option<Unpacked> {
    let mut json = String::new();
    DeflateDecoder::new(rows).read_to_string(&mut json).ok()?;
    if hex(&secret::hashed(&json)) != sha256 {
        return None;
    }
    let unpacked: Unpacked = serde_json::from_str(&json).ok()?;
    (unpacked.len() == files).then_some(unpacked)
}

/// The text of a row behind those that are there.
pub(super) fn add(
    (dataset, row): (&Dataset, u64),
    cells: &[datasets::Cell<'_>],
    rows: &mut String,
) -> Result<(), datasets::RowError> {
    if !rows.is_empty() {
        rows.push(',');
    }
    kept::write(dataset, row, cells, rows)
}
