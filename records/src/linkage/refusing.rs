//! Why nothing was sent to an owner of records, or taken from one.

use std::{fmt, path::PathBuf};

use chrono::NaiveDate;
use datasets::returned::NotATable;
use sea_orm::DbErr;
use surveys::{
    keys::OwnerKey,
    linking::{
        returned::Refused,
        terms::{NotNow, Terms},
    },
};

use crate::{exports::ExportError, terms::TermsError};

/// Why nothing was sent to an owner of records, or taken from one.
#[derive(Debug, thiserror::Error)]
pub enum LinkageError {
    /// They do not link the study's records.
    #[error("only a data manager of the study links its records")]
    NotTheirs,
    /// The terms name no such owner.
    #[error("the terms name no owner “{0}”; they name {1}")]
    NoSuchOwner(OwnerKey, Names),
    /// The agreement does not hold today.
    #[error("no file may go to {0}: {1}")]
    NotNow(OwnerKey, NotNow),
    /// The day of the cut has not come.
    #[error("a cut's last day is today or before; {0} has not come")]
    CutAhead(NaiveDate),
    /// Nobody would be in the file.
    #[error("nobody would be in the file, so none was made:\n{}", .0.join("\n"))]
    Nobody(Vec<String>),
    /// The study has no file of this number.
    #[error("the study has no linkage file {0}; `throughline linkage log` lists them")]
    NoSuchFile(u32),
    /// The file could not be put in its place.
    #[error("linkage file {0} was not written, and nobody has it")]
    NotWritten(u32),
    /// Its owner keeps its records.
    #[error("{0} keeps its records by the terms: nothing is taken from it")]
    KeepsItsRecords(OwnerKey),
    /// Another file came back before.
    #[error(
        "another file was taken for linkage file {number} on {on}; nothing was changed. Say --replace to have this one in its place"
    )]
    AlreadyReturned {
        /// The file of identifiers.
        number: u32,
        /// When the other came.
        on: NaiveDate,
    },
    /// The time of the study's answers is over, and that of linked records with it.
    #[error("the study keeps no answers since {0}, and takes no linked records: nothing was taken")]
    TimeIsOver(NaiveDate),
    /// It cannot be read.
    #[error("the returned file cannot be read: {0}")]
    NotATable(#[from] NotATable),
    /// Columns or rows of it are wrong.
    #[error("nothing was taken:\n{0}")]
    Refused(Refused),
    /// What was taken is not what the terms say by now.
    #[error(
        "what {owner} returned as {variable} is not what the terms say that hold now; import its file again with --replace"
    )]
    OtherThanAgreed {
        /// The owner.
        owner: OwnerKey,
        /// Its column.
        variable: String,
    },
    /// The owner is given no hashes.
    #[error("{0} is given no hashes by the terms, so it needs no key")]
    NoHashes(OwnerKey),
    /// A day on which nothing can have been sent.
    #[error("linkage file {number} was made on {made_on}, so it cannot have gone on {on}")]
    SentBefore {
        /// The file.
        number: u32,
        /// When it was made.
        made_on: NaiveDate,
        /// The day that was given.
        on: NaiveDate,
    },
    /// A day that is still to come.
    #[error("{on} is still to come; note on which day linkage file {number} went once it has gone")]
    SentLater {
        /// The file.
        number: u32,
        /// The day that was given.
        on: NaiveDate,
    },
    /// Nobody has to be stopped.
    #[error("nobody who was in a file for {0} has changed their mind: there is nothing to tell it")]
    NothingToTell(OwnerKey),
    /// The folder has something in it, or is none.
    #[error("{} is not an empty folder; name one that is not there yet", .0.display())]
    NotEmpty(PathBuf),
    /// The folder or the file in it could not be written.
    #[error("the file could not be written: {0}")]
    File(#[from] std::io::Error),
    /// The study's terms cannot be followed.
    #[error(transparent)]
    Terms(#[from] TermsError),
    /// What is stored cannot be read by this program.
    #[error("what is stored of a linkage file cannot be read: {0}")]
    Unreadable(#[from] serde_json::Error),
    /// A store failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

impl From<ExportError> for LinkageError {
    /// Of a folder that appears whole.
    fn from(error: ExportError) -> Self {
        match error {
            ExportError::NotEmpty(folder) | ExportError::NotAFolder(folder) => {
                Self::NotEmpty(folder)
            }
            ExportError::Files(error) => Self::File(error),
            ExportError::Database(error) => Self::Database(error),
            other => Self::File(std::io::Error::other(other.to_string())),
        }
    }
}

/// The keys that there are, in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Names(pub Vec<String>);

impl fmt::Display for Names {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() { f.write_str("none") } else { f.write_str(&self.0.join(", ")) }
    }
}

impl Names {
    /// The keys of all owners of these terms.
    pub(super) fn of(terms: &Terms) -> Self {
        Self(terms.linkage.owners.iter().map(|owner| owner.key.to_string()).collect())
    }
}
