//! What is due for one person, when, and why or why not: worked out from the protocol, from facts and from the time that
//! it is given. Nothing is planned ahead and kept, so whatever changes, changes it for everybody at once.

mod contacts;

mod person;

mod spacing;

mod because;

mod sending;

mod calling;

use chrono::{DateTime, TimeDelta, Utc};

pub use self::{
    calling::next_call,
    person::{Arrival, Handed, Person, Reach, Stand},
    sending::{AtSending, at_sending},
};
use crate::{
    keys::{MessageKey, StepKey, WaveKey},
    protocol::Protocol,
    stopping::Way,
};

/// One message to one person. Wave, step and way name it: no person has two with the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// About which wave.
    pub wave: WaveKey,
    /// As which step.
    pub step: StepKey,
    /// In which way.
    pub way: Way,
    /// What is said.
    pub message: MessageKey,
    /// What becomes of it.
    pub fate: Fate,
}

/// What becomes of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It was handed over at this moment.
    Handed(DateTime<Utc>),
    /// It is to go now; its moment was this one.
    Due(DateTime<Utc>),
    /// It goes at this moment, as things stand.
    Later(DateTime<Utc>),
    /// It does not go, as things stand.
    Not(Because),
}

/// Why a message does not go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Because {
    /// The date from which the wave is counted is not known.
    NoDate,
    /// The survey was sent.
    Complete,
    /// They stopped this survey, or all.
    Stopped,
    /// It is for who has begun, and they have not.
    NotBegun,
    /// It is for who has not begun, and they have.
    Begun,
    /// They have not agreed to this way.
    NotAgreed,
    /// They take no messages in this way any more.
    OptedOut,
    /// We have no address or number.
    NoAddress,
    /// What we sent there did not arrive.
    Unreachable,
    /// It is there for who cannot be reached in another way, and they can.
    OtherWay,
    /// They wish to hear nothing on that day.
    Paused,
    /// It would come too late to be of use.
    Passed,
    /// The wave has as many contacts as it may have.
    Enough,
    /// The wave closes before it may go.
    Closed,
    /// No hour of its way comes.
    NoHour,
    /// The protocol has no such contact any more.
    NotPlanned,
}

/// So long may a letter wait for whoever prints it.
const PRINTED_WITHIN: TimeDelta = TimeDelta::days(14);

/// How long after its moment a message in this way is still of use.
#[must_use]
pub fn late(protocol: &Protocol, way: Way) -> TimeDelta {
    let late = TimeDelta::hours(i64::from(protocol.hours_late));
    if way == Way::Post { late.max(PRINTED_WITHIN) } else { late }
}

/// Everything that the protocol has for one person, in the order in which it comes to pass.
#[must_use]
pub fn schedule(protocol: &Protocol, person: &Person<'_>, now: DateTime<Utc>) -> Vec<Planned> {
    contacts::of(protocol, person, now)
}
