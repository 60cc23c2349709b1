//! What a variable may be called, in SPSS, Stata and R alike.

use std::fmt;

use serde::{Deserialize, Serialize};
use surveys::programs;

/// What Stata takes; SPSS takes 64 bytes, R any length.
const LONGEST: usize = 32;

/// The name of a variable, of a multiple-response set or of a dataset.
///
/// At most 32 characters: lower-case ASCII letters, digits and underscores, beginning with a letter, and no word of SPSS,
/// Stata or R. A question's key has at most 20 of them, which leaves room for the prefix of a wave and for suffixes. No
/// two names differ by case alone, since there are no capitals.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Name(String);

/// Why a text is no name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAName {
    /// It is empty, too long, or has a character that a name may not have.
    #[error(
        "“{0}” cannot be a name: use 1 to {LONGEST} lower-case letters, digits and underscores, beginning with a letter"
    )]
    Letters(String),
    /// It means something in a program that is to read the file.
    #[error("“{0}” is a word of SPSS, Stata or R, which take no such name")]
    Reserved(String),
}

impl Name {
    /// Takes the text as a name.
    ///
    /// # Errors
    /// When one of the programs would not take it.
    pub fn new(text: &str) -> Result<Self, NotAName> {
        if programs::is_a_word(text) {
            return Err(NotAName::Reserved(text.to_owned()));
        }
        Self::of_dataset(text)
    }

    /// Takes the text as the name of a dataset, which is one of a file: a word of a program, such as `long`, is none there.
    ///
    /// # Errors
    /// When it has other letters than a name, or too many.
    pub fn of_dataset(text: &str) -> Result<Self, NotAName> {
        let begins = text.starts_with(|letter: char| letter.is_ascii_lowercase());
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        if !begins || text.len() > LONGEST || !text.chars().all(allowed) {
            return Err(NotAName::Letters(text.to_owned()));
        }
        Ok(Self(text.to_owned()))
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// As [`Name::of_dataset`] has it: that of a variable was looked at before it was written.
impl TryFrom<String> for Name {
    type Error = NotAName;

    fn try_from(text: String) -> Result<Self, NotAName> {
        Self::of_dataset(&text)
    }
}

impl From<Name> for String {
    fn from(name: Name) -> Self {
        name.0
    }
}

impl AsRef<str> for Name {
    fn as_ref(&self) -> &str {
        &self.0
    }
}
