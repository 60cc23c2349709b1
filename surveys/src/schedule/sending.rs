//! Whether a message that was planned still goes, asked at the moment at which it is to be sent. It is the same schedule,
//! worked out once more: what has changed since, in the protocol or with the person, counts.

use chrono::{DateTime, Utc};

use super::{Because, Fate, Person, Until, schedule};
use crate::{
    keys::{MessageKey, StepKey, WaveKey},
    protocol::Protocol,
    stopping::Way,
};

/// What becomes of a message at the moment at which it is to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AtSending {
    /// It goes now, and says this.
    Goes(MessageKey),
    /// It goes at this moment, as things stand.
    Later(DateTime<Utc>),
    /// It waits for something to pass.
    Waits(Because, Until),
    /// It does not go.
    Not(Because),
}

/// What becomes of the message of one wave, step and way. Whatever is noted of it as handed over is not counted: it waits
/// to be sent.
#[must_use]
pub fn at_sending(
    protocol: &Protocol,
    person: &Person<'_>,
    (wave, step, way): (&WaveKey, &StepKey, Way),
    now: DateTime<Utc>,
) -> AtSending {
    let mut person = person.clone();
    person.handed.retain(|one| (&one.wave, &one.step, one.way) != (wave, step, way));
    let planned = schedule(protocol, &person, now).into_iter();
    let mut own = planned.filter(|one| (&one.wave, &one.step, one.way) == (wave, step, way));
    match own.next() {
        None => AtSending::Not(Because::NotPlanned),
        Some(planned) => match planned.fate {
            Fate::Not(because) => AtSending::Not(because),
            Fate::Later(at) => AtSending::Later(at),
            Fate::Waits(because, until) => AtSending::Waits(because, until),
            Fate::Due(_) | Fate::Handed(_) => AtSending::Goes(planned.message),
        },
    }
}
