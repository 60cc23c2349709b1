//! The day on which a contact is made: its own, and those until the day of the week on which it may be.

use chrono::{Datelike, Days, NaiveDate, TimeDelta};

use super::{Plan, Step};

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

    /// The steps that stand before it.
    fn before(&self, step: &Step) -> impl Iterator<Item = &Step> {
        self.steps.iter().take_while(|one| one.key != step.key)
    }
}
