//! Hours at which somebody may be contacted, where they live.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, Utc, Weekday};
use serde::{Deserialize, Serialize};

use super::Holidays;
use crate::calendar;

/// From a time to another on one day, by the clock on the wall; the second is no longer open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Open {
    /// The first moment.
    pub from: NaiveTime,
    /// The moment after the last.
    pub to: NaiveTime,
}

/// The hours of a week. A day without is closed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hours {
    /// Monday to Friday.
    #[serde(default)]
    pub weekdays: Option<Open>,
    /// Saturday.
    #[serde(default)]
    pub saturday: Option<Open>,
    /// Sunday.
    #[serde(default)]
    pub sunday: Option<Open>,
    /// Bank holidays are days like any other.
    #[serde(default)]
    pub on_holidays: bool,
}

/// So many days are looked through for one that is open: no run of holidays and weekends is longer.
const FARTHEST: u64 = 31;

impl Hours {
    /// The first moment, not before `from`, that is open in a time zone; none where there is none within a month.
    #[must_use]
    pub fn first(
        &self,
        zone: &str,
        holidays: &Holidays,
        from: DateTime<Utc>,
    ) -> Option<DateTime<Utc>> {
        let today = calendar::date_in(zone, from);
        (0..=FARTHEST).find_map(|days| {
            let day = today.checked_add_days(Days::new(days))?;
            let Open { from: opens, to: closes } = self.on(holidays, day)?;
            let opens = calendar::instant_in(zone, day, opens)?;
            let closes = calendar::instant_in(zone, day, closes)?;
            let first = opens.max(from);
            (first < closes).then_some(first)
        })
    }

    /// The moment at which the hours end of the day that it is in a time zone; none where that day has none.
    #[must_use]
    pub fn end(
        &self,
        zone: &str,
        holidays: &Holidays,
        now: DateTime<Utc>,
    ) -> Option<DateTime<Utc>> {
        let today = calendar::date_in(zone, now);
        calendar::instant_in(zone, today, self.on(holidays, today)?.to)
    }

    /// The hours of one day.
    #[must_use]
    pub fn on(&self, holidays: &Holidays, day: NaiveDate) -> Option<Open> {
        if !self.on_holidays && holidays.has(day) {
            return None;
        }
        match day.weekday() {
            Weekday::Sat => self.saturday,
            Weekday::Sun => self.sunday,
            _ => self.weekdays,
        }
    }
}
