//! Surveys that were made elsewhere, as definition files of ours. Each item is told: what became of it, and
//! what did not. Nothing is left out in silence.

mod draft;

mod logic;

mod naming;

mod outcome;

mod plain;

mod redcap;

mod sentence;

pub use outcome::{Difference, Item, NotConverted, Outcome, Unwritable};

use crate::authoring::{self, Fault, File};

/// What to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A data dictionary of REDCap, as CSV.
    Redcap,
}

/// What the file cannot say of itself.
#[derive(Clone, Debug)]
pub struct About {
    /// The key of the survey.
    pub key: String,
    /// What staff call it.
    pub title: String,
    /// The language of its words, as a BCP 47 tag.
    pub language: String,
}

/// A survey that was brought.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The definition file.
    pub text: String,
    /// What became of each item, in the order of the file.
    pub items: Vec<Item>,
    /// What `survey check` says of the definition file.
    pub faults: Vec<Fault>,
}

/// Why nothing was brought.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ImportError {
    /// The file is none of this format.
    #[error(
        "this is no data dictionary of REDCap: it has no column “{0}”; export it again, as CSV"
    )]
    NoColumn(&'static str),
    /// Rows cannot be told apart.
    #[error("line {line} cannot be read as CSV: {problem}; export the file again")]
    NoTable {
        /// From 1.
        line: u64,
        /// What is wrong.
        problem: String,
    },
    /// There is no item.
    #[error("the file has no item; export it with its fields")]
    Empty,
    /// The survey could not be written out.
    #[error("the survey could not be written: {0}")]
    Unwritten(String),
    /// There are more items than a survey can have.
    #[error("the file has {0} items; {most} is the most, so divide it", most = MOST_ITEMS)]
    TooMany(usize),
}

/// More than any instrument has.
const MOST_ITEMS: usize = 20_000;

/// Converts a file.
///
/// # Errors
/// When it is none of the format, or has nothing in it.
pub fn import(format: Format, text: &str, about: &About) -> Result<Imported, ImportError> {
    let (draft, items) = match format {
        Format::Redcap => redcap::convert(text, about)?,
    };
    let text = toml::to_string(&draft);
    let text = text.map_err(|problem| ImportError::Unwritten(problem.to_string()))?;
    let file = File { name: format!("{}.toml", about.key), text };
    let faults = authoring::read(&file, &|_| None).err().unwrap_or_default();
    Ok(Imported { text: file.text, items, faults })
}
