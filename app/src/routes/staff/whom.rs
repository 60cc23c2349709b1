//! Whom a page lets in.

use records::{auth::Arrived, studies::StudyHandle};
use surveys::roles::Act;

/// For whom something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum For {
    /// Whoever comes.
    Anybody,
    /// Whoever has given their password.
    AtTheDoor,
    /// Whoever has come in.
    Staff,
    /// Whoever may do this; where the address names a study, in that study.
    Whoever(Act),
}

impl For {
    /// Whether somebody who has come so far is let in, in the study that the address names.
    #[must_use]
    pub fn lets_in(self, arrived: Option<&Arrived>, study: Option<&StudyHandle>) -> bool {
        match (self, arrived) {
            (Self::Anybody, _) => true,
            (Self::AtTheDoor, arrived) => arrived.is_some(),
            (Self::Staff, Some(Arrived::In(_))) => true,
            (Self::Whoever(act), Some(Arrived::In(member))) => match study {
                Some(study) => member.may_in(act, study),
                None => member.may(act),
            },
            _ => false,
        }
    }
}
