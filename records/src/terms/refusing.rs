//! Why terms are not published, or not shown.

use sea_orm::DbErr;
use surveys::authoring::Fault;

/// Why terms could not be published or read.
#[derive(Debug, thiserror::Error)]
pub enum TermsError {
    /// Something is wrong with the file, or nobody agreed to what it says.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Faulty(Vec<Fault>),
    /// The number was published with other content.
    #[error("terms {0} are published and never change; give the file the next version number")]
    Taken(u32),
    /// Later ones hold.
    #[error(
        "terms {holds} hold, and this file is version {given}; write the later ones with `throughline terms show`, and \
         change those"
    )]
    Behind {
        /// The version that holds.
        holds: u32,
        /// The version that was given.
        given: u32,
    },
    /// The number is not the next one.
    #[error("terms {holds} hold, and this file is version {given}; versions are counted up: make it {}", .holds + 1)]
    Ahead {
        /// The version that holds.
        holds: u32,
        /// The version that was given.
        given: u32,
    },
    /// But for their number they are those that hold.
    #[error("terms {0} hold, and say the same: there is nothing to publish")]
    Same(u32),
    /// They do not link the study's records.
    #[error("only a data manager of the study publishes its terms")]
    NotTheirs,
    /// The study has none.
    #[error("the study has no terms; publish a file with `throughline terms publish`")]
    None,
    /// There is no such version.
    #[error("the study has no terms {0}")]
    NoSuchVersion(u32),
    /// What is stored is not what was published.
    #[error("terms {0} are not what was published: their text no longer gives its SHA-256")]
    Altered(u32),
    /// What is stored cannot be read by this program.
    #[error("stored terms cannot be read: {0}")]
    Unreadable(#[from] serde_json::Error),
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

impl From<TermsError> for DbErr {
    /// For whoever asks for something else and means nothing by the terms.
    fn from(error: TermsError) -> Self {
        match error {
            TermsError::Database(error) => error,
            error => Self::Custom(error.to_string()),
        }
    }
}
