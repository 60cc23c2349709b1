//! What a dataset was made of and what came out. It tells no time of day, so that it is the same
//! when the data are.

use std::{fs::File, io::Write, path::Path};

use serde::Serialize;

use super::ExportError;

/// What stands in `manifest.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Manifest {
    /// The program.
    pub software: &'static str,
    /// Its version.
    pub software_version: &'static str,
    /// The study's key.
    pub study: String,
    /// The waves that are in it.
    pub waves: Vec<String>,
    /// Whether people's own words are in it.
    pub text_included: bool,
    /// The versions of the surveys that columns come from.
    pub surveys: Vec<SurveyEntry>,
    /// The versions of the consent form on which anybody decided.
    pub consent_form_versions: Vec<u32>,
    /// The other files.
    pub files: Vec<FileEntry>,
}

/// A version of a wave's survey.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SurveyEntry {
    /// The wave.
    pub wave: String,
    /// The survey.
    pub survey: String,
    /// Its version.
    pub version: u32,
    /// Of its canonical form, in hexadecimal.
    pub sha256: String,
}

/// A file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FileEntry {
    /// Its name.
    pub name: String,
    /// Of its bytes, in hexadecimal.
    pub sha256: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// How many rows it has under the row of names.
    pub rows: u64,
    /// How many columns it has.
    pub columns: usize,
}

impl Manifest {
    pub(super) fn write(&self, folder: &Path) -> Result<(), ExportError> {
        let mut file = File::create(folder.join("manifest.json"))?;
        let mut json = serde_json::to_vec_pretty(self)?;
        json.push(b'\n');
        file.write_all(&json)?;
        Ok(file.sync_all()?)
    }
}
