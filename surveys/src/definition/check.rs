//! Rules across questions.

use std::str::FromStr;

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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Asks once, then lets through.
    #[default]
    Soft,
    /// Blocks.
    Hard,
    /// Says nothing; a flag in the export.
    Paradata,
}

impl Level {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Soft, Self::Hard, Self::Paradata];

    /// As files name it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Soft => "soft",
            Self::Hard => "hard",
            Self::Paradata => "paradata",
        }
    }
}

impl FromStr for Level {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|level| level.name() == name).ok_or(())
    }
}
