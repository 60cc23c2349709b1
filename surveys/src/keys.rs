//! The names by which studies, surveys, pages and questions are known. Each kind of name is a type
//! of its own, so that a page's key is never looked up among the questions.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Why a piece of text is not a key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "“{text}” cannot be a key: use {least} to {most} lower-case letters, digits and {joiner}, beginning with a letter"
)]
pub struct NotAKey {
    text: String,
    least: usize,
    most: usize,
    joiner: &'static str,
}

fn check(text: &str, most: usize, joiner: char, name: &'static str) -> Result<(), NotAKey> {
    let begins = text.starts_with(|c: char| c.is_ascii_lowercase());
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == joiner;
    if begins && text.len() <= most && text.chars().all(allowed) {
        return Ok(());
    }
    Err(NotAKey { text: text.to_owned(), least: 1, most, joiner: name })
}

macro_rules! key {
    ($(#[$doc:meta])* $name:ident, $most:literal, $joiner:literal, $joiner_name:literal) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Takes the text as a key.
            ///
            /// # Errors
            /// When it is empty, too long, or has a character that a key may not have.
            pub fn new(text: &str) -> Result<Self, NotAKey> {
                check(text, $most, $joiner, $joiner_name)?;
                Ok(Self(text.to_owned()))
            }

            /// The key as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = NotAKey;

            fn try_from(text: String) -> Result<Self, NotAKey> {
                check(&text, $most, $joiner, $joiner_name)?;
                Ok(Self(text))
            }
        }

        impl From<$name> for String {
            fn from(key: $name) -> Self {
                key.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    };
}

key! {
    /// A question. At most 20 characters, so that a name with wave prefix and suffix is legal in
    /// SPSS, Stata and R (32 in Stata, the strictest).
    QuestionKey, 20, '_', "underscores"
}
key! {
    /// A page of a survey; it takes the key of its first question unless it has one of its own.
    PageKey, 20, '_', "underscores"
}
key! {
    /// A wave of a study, such as `four-month`.
    WaveKey, 32, '-', "hyphens"
}
key! {
    /// A survey, such as `baseline`.
    SurveyKey, 32, '-', "hyphens"
}
key! {
    /// A study.
    StudyKey, 32, '-', "hyphens"
}
key! {
    /// A step of a wave, such as `reminder`: it is part of what makes a message one that is sent once.
    StepKey, 20, '-', "hyphens"
}
key! {
    /// A message that can be sent, such as `invitation`.
    MessageKey, 32, '-', "hyphens"
}
#[cfg(feature = "linking")]
key! {
    /// Who holds records about people, such as `dwp-hmrc`.
    OwnerKey, 32, '-', "hyphens"
}
#[cfg(feature = "linking")]
key! {
    /// What data are used for, such as `evaluation`.
    PurposeKey, 32, '-', "hyphens"
}
#[cfg(feature = "linking")]
key! {
    /// A column that an owner of records returns. At most 24 characters, so that it can be given a prefix.
    OutcomeKey, 24, '_', "underscores"
}
