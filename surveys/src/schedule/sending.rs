//! Whether a message that was planned still goes, asked at the moment at which it is to be sent. It is the same schedule,
//! worked out once more: what has changed since, in the protocol or with the person, counts.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Because, Fate, Person, schedule};
use crate::{
    calendar,
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
    Waits(DateTime<Utc>),
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
            Fate::Later(at) => AtSending::Waits(at),
            Fate::Due(moment) | Fate::Handed(moment) => {
                match opens(protocol, &person, (wave, way), (moment, now)) {
                    Ok(at) if at > now => AtSending::Waits(at),
                    Ok(_) => AtSending::Goes(planned.message),
                    Err(because) => AtSending::Not(because),
                }
            }
        },
    }
}

/// The first moment from now on at which its way is open, for a message whose own moment has come.
fn opens(
    protocol: &Protocol,
    person: &Person<'_>,
    (wave, way): (&WaveKey, Way),
    (moment, now): (DateTime<Utc>, DateTime<Utc>),
) -> Result<DateTime<Utc>, Because> {
    let hours = protocol.hours.get(&way).ok_or(Because::NoHour)?;
    let at = hours.first(person.zone, &protocol.holidays, now).ok_or(Because::NoHour)?;
    let plan = protocol.waves.iter().find(|plan| plan.key() == wave);
    let last = plan.and_then(|plan| plan.wave.days(&person.dates)).and_then(|(_, last)| last);
    if last.is_some_and(|last| calendar::date_in(person.zone, at) > last) {
        return Err(Because::Closed);
    }
    let late = TimeDelta::hours(i64::from(protocol.hours_late));
    if at - moment > late { Err(Because::Passed) } else { Ok(at) }
}
