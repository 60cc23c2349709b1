//! An export as a test reads it: row keys become names that are the same in every run.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use records::{
    Db,
    exports::{self, ExportError, ExportRequest, Manifest},
    studies::StudyHandle,
};

use crate::{databases::Folder, study::wave};

pub struct Dataset {
    pub manifest: Manifest,
    pub files: Vec<String>,
    pub bytes: BTreeMap<String, Vec<u8>>,
}

pub fn request(folder: &Folder, waves: &[&str]) -> ExportRequest {
    let named: Vec<_> = waves.iter().map(|key| wave(key)).collect();
    ExportRequest {
        out: folder.0.join("out"),
        waves: (!named.is_empty()).then_some(named),
        include_text: false,
        formats: Vec::new(),
        replace: false,
    }
}

/// Exports these waves, or all when none is named.
pub async fn take(db: &Db, study: &StudyHandle, waves: &[&str], now: DateTime<Utc>) -> Dataset {
    let folder = Folder::new();
    try_take(db, study, request(&folder, waves), now).await.expect("the export is written")
}

pub async fn try_take(
    db: &Db,
    study: &StudyHandle,
    request: ExportRequest,
    now: DateTime<Utc>,
) -> Result<Dataset, ExportError> {
    let manifest = exports::write(db, study, &request, &|_, _| {}, now, "Carys").await?;
    let mut bytes = BTreeMap::new();
    for entry in std::fs::read_dir(&request.out)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        bytes.insert(name, std::fs::read(entry.path())?);
    }
    Ok(Dataset { manifest, files: bytes.keys().cloned().collect(), bytes })
}

impl Dataset {
    /// A file's text.
    pub fn file(&self, name: &str) -> String {
        let text = String::from_utf8(self.bytes[name].clone()).expect("files are UTF-8");
        let keys = String::from_utf8(self.bytes["participants.csv"].clone()).expect("UTF-8");
        let keys = keys.lines().skip(1).filter_map(|line| line.split(',').next());
        keys.enumerate()
            .fold(text, |text, (place, key)| text.replace(key, &format!("person-{}", place + 1)))
    }

    fn rows(&self, name: &str) -> Vec<Vec<String>> {
        let text = self.file(name);
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        let row = |row: csv::StringRecord| row.iter().map(str::to_owned).collect();
        reader.records().map(|record| row(record.expect("rows are of one length"))).collect()
    }

    pub fn names(&self, name: &str) -> Vec<String> {
        self.rows(name).swap_remove(0)
    }

    /// One column under its name, in the order of the rows.
    pub fn column(&self, name: &str, column: &str) -> Vec<String> {
        let rows = self.rows(name);
        let place = rows[0].iter().position(|name| name == column);
        let place = place.unwrap_or_else(|| panic!("{name} has no column {column}"));
        rows[1..].iter().map(|row| row[place].clone()).collect()
    }

    pub fn distinct(&self, name: &str, column: &str) -> Vec<String> {
        self.column(name, column).into_iter().collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// A file turned on its side, a line for each column: wide files are read more easily so.
    pub fn turned(&self, name: &str) -> String {
        let rows = self.rows(name);
        let line = |place: usize| {
            let cells: Vec<_> = rows.iter().map(|row| row[place].as_str()).collect();
            cells.join(" | ")
        };
        (0..rows[0].len()).map(line).collect::<Vec<_>>().join("\n")
    }

    /// A file with each SHA-256 replaced: row keys differ from run to run.
    pub fn without_hashes(&self, name: &str) -> String {
        let files = self.manifest.files.iter().map(|file| &file.sha256);
        let surveys = self.manifest.surveys.iter().map(|survey| &survey.sha256);
        files
            .chain(surveys)
            .fold(self.file(name), |text, hash| text.replace(hash.as_str(), "SHA-256"))
    }
}
