//! Whether what is about to be agreed can be kept: the interviewer learns it while the person is still on the line.

use chrono::{DateTime, Utc};

use super::{Agreed, CallRules, Case};
use crate::{calendar, manners::Holidays};

/// Why it cannot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoPromise {
    /// It has passed.
    #[error("this time has passed")]
    Past,
    /// It ends before it begins.
    #[error("the second time comes before the first")]
    Backwards,
    /// It ends as it begins.
    #[error("the second time is the same as the first: write a later one")]
    NoTime,
    /// Nobody rings at that time.
    #[error("nobody can be rung at this time of the week")]
    Shut,
    /// The wave closes before.
    #[error("the survey is closed by then")]
    Closed,
}

/// Whether a call can be agreed for a time.
///
/// Whether the person was rung often enough by then is not asked: what they wish is kept.
///
/// # Errors
/// Why it cannot.
pub fn may_promise(
    agreed: Agreed,
    case: &Case<'_>,
    (rules, holidays): (&CallRules, &Holidays),
    now: DateTime<Utc>,
) -> Result<(), NoPromise> {
    let closes = |at| case.closes.is_some_and(|closes| closes <= at);
    let (from, until) = match agreed {
        Agreed::At(at) => (at, None),
        Agreed::Between(from, until) if until < from => return Err(NoPromise::Backwards),
        Agreed::Between(from, until) if until == from => return Err(NoPromise::NoTime),
        Agreed::Between(from, until) => (from.max(now), Some(until)),
        Agreed::On(day) if day < calendar::date_in(case.zone, now) => return Err(NoPromise::Past),
        // Nothing is promised to who is away: if the wave is over by then, nobody rings them about it any more.
        Agreed::On(_) => return Ok(()),
    };
    if from < now || until.is_some_and(|until| until <= now) {
        return Err(NoPromise::Past);
    }
    let open = rules.appointments.first(case.zone, holidays, from);
    let is_open = |open: &DateTime<Utc>| until.map_or(*open == from, |until| *open < until);
    match open.filter(is_open) {
        None => Err(NoPromise::Shut),
        Some(open) if closes(open) => Err(NoPromise::Closed),
        Some(_) => Ok(()),
    }
}
