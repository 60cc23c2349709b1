//! Why a version is not published, or not shown.

use sea_orm::DbErr;
use surveys::{keys::SurveyKey, rights::Unlicensed, safeguarding::Lack};

/// Why a version could not be published or read.
#[derive(Debug, thiserror::Error)]
pub enum VersionError {
    /// The number was published with other content.
    #[error("{0} version {1} is published and never changes; give the file a new version number")]
    Taken(SurveyKey, u32),
    /// A question speaks of harm, and nothing says which answers need somebody to act.
    #[error(transparent)]
    Undescribed(#[from] Lack),
    /// It was retired, and opens nobody new.
    #[error("{0} version {1} is retired: nobody begins on it; give the file a new version number")]
    Retired(SurveyKey, u32),
    /// None of the studies that use the survey is theirs.
    #[error("this survey is used in other studies only")]
    NotTheirs,
    /// What is stored is not what was published.
    #[error("{0} version {1} is not what was published: its text no longer gives its SHA-256")]
    Altered(String, i32),
    /// It asks in words for which no licence is on record.
    #[error("{}", lines(.0))]
    Unlicensed(Vec<Unlicensed>),
    /// What is stored cannot be read by this program.
    #[error("a stored survey cannot be read: {0}")]
    Unreadable(#[from] serde_json::Error),
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

fn lines(lacking: &[Unlicensed]) -> String {
    lacking.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}
