//! What stands in a backup, once it is opened: lines of JSON, packed together.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::{BackupError, Manifest, tables::Table};

/// A line. Rows are arrays, in the order of their table's columns.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Line {
    /// The first.
    Manifest(Manifest),
    /// The rows that follow are of this table.
    Table(Table),
    /// A row.
    #[serde(untagged)]
    Row(Vec<Json>),
    /// The last, with the number of rows by table.
    #[serde(untagged)]
    End { rows: BTreeMap<String, u64> },
}

impl Line {
    pub fn written(&self) -> Result<Vec<u8>, BackupError> {
        let mut line = serde_json::to_vec(self).map_err(unreadable)?;
        line.push(b'\n');
        Ok(line)
    }

    pub fn read(line: &[u8]) -> Result<Self, BackupError> {
        serde_json::from_slice(line).map_err(unreadable)
    }
}

fn unreadable(error: serde_json::Error) -> BackupError {
    BackupError::Unreadable(error.to_string())
}
