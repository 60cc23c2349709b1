//! Why there is no answer that could be used. What matters is whether the question may have arrived.

use std::{error::Error, fmt};

use crate::InMemoryResponse;

/// An answer, or why there is none.
pub type InMemoryResult<T> = Result<T, InMemoryError>;

/// Why there is no answer. No address and no word of an answer is in it.
#[derive(Debug)]
pub enum InMemoryError {
    /// There was no line to the server, so it was asked nothing.
    NotAsked,
    /// The server may have been asked, and its answer did not arrive.
    Lost,
    /// It answered what is no answer to that.
    Nonsense,
    /// It answered that it would not.
    No(InMemoryResponse),
}

impl From<reqwest::Error> for InMemoryError {
    fn from(error: reqwest::Error) -> Self {
        let asked = !error.is_connect() && !error.is_builder();
        if asked { Self::Lost } else { Self::NotAsked }
    }
}

impl fmt::Display for InMemoryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAsked => write!(f, "the server cannot be reached"),
            Self::Lost => write!(f, "the server's answer did not arrive"),
            Self::Nonsense => write!(f, "the server's answer cannot be read"),
            Self::No(answer) => write!(f, "the server answered {}", answer.status),
        }
    }
}

impl Error for InMemoryError {}
