//! Rules across questions.

use serde::{Deserialize, Serialize};

use crate::{condition::Condition, keys::QuestionKey};

/// A rule across questions. What it forbids is its condition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Check {
    /// The name in paradata.
    pub key: QuestionKey,
    /// What happens when it holds.
    pub level: Level,
    /// The question beside which it is said.
    pub at: QuestionKey,
    /// What is odd, or wrong.
    pub when: Condition,
    /// What is said to the person.
    pub say: String,
}

/// How much a check insists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Asks once, then lets through.
    Soft,
    /// Blocks.
    Hard,
    /// Says nothing; a flag in the export.
    Paradata,
}
