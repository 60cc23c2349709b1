//! When somebody is rung, for the message that tells them so.

use chrono::{DateTime, Utc};

use crate::{
    calendar,
    keys::{StepKey, WaveKey},
    messages::CallWindow,
    protocol::Protocol,
    stopping::Way,
    waves::Dates,
};

/// The hours of the first call of a wave that comes with this step or after it, and not before now; none where no call
/// comes.
#[must_use]
pub fn next_call(
    protocol: &Protocol,
    (zone, dates): (&str, &Dates),
    (wave, step): (&WaveKey, &StepKey),
    now: DateTime<Utc>,
) -> Option<CallWindow> {
    let plan = protocol.waves.iter().find(|plan| plan.key() == wave)?;
    let (opens, _) = plan.wave.days(dates)?;
    let own = plan.steps.iter().find(|one| one.key == *step)?;
    let from = plan.day(opens, own)?;
    let calls = plan.steps.iter().filter_map(|one| {
        let mut sends = one.sends.iter().chain(&one.otherwise);
        let call = sends.find(|send| send.way == Way::Phone)?;
        let day = plan.day(opens, one).filter(|day| *day >= from)?;
        calendar::instant_in(zone, day, call.at)
    });
    let hours = protocol.hours.get(&Way::Phone)?;
    let first = hours.first(zone, &protocol.holidays, calls.min()?.max(now))?;
    let on = calendar::date_in(zone, first);
    let open = hours.on(&protocol.holidays, on)?;
    Some(CallWindow { on, from: open.from, to: open.to })
}
