//! What is asked in somebody else's words.

use serde::{Deserialize, Serialize};

/// An instrument that a survey asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Borrowed {
    /// Its id, such as `swemwbs`.
    pub instrument: String,
    /// Its short name, such as SWEMWBS.
    pub name: String,
    /// Whether whoever asks it needs a licence, which has to be in the register before this is published.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub by_licence: bool,
    /// The version of the words, where they do not come with the program.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
}

impl Borrowed {
    /// Whether a page names it. One that needs a licence and is written out is known by its words only, and has no
    /// version of its own.
    #[must_use]
    pub fn is_by_reference(&self) -> bool {
        !self.by_licence || self.words.is_some()
    }
}
