//! The same of a column that an owner returns.

use super::AtOutcome;
use crate::keys::OutcomeKey;

impl AtOutcome {
    /// What is wrong.
    pub(super) fn problem(&self, name: &OutcomeKey) -> String {
        match self {
            Self::Twice => format!("it returns “{name}” twice"),
            Self::Anothers => format!("another owner returns “{name}” too"),
            Self::Reserved => format!("“{name}” is a column that every returned file may have"),
            Self::NoLabel => format!("“{name}” has no label"),
            Self::LongLabel(length) => format!("the label of “{name}” has {length} characters"),
            Self::NoRange => format!("the least of “{name}” is more than its most"),
            Self::IdleRange => format!("“{name}” has a least or a most, and holds no numbers"),
            Self::Codes => format!("“{name}” holds codes and has none, or the other way round"),
            Self::CodeTwice(code) => format!("“{name}” has code {code} twice"),
        }
    }

    /// What would be right.
    pub(super) const fn mend(&self) -> &'static str {
        match self {
            Self::Twice | Self::Anothers => "give each its own name",
            Self::Reserved => "give the column another name",
            Self::NoLabel => "write in a few words what it is",
            Self::LongLabel(_) => "shorten it to 80",
            Self::NoRange => "write the lower number as least",
            Self::IdleRange => "take it out, or write holds = \"number\"",
            Self::Codes => "write codes = [{ code = 1, text = \"…\" }] beside holds = \"code\"",
            Self::CodeTwice(_) => "give each meaning its own code",
        }
    }
}
