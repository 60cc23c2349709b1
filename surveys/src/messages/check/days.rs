//! On which days of a wave a contact may be made.

use chrono::{NaiveDate, TimeDelta};

use crate::protocol::{Plan, Step};

/// The first and the last, from the wave's opening, whichever day of the week that is.
pub(in crate::messages) fn days(plan: &Plan, step: &Step) -> (i64, i64) {
    const MONDAY: NaiveDate = NaiveDate::from_ymd_opt(2024, 1, 1).expect("a date");
    let openings = (0..7).map(|days| MONDAY + TimeDelta::days(days));
    let own = openings.filter_map(|opens| Some((plan.day(opens, step)? - opens).num_days()));
    own.fold(None, |found: Option<(i64, i64)>, day| {
        Some(found.map_or((day, day), |(first, last)| (first.min(day), last.max(day))))
    })
    .unwrap_or((i64::from(step.day), i64::from(step.day)))
}
