//! What is known of the person for whom a schedule is worked out.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    keys::{StepKey, WaveKey},
    stopping::Way,
    waves::Dates,
};

/// One person, as the facts have them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Person<'a> {
    /// Where they live, as an IANA name.
    pub zone: &'a str,
    /// From what their waves are counted.
    pub dates: Dates,
    /// How they can be reached; what is not here was never agreed to.
    pub ways: BTreeMap<Way, Reach>,
    /// How each wave stands; what is not here was not begun.
    pub waves: BTreeMap<WaveKey, Stand>,
    /// The waves whose survey nobody can begin at present.
    pub shut: BTreeSet<WaveKey>,
    /// They take part in nothing any more, or have died.
    pub has_ended: bool,
    /// When nobody contacts them, since something they answered is being looked after: in order, from the first moment of each
    /// time to the one with which it is over.
    pub held: Vec<Range<DateTime<Utc>>>,
    /// They wish to hear nothing up to and including this day.
    pub paused_until: Option<NaiveDate>,
    /// What was handed over, in any order.
    pub handed: Vec<Handed>,
}

/// Whether somebody can be contacted in one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// They agreed, there is an address or number, and nothing came back.
    Open,
    /// They have not agreed.
    NotAgreed,
    /// They agreed once, and no longer.
    OptedOut,
    /// There is no address or number.
    NoAddress,
    /// What was sent there did not arrive.
    Unreachable,
}

/// How a wave stands for somebody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stand {
    /// Nothing was answered.
    #[default]
    NotBegun,
    /// Something was answered.
    Begun,
    /// It was sent.
    Complete,
    /// They stopped it.
    Stopped,
}

/// A message that was handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handed {
    /// About which wave.
    pub wave: WaveKey,
    /// As which step.
    pub step: StepKey,
    /// In which way.
    pub way: Way,
    /// When.
    pub at: DateTime<Utc>,
    /// What became of it.
    pub arrival: Arrival,
}

/// What became of a message that was handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// It waits to be sent.
    Waits,
    /// It has left, or may have, and nothing says that it did not arrive.
    Left,
    /// It has left and did not arrive, as was known from this moment on.
    CameBack(DateTime<Utc>),
    /// It has left and nothing says that it arrived; from this moment on it was known that the number it went to is not theirs.
    NotTheirs(DateTime<Utc>),
    /// It could not be given away, as was settled at this moment.
    Failed(DateTime<Utc>),
    /// When its time had come, it was not to be sent.
    NotSent,
}

impl Handed {
    /// Whether the person was contacted by it, or still may be. What never left, or went to somebody else, is no contact, and
    /// is still not sent twice.
    #[must_use]
    pub const fn is_contact(&self) -> bool {
        match self.arrival {
            Arrival::Waits | Arrival::Left | Arrival::CameBack(_) => true,
            Arrival::NotTheirs(_) | Arrival::Failed(_) | Arrival::NotSent => false,
        }
    }

    /// Since when it is known that it does not arrive, where it was tried.
    pub(super) const fn missed(&self) -> Option<DateTime<Utc>> {
        match self.arrival {
            Arrival::CameBack(at) | Arrival::NotTheirs(at) | Arrival::Failed(at) => Some(at),
            Arrival::Waits | Arrival::Left | Arrival::NotSent => None,
        }
    }
}
