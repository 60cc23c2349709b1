//! What a dataset was made of and what came out. It tells no time of day, so that it is the same
//! when the data are.

use std::{fs::File, io::Write, path::Path};

use datasets::Loss;
use serde::{Deserialize, Serialize};

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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// How many rows it has, without one that holds names.
    pub rows: u64,
    /// How many columns it has.
    pub columns: usize,
    /// What its format could not hold.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub losses: Vec<LossEntry>,
}

/// Something of the dataset that is not, or not whole, in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LossEntry {
    /// Of which column; none for what belongs to the whole file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub variable: Option<String>,
    /// What became of it, in a word such as `text-cut`.
    pub lost: &'static str,
    /// How often.
    pub count: u64,
    /// The first thousand rows in which it happened, from 1; none where it happened to no cell.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<u64>,
}

impl From<Loss> for LossEntry {
    fn from(Loss { variable, lost, count, rows }: Loss) -> Self {
        let variable = variable.map(|name| name.to_string());
        Self { variable, lost: lost.name(), count, rows }
    }
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
