//! Whose decision it was.

use surveys::stopping::Choice;

/// Who decided that something stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decider {
    /// The participant.
    Participant,
    /// Somebody who speaks for a participant who cannot decide.
    Consultee,
    /// Nobody: it happened, and staff learned of it.
    Staff,
}

impl Decider {
    /// Everybody who can be.
    pub const ALL: [Self; 3] = [Self::Participant, Self::Consultee, Self::Staff];

    /// Whether this may be theirs: what happens to somebody is decided by nobody, and what somebody may
    /// want is never staff's to decide.
    #[must_use]
    pub const fn decides(self, choice: Choice) -> bool {
        match self {
            Self::Participant => !choice.is_for_staff(),
            Self::Consultee => true,
            Self::Staff => choice.is_for_staff(),
        }
    }

    /// The decider by its name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|decider| decider.name() == name)
    }

    /// The name in the database and on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Participant => "participant",
            Self::Consultee => "consultee",
            Self::Staff => "staff",
        }
    }
}
