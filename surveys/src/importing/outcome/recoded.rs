//! Codes of ours for theirs, as they are told.

use std::fmt;

use super::Told;

/// Which codes stand for theirs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recoded(pub Vec<(String, i32)>);

/// An instrument under other codes than it was published with.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "has {here} where it was published with {there}, so it is not scored, and stands under “adapted”; to have it scored, \
     take out its questions and that, and write “instrument = \"{key}\"” on a page"
)]
pub struct OtherCodes {
    /// What it is called in a survey's file.
    pub key: String,
    /// What can be answered in the file that was brought.
    pub here: String,
    /// What was published.
    pub there: String,
}

/// More are not told one by one.
pub(super) const TOLD_EACH: usize = 30;

impl fmt::Display for Recoded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let (Some((first, from)), Some((last, to))) = (self.0.first(), self.0.last())
            && self.0.len() > TOLD_EACH
        {
            let (first, last) = (Told(first), Told(last));
            return write!(
                f,
                "has the codes {from} to {to}, in their order, from “{first}” to “{last}”"
            );
        }
        let told =
            self.0.iter().map(|(theirs, ours)| format!("the code {ours} for “{}”", Told(theirs)));
        write!(f, "has {}", told.collect::<Vec<_>>().join(", "))
    }
}
