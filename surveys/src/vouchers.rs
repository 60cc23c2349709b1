//! What people are given as thanks: what a voucher is worth, how somebody would like theirs, how one stands, and why
//! another is given in its place.

mod worth;

use crate::value::{Answers, Value};

pub use self::worth::{NotWorth, Worth};

/// The question by whose answer somebody says how they would like their voucher.
const QUESTION: &str = "voucher";

/// How somebody said that they would like their voucher.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// By email.
    Email,
    /// By post.
    Post,
    /// They want none.
    Nothing,
}

impl Wish {
    /// What was answered, where the survey asks. A survey that does not ask, and somebody who does not say, leave it to
    /// the team.
    #[must_use]
    pub fn of(answers: &Answers) -> Option<Self> {
        match answers.get(QUESTION)? {
            Value::Code(1) => Some(Self::Email),
            Value::Code(2) => Some(Self::Post),
            Value::Code(3) => Some(Self::Nothing),
            _ => None,
        }
    }
}

/// How a voucher goes to somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GivenBy {
    /// By email.
    Email,
    /// In a letter, which the team prints and posts.
    Letter,
}

impl GivenBy {
    const ALL: [Self; 2] = [Self::Email, Self::Letter];

    /// The name in the database, in forms and in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Letter => "letter",
        }
    }

    /// The one of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|by| by.name() == name)
    }
}

/// How a voucher stands. Each that was ever brought stands in exactly one of these ways, so that their sums are the stock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It can be given.
    InStock,
    /// It is somebody's, and is on its way to them.
    SetAside,
    /// It was given.
    Given,
    /// It was given in place of one that was spoiled.
    Reissued,
    /// It was given, and did not serve.
    Spoiled,
    /// Its last day came before it was given.
    Expired,
}

impl Standing {
    /// Every way, in the order in which they are told.
    pub const ALL: [Self; 6] =
        [Self::InStock, Self::SetAside, Self::Given, Self::Reissued, Self::Spoiled, Self::Expired];

    /// Its name in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::InStock => "in stock",
            Self::SetAside => "set aside",
            Self::Given => "given",
            Self::Reissued => "re-issued",
            Self::Spoiled => "spoiled",
            Self::Expired => "expired",
        }
    }
}

/// Why another voucher is given in place of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It never came.
    NotArrived,
    /// It went to an address that is not theirs.
    WrongAddress,
    /// The code was refused.
    DidNotWork,
}

impl Reason {
    /// Every reason, as they are offered.
    pub const ALL: [Self; 3] = [Self::NotArrived, Self::WrongAddress, Self::DidNotWork];

    /// The name in the database, in forms and in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotArrived => "not arrived",
            Self::WrongAddress => "wrong address",
            Self::DidNotWork => "code did not work",
        }
    }

    /// The one of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.name() == name)
    }
}
