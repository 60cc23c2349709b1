//! The day on which a contact is made: its own, and those until the day of the week on which it may be.

use chrono::{Datelike, Days, NaiveDate, TimeDelta, Weekday};

use super::{Plan, Send, Step};
use crate::{
    manners::{Holidays, Hours, Open, Region},
    waves::Batch,
};

/// A week, from Monday on.
pub(super) fn week() -> impl Iterator<Item = NaiveDate> {
    const MONDAY: NaiveDate = NaiveDate::from_ymd_opt(2024, 1, 1).expect("a date");
    (0..7).map(|days| MONDAY + TimeDelta::days(days))
}

impl Plan {
    /// The day of a step where the wave opens on this day. None where no such day is known to the calendar, or the step
    /// that it comes after does not stand before it.
    #[must_use]
    pub fn day(&self, opens: NaiveDate, step: &Step) -> Option<NaiveDate> {
        let from = match &step.after {
            None => opens,
            Some(key) => self.day(opens, self.before(step).find(|one| one.key == *key)?)?,
        };
        let day = from.checked_add_signed(TimeDelta::days(i64::from(step.day)))?;
        let is_one = |day: &NaiveDate| step.on.is_empty() || step.on.contains(&day.weekday());
        (0..7).filter_map(|days| day.checked_add_days(Days::new(days))).find(is_one)
    }

    /// The first and the last day on which a step may be made, from the wave's opening, whichever day of the week that is.
    #[must_use]
    pub fn days(&self, step: &Step) -> (i64, i64) {
        let own =
            self.openings().filter_map(|opens| Some((self.day(opens, step)? - opens).num_days()));
        own.fold(None, |found: Option<(i64, i64)>, day| {
            Some(found.map_or((day, day), |(first, last)| (first.min(day), last.max(day))))
        })
        .unwrap_or((i64::from(step.day), i64::from(step.day)))
    }

    /// A day for each day of the week on which its wave may open.
    pub(super) fn openings(&self) -> impl Iterator<Item = NaiveDate> {
        let on = match self.wave.batch {
            Some(Batch::Weekly(on)) => Some(on),
            Some(Batch::Monthly(_)) | None => None,
        };
        week().filter(move |day| on.is_none_or(|on| day.weekday() == on))
    }

    /// The steps that stand before it.
    fn before(&self, step: &Step) -> impl Iterator<Item = &Step> {
        self.steps.iter().take_while(|one| one.key != step.key)
    }
}

impl Step {
    /// The days of the week, from Monday on, on which it may be made and a message of it may go at its time.
    pub(super) fn open_days(&self, hours: &Hours, send: &Send) -> impl Iterator<Item = Weekday> {
        // The Monday of this week is a bank holiday; what is asked is about Mondays.
        let none = Holidays { region: Region::None, ..Holidays::default() };
        let at = send.at;
        let is_open = move |open: Open| open.from <= at && at < open.to;
        let own = week().filter(move |day| self.on.is_empty() || self.on.contains(&day.weekday()));
        own.filter(move |day| hours.on(&none, *day).is_some_and(is_open)).map(|day| day.weekday())
    }
}
