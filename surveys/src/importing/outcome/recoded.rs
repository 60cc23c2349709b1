//! Codes of ours for theirs, as they are told.

use std::fmt;

use super::Told;

/// Which codes stand for theirs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recoded(pub Vec<(String, i32)>);

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
