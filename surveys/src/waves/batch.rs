//! Waves that are issued in batches: on one day of each week, or of each month.

use std::{fmt, str::FromStr};

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("Monday", Weekday::Mon),
    ("Tuesday", Weekday::Tue),
    ("Wednesday", Weekday::Wed),
    ("Thursday", Weekday::Thu),
    ("Friday", Weekday::Fri),
    ("Saturday", Weekday::Sat),
    ("Sunday", Weekday::Sun),
];
/// The last day that every month has.
const LAST: u8 = 28;

/// On which days a wave is issued. In files it is `weekly on Monday` or `monthly on day 1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Batch {
    /// Each week on this day.
    Weekly(Weekday),
    /// Each month on this day, from 1 to 28.
    Monthly(u8),
}

/// What is no batch.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "this is no batch; write “weekly on Monday”, or “monthly on day 1” with a day from 1 to 28"
)]
pub struct NoBatch;

impl Batch {
    /// The first day of a batch that is this day or comes after it.
    #[must_use]
    pub fn first(self, from: NaiveDate) -> NaiveDate {
        let found = match self {
            Self::Weekly(on) => {
                let mut days = (0..7).filter_map(|days| from.checked_add_days(Days::new(days)));
                days.find(|day| day.weekday() == on)
            }
            Self::Monthly(on) => (0..2).find_map(|months| {
                let month = from.checked_add_months(Months::new(months))?;
                month.with_day(on.into()).filter(|day| *day >= from)
            }),
        };
        found.unwrap_or(NaiveDate::MAX)
    }

    /// For so many days somebody waits at most until a batch comes.
    #[must_use]
    pub const fn longest_wait(self) -> u16 {
        match self {
            Self::Weekly(_) => 6,
            Self::Monthly(_) => 30,
        }
    }
}

/// A day of the week in full: `Monday`.
#[must_use]
pub fn day_in_words(on: Weekday) -> &'static str {
    WEEKDAYS.iter().find(|(_, day)| *day == on).map_or("", |(name, _)| *name)
}

impl fmt::Display for Batch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Weekly(on) => {
                write!(f, "weekly on {}", day_in_words(*on))
            }
            Self::Monthly(on) => write!(f, "monthly on day {on}"),
        }
    }
}

impl FromStr for Batch {
    type Err = NoBatch;

    fn from_str(text: &str) -> Result<Self, NoBatch> {
        if let Some(name) = text.strip_prefix("weekly on ") {
            let day = WEEKDAYS.iter().find(|(known, _)| *known == name);
            return day.map(|(_, day)| Self::Weekly(*day)).ok_or(NoBatch);
        }
        let day = text.strip_prefix("monthly on day ").and_then(|day| day.parse().ok());
        let day = day.filter(|day| (1..=LAST).contains(day)).map(Self::Monthly).ok_or(NoBatch)?;
        // One way of writing it: +1 and 01 are none.
        if day.to_string() == text { Ok(day) } else { Err(NoBatch) }
    }
}

impl TryFrom<String> for Batch {
    type Error = NoBatch;

    fn try_from(text: String) -> Result<Self, NoBatch> {
        text.parse()
    }
}

impl From<Batch> for String {
    fn from(batch: Batch) -> Self {
        batch.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn whoever_is_due_on_the_day_of_a_batch_is_in_it_and_whoever_is_due_after_it_in_the_next() {
        for (batch, own, opens) in [
            ("weekly on Monday", "2027-01-04", "2027-01-04"),
            ("weekly on Monday", "2027-01-05", "2027-01-11"),
            ("weekly on Sunday", "2027-01-04", "2027-01-10"),
            ("monthly on day 1", "2027-01-01", "2027-01-01"),
            ("monthly on day 1", "2027-01-02", "2027-02-01"),
            ("monthly on day 28", "2027-01-29", "2027-02-28"),
            ("monthly on day 15", "2027-12-31", "2028-01-15"),
        ] {
            let batch: Batch = batch.parse().expect("a batch");
            let first = batch.first(day(own));
            assert_eq!(first, day(opens), "{batch}, {own}");
            assert!((first - day(own)).num_days() <= batch.longest_wait().into(), "{batch}");
        }
        assert_eq!(Batch::Monthly(1).first(NaiveDate::MAX), NaiveDate::MAX);
    }

    #[test]
    fn a_batch_is_written_in_one_way() {
        for (name, on) in WEEKDAYS {
            assert_eq!(format!("weekly on {name}").parse(), Ok(Batch::Weekly(on)));
        }
        for wrong in [
            "",
            "weekly",
            "weekly on Mon",
            "weekly on monday",
            "monthly on day 0",
            "monthly on day 29",
            "monthly on day 01",
            "monthly on day +1",
            "monthly on 1",
        ] {
            assert_eq!(wrong.parse::<Batch>(), Err(NoBatch), "{wrong}");
        }
    }
}
