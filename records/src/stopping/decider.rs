//! Whose decision it was.

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
