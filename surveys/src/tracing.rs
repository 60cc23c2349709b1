//! Tracing: somebody agreed to be contacted, and nothing reaches them any more. Who that is, what may come of looking for
//! them, and who may know how to reach them.

#[cfg(feature = "calendar")]
mod lost;

mod stable;

mod deaths;

#[cfg(feature = "calendar")]
pub use self::lost::{Lost, Window, lost};
pub use self::{
    deaths::{Alike, Identity, Trait},
    stable::{StableContact, StableContacts, StableProblem},
};
use crate::stopping::{Choice, Way};

/// How somebody learned that an address or number reaches nobody. What a machine tells of a message is not among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unreached {
    /// A letter came back.
    ReturnedMail,
    /// The number is somebody else's.
    WrongNumber,
    /// The number does not work.
    DeadNumber,
    /// The number is a landline: it can be rung, and no text gets there.
    Landline,
}

impl Unreached {
    /// All of them.
    pub const ALL: [Self; 4] =
        [Self::ReturnedMail, Self::WrongNumber, Self::DeadNumber, Self::Landline];

    /// Its name in files and in the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ReturnedMail => "returned_mail",
            Self::WrongNumber => "wrong_number",
            Self::DeadNumber => "dead_number",
            Self::Landline => "landline",
        }
    }

    /// The one with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }

    /// In which ways nobody is reached then, while it is the same address or number.
    #[must_use]
    pub const fn ways(self) -> &'static [Way] {
        match self {
            Self::ReturnedMail => &[Way::Post],
            Self::WrongNumber | Self::DeadNumber => &[Way::Sms, Way::Phone],
            Self::Landline => &[Way::Sms],
        }
    }
}

/// What came of looking for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// Another address or number was found.
    NewDetails,
    /// One of their contacts passes a message on.
    PassedOn,
    /// Nobody answered.
    NoAnswer,
    /// They live abroad now.
    MovedAbroad,
    /// Nobody there knows them.
    NotKnownThere,
    /// They have died.
    Died,
    /// They were found, and want to hear nothing more.
    NotToBeContacted,
    /// There is nowhere else to look.
    NotFound,
}

impl Outcome {
    /// All of them, as they are offered.
    pub const ALL: [Self; 8] = [
        Self::NewDetails,
        Self::PassedOn,
        Self::NoAnswer,
        Self::NotKnownThere,
        Self::MovedAbroad,
        Self::NotToBeContacted,
        Self::Died,
        Self::NotFound,
    ];

    /// Its name in forms and in the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NewDetails => "new-details",
            Self::PassedOn => "passed-on",
            Self::NoAnswer => "no-answer",
            Self::MovedAbroad => "moved-abroad",
            Self::NotKnownThere => "not-known-there",
            Self::Died => "died",
            Self::NotToBeContacted => "not-to-be-contacted",
            Self::NotFound => "not-found",
        }
    }

    /// The one with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }

    /// What stops with it.
    #[must_use]
    pub const fn stops(self) -> Option<Choice> {
        match self {
            Self::Died => Some(Choice::Died),
            Self::NotToBeContacted => Some(Choice::NoMoreSurveys),
            _ => None,
        }
    }

    /// Whether nobody looks any further, until something else is known of them.
    #[must_use]
    pub const fn ends_it(self) -> bool {
        matches!(self, Self::NotFound)
    }
}
