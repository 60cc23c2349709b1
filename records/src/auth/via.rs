//! By whom and in which way answers are given: a participant on the web, or an interviewer who is told them.

use super::{Caseworker, Opened, Participant};

/// By whom and in which way answers are given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Via {
    /// The participant themselves, on the web.
    Web,
    /// An interviewer, by telephone.
    Telephone {
        /// The number of their account.
        staff_id: i32,
        /// Who it is, as the audit has it: `staff 3, interviewer`, never a name.
        actor: String,
    },
}

impl Via {
    /// Its name where a response is stored.
    #[must_use]
    pub const fn mode(&self) -> &'static str {
        match self {
            Self::Web => "web",
            Self::Telephone { .. } => "telephone",
        }
    }

    /// Who saves, as the history has it.
    #[must_use]
    pub fn actor(&self) -> &str {
        match self {
            Self::Web => "participant",
            Self::Telephone { actor, .. } => actor,
        }
    }

    /// The number of the interviewer's account.
    #[must_use]
    pub const fn interviewer(&self) -> Option<i32> {
        match self {
            Self::Web => None,
            Self::Telephone { staff_id, .. } => Some(*staff_id),
        }
    }
}

impl Participant {
    /// Somebody whose survey an interviewer has before them: all that is stored is seen, and what is saved is saved by
    /// telephone. Whether it is them on the line is asked apart, before a page is shown or kept.
    pub(crate) fn by_telephone(opened: Opened, by: &Caseworker) -> Self {
        let via = Via::Telephone { staff_id: by.staff_id(), actor: by.actor() };
        Self { via, is_known: true, has_shown: true, ..Self::unknown(opened) }
    }

    /// By whom and in which way they answer.
    #[must_use]
    pub fn via(&self) -> &Via {
        &self.via
    }

    /// Who does what is done in their name, as the audit has it: by number.
    pub(crate) fn actor(&self) -> &str {
        match &self.via {
            Via::Web => &self.number,
            Via::Telephone { actor, .. } => actor,
        }
    }
}
