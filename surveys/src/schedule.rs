//! What is due for one person, when, and why or why not: worked out from the protocol, from facts and from the time that
//! it is given. Nothing is planned ahead and kept, so whatever changes, changes it for everybody at once.

mod contacts;

mod moving;

mod waiting;

mod person;

mod spacing;

mod because;

mod sending;

mod calling;

use chrono::{DateTime, Days, NaiveTime, TimeDelta, Utc};

pub use self::{
    calling::next_call,
    person::{Arrival, Handed, Person, Reach, Stand},
    sending::{AtSending, at_sending},
};
use crate::{
    calendar,
    keys::{MessageKey, StepKey, WaveKey},
    protocol::{Plan, Protocol},
    stopping::Way,
    waves::Dates,
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
    /// It waits for something to pass.
    Waits(Because, Until),
    /// It does not go, as things stand.
    Not(Because),
}

/// Until when a message waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// What keeps it has passed then, as things stand, and it goes at this moment.
    Goes(DateTime<Utc>),
    /// It goes once nothing keeps it any more, if that is by this moment; after it, it would come too late.
    AtTheLatest(DateTime<Utc>),
}

/// Why a message does not go, or waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Because {
    /// The date from which the wave is counted is not known.
    NoDate,
    /// The survey was sent.
    Complete,
    /// They stopped this survey.
    Stopped,
    /// They have died, take part no longer, or are asked for nothing any more.
    Ended,
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
    /// Its survey cannot be begun by anybody at present.
    Shut,
    /// All that is sent is held.
    Held,
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

/// The moment after which a message whose own was this one is not sent any more: it would come too late, or the wave has
/// closed.
#[must_use]
pub fn last_moment(
    protocol: &Protocol,
    plan: &Plan,
    (zone, dates): (&str, &Dates),
    (way, moment): (Way, DateTime<Utc>),
) -> DateTime<Utc> {
    let late = moment + late(protocol, way);
    let last = plan.wave.days(dates).and_then(|(_, last)| last);
    let next = last.and_then(|last| last.checked_add_days(Days::new(1)));
    let closes = next.and_then(|day| calendar::instant_in(zone, day, NaiveTime::MIN));
    closes.map_or(late, |closes| closes.min(late))
}

impl Fate {
    /// When it goes, as things stand, unless it was handed over already.
    #[must_use]
    pub const fn goes(self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        match self {
            Self::Due(_) => Some(now),
            Self::Later(at) | Self::Waits(_, Until::Goes(at)) => Some(at),
            Self::Handed(_) | Self::Waits(_, Until::AtTheLatest(_)) | Self::Not(_) => None,
        }
    }
}

/// Everything that the protocol has for one person, in the order in which it comes to pass.
#[must_use]
pub fn schedule(protocol: &Protocol, person: &Person<'_>, now: DateTime<Utc>) -> Vec<Planned> {
    contacts::of(protocol, person, now)
}
