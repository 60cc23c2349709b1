//! Options that look like reasons for no answer, and stay options.

use super::Told;

/// An option that looks like a reason for no answer, and why it stays an option.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("keeps “{}” as an option, with a code that counts as an answer, since {why}", Told(.option))]
pub struct Staying {
    /// Its words.
    pub option: String,
    /// Why it stays.
    pub why: Stays,
}

impl Staying {
    /// Where it would leave less than two.
    pub(in crate::importing) fn for_want_of_others(option: &str) -> Self {
        Self { option: option.to_owned(), why: Stays::TooFew }
    }
}

/// Why such an option stays one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Stays {
    /// Conditions cannot look for a reason.
    #[error("a condition looks for it")]
    LookedFor,
    /// The same words answer an offer.
    #[error(
        "it may be one; if it only says why there is no answer, take it out: “prefer not to say” and “don't know” are \
         offered without it"
    )]
    MayBeAnswer,
    /// A choice takes two.
    #[error("there would be less than two left to choose from")]
    TooFew,
}
