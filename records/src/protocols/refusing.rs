//! Why a protocol is not published, or not shown.

use sea_orm::DbErr;
use surveys::{
    keys::{SurveyKey, WaveKey},
    messages::Flaw,
    protocol::Amiss,
};

use crate::versions::{UseError, VersionError};

/// Why a protocol could not be published or read.
#[derive(Debug, thiserror::Error)]
pub enum ProtocolError {
    /// It breaks its own caps, or says what can never come to pass.
    #[error("{}", lines(.0))]
    Amiss(Vec<Amiss>),
    /// It sends something, and there are no words for it.
    #[error(
        "the wave “{0}” sends messages, and the protocol has none; write them into messages.en.toml beside it, as \
         docs/messages.md says"
    )]
    NoMessages(WaveKey),
    /// What it says would harm or mislead somebody, or cost more than was meant.
    #[error("{}", lines(.0))]
    Flawed(Vec<Flaw>),
    /// The number was published with other content.
    #[error(
        "protocol {0} is published and never changes; give the file a higher version number, and say why with --reason"
    )]
    Taken(u32),
    /// A later one holds.
    #[error(
        "protocol {holds} holds, and this file is version {given}; write the later one with `throughline protocol show`, \
         and change that"
    )]
    Behind {
        /// The version that holds.
        holds: u32,
        /// The version that was given.
        given: u32,
    },
    /// Its number is far from the next.
    #[error("protocol {holds} holds, and this file is version {given}; versions are counted up: make it {}", .holds + 1)]
    Ahead {
        /// The version that holds.
        holds: u32,
        /// The version that was given.
        given: u32,
    },
    /// But for its number it is the one that holds.
    #[error("protocol {0} holds, and says the same: there is nothing to publish")]
    Same(u32),
    /// It follows another version, and nothing says why.
    #[error(
        "say why the protocol changes, with --reason: whoever reads the list of versions later will ask"
    )]
    NoReason,
    /// Somebody has answered a wave that it no longer has.
    #[error("the wave “{0}” has answers, which would be in no dataset any more; leave it in")]
    Answered(WaveKey),
    /// Somebody has answered a wave that would ask another survey.
    #[error(
        "the wave “{0}” has answers to “{1}”, and its columns would mean another survey; leave that survey, or add a wave"
    )]
    OtherSurvey(WaveKey, SurveyKey),
    /// There is no version of the survey of a wave that is new.
    #[error("the wave “{0}” uses the survey “{1}”, of which no version is published")]
    NoSurvey(WaveKey, SurveyKey),
    /// Surveys look for what another wave does not have.
    #[error("{}", .0.join("\n"))]
    Across(Vec<String>),
    /// A wave cannot begin with its survey.
    #[error(transparent)]
    Use(#[from] UseError),
    /// A version of a survey cannot be read.
    #[error(transparent)]
    Version(#[from] VersionError),
    /// They do not evaluate the study.
    #[error("only an evaluator of the study changes its protocol")]
    NotTheirs,
    /// The study has none.
    #[error("the study has no protocol; load it again with `throughline study load`")]
    None,
    /// There is no such version.
    #[error("the study's protocol has no version {0}")]
    NoSuchVersion(u32),
    /// What is stored is not what was published.
    #[error("protocol {0} is not what was published: its text no longer gives its SHA-256")]
    Altered(i32),
    /// What is stored cannot be read by this program.
    #[error("a stored protocol cannot be read: {0}")]
    Unreadable(#[from] serde_json::Error),
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

fn lines<T: ToString>(wrong: &[T]) -> String {
    wrong.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

impl From<ProtocolError> for DbErr {
    /// For whoever asks for a study and means nothing by its protocol.
    fn from(error: ProtocolError) -> Self {
        match error {
            ProtocolError::Database(error) => error,
            error => Self::Custom(error.to_string()),
        }
    }
}
