//! How soon somebody has to act.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A level, least urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub enum Level {
    /// Somebody reads it within a few working days.
    One,
    /// The person on duty acts within a working day.
    Two,
    /// The lead is told at once, and somebody acts on the same working day.
    Three,
}

/// A number that is no level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0} is no level: they are 1, 2 and 3, the most urgent")]
pub struct NotALevel(u8);

impl TryFrom<u8> for Level {
    type Error = NotALevel;

    fn try_from(number: u8) -> Result<Self, NotALevel> {
        match number {
            1 => Ok(Self::One),
            2 => Ok(Self::Two),
            3 => Ok(Self::Three),
            other => Err(NotALevel(other)),
        }
    }
}

impl From<Level> for u8 {
    fn from(level: Level) -> Self {
        level as Self + 1
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", u8::from(*self))
    }
}
