//! Frozen releases of a study's dataset, each for one recipient and one purpose. A cut keeps its rows, so that its files are
//! made again byte for byte, whatever happens in the study; and whoever has their answers deleted is gone from it, too.

mod gates;

mod agreed;

mod alike;

mod shaping;

mod packed;

mod looked_through;

mod keeper;

mod counting;

mod making;

mod kept;

mod manifest;

mod one;

mod writing;

mod comparing;

mod noticing;

mod erasing;

use chrono::{DateTime, Utc};
use datasets::shape::Unknown;
use sea_orm::DbErr;
use surveys::keys::WaveKey;

pub use self::{
    comparing::{Changed, Diff, FileDiff, Gone, Response, diff},
    gates::LeftOut,
    kept::{find, list},
    making::make,
    manifest::{Erased, Made, Manifest, Out},
    noticing::{Notice, ToRemove, Why, notice},
    writing::{FilesRequest, Written, files},
};
pub(crate) use self::{
    erasing::{erase, still_held},
    kept::datasets,
    making::make_by,
    manifest::Beside,
    one::{Column, OfOne, one},
    packed::Unpacked,
    writing::{Kept, Revising, hashes, pour, write_into, write_manifest},
};
use crate::{exports::ExportError, retention::RetentionError, terms::TermsError};

/// What a cut is made for, and of what.
#[derive(Clone, Debug, Default)]
pub struct CutRequest {
    /// Who is given it.
    pub recipient: String,
    /// What for, by its key in the study's terms.
    pub purpose: Option<String>,
    /// Only these waves; none for all.
    pub waves: Option<Vec<WaveKey>>,
    /// Only these variables, as the survey names them or with a wave's prefix; none for all.
    pub variables: Option<Vec<String>>,
    /// Without anything that tells the arm.
    pub masked: bool,
    /// With people's own words, which no masked cut has.
    pub include_text: bool,
}

/// A cut.
#[derive(Clone, Debug, PartialEq)]
pub struct Cut {
    /// Counts up from 1 within its study.
    pub number: u32,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// By whom.
    pub made_by: String,
    /// Who was given it.
    pub recipient: String,
    /// What for, by its key.
    pub purpose: Option<String>,
    /// Whether it tells no arm.
    pub masked: bool,
    /// Whether people's own words are in it.
    pub include_text: bool,
    /// How many people were in it when it was made.
    pub people: u64,
    /// Of whom nothing is in it any more.
    pub erased: Vec<Erased>,
    /// What it was made of and what came out.
    pub manifest: Manifest,
    pub(crate) id: i32,
}

/// Why there is no cut, or nothing of it was written.
#[derive(Debug, thiserror::Error)]
pub enum CutError {
    /// Nobody is named who is given it.
    #[error("say with --recipient who is given the cut")]
    NoRecipient,
    /// The study has no such cut.
    #[error("the study has no cut {0}; `throughline cut list` tells those there are")]
    NoSuchCut(u32),
    /// The study has no terms, and so no purposes.
    #[error(
        "the study has no terms, and so no purpose “{0}”; publish them with `throughline terms publish`, or leave --purpose out"
    )]
    NoTerms(String),
    /// The terms name purposes, and none was given.
    #[error("say with --purpose what the data are for; the terms name {0}")]
    NoPurpose(String),
    /// The terms name no such purpose.
    #[error("the terms name no purpose “{given}”; they name {there}")]
    NoSuchPurpose {
        /// What was given.
        given: String,
        /// Those there are, with their titles.
        there: String,
    },
    /// The wave tells the arm.
    #[error(
        "the wave “{0}” is asked of one arm only, so a masked cut cannot have it; leave it out of --waves"
    )]
    WaveOfOneArm(WaveKey),
    /// Own words can name the programme.
    #[error(
        "people's own words can tell the arm, so a masked cut cannot have them; leave out --include-text or --masked"
    )]
    MaskedWords,
    /// Names that stand for nothing.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Unknown(Vec<Unknown>),
    /// An archive would send the files back.
    #[error(
        "no cut was made, since an archive would send it back:\n{}\nPut this right in the survey or the terms first",
        .0.join("\n")
    )]
    Findings(Vec<String>),
    /// The terms cannot be read.
    #[error(transparent)]
    Terms(#[from] TermsError),
    /// Somebody makes one at this moment.
    #[error(
        "a cut of this study is being made, or its making was broken off less than five minutes ago; try again then"
    )]
    Elsewhere,
    /// What was kept is not what was kept.
    #[error(
        "cut {number} is damaged: what it keeps under the row key {row_key} is not what was put there. Bring it back from a backup"
    )]
    Damaged {
        /// Which cut.
        number: u32,
        /// Whose rows.
        row_key: String,
    },
    /// A file could not be written, or a row not be made.
    #[error(transparent)]
    Export(#[from] ExportError),
    /// What was kept of the cut cannot be read by this program.
    #[error("what was kept of the cut cannot be read: {0}")]
    Unreadable(#[from] serde_json::Error),
    /// A file could not be written.
    #[error("the files could not be written: {0}")]
    Files(#[from] std::io::Error),
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

impl From<RetentionError> for CutError {
    fn from(error: RetentionError) -> Self {
        match error {
            RetentionError::Database(error) => Self::Database(error),
            _ => Self::Elsewhere,
        }
    }
}
