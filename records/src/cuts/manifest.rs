//! What a cut was made of, for whom, and what came out of it.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::LeftOut;
use crate::exports::{FileEntry, SurveyEntry};

/// A cut as it was first made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The program.
    pub software: String,
    /// Its version when the cut was made.
    pub software_version: String,
    /// The study's key.
    pub study: String,
    /// The cut's number.
    pub cut: u32,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// Who is given it.
    pub recipient: String,
    /// What for, by its key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<String>,
    /// What for, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose_title: Option<String>,
    /// The statement that everybody in it agreed to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statement: Option<String>,
    /// The version of the terms that held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms_version: Option<u32>,
    /// Whether it tells no arm.
    pub masked: bool,
    /// Whether people's own words are in it.
    pub text_included: bool,
    /// The waves that are in it.
    pub waves: Vec<String>,
    /// The only variables that were asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variables: Option<Vec<String>>,
    /// The versions of the surveys that columns come from.
    pub surveys: Vec<SurveyEntry>,
    /// The versions of the consent form on which anybody in it decided.
    pub consent_form_versions: Vec<u32>,
    /// How many people were in it.
    pub people: u64,
    /// How many were not, by reason.
    pub left_out: Vec<Out>,
    /// The CSV files as they were first made.
    pub first_made: Vec<Made>,
}

/// People who are not in it for one reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Out {
    /// Why.
    pub reason: LeftOut,
    /// How many.
    pub people: u64,
}

/// A CSV file as it was first made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// Its name.
    pub name: String,
    /// How many rows it had, without the one that holds names.
    pub rows: u64,
    /// How many columns it has.
    pub columns: usize,
    /// Of its bytes, in hexadecimal.
    pub sha256: String,
}

/// People who were erased from it on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Erased {
    /// The day, by UTC.
    pub on: NaiveDate,
    /// How many.
    pub people: u64,
}

/// What stands in `manifest.json` beside the files. It tells no time at which they were written, so that it is the same when
/// they are.
#[derive(Debug, Serialize)]
pub(crate) struct Beside<'m> {
    #[serde(flatten)]
    pub cut: &'m Manifest,
    /// Who was erased since it was made, and is in none of these files.
    pub erased: &'m [Erased],
    pub files: &'m [FileEntry],
}
