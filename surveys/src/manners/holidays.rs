//! Bank holidays, worked out from their rules: a list that somebody has to renew each year is forgotten in one of them.
//!
//! The rules are those of gov.uk/bank-holidays for England and Wales. Days that were proclaimed once, such as that of a
//! coronation, are data.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

/// Where bank holidays are kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Region {
    /// England and Wales.
    #[default]
    EnglandAndWales,
    /// Nowhere: only the days that are written down.
    None,
}

/// The days on which nobody works.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holidays {
    /// Whose rules hold.
    #[serde(default)]
    pub region: Region,
    /// Days beside those of the rules.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<NaiveDate>,
    /// Days of the rules that are none this time, because they were moved.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub except: Vec<NaiveDate>,
}

impl Holidays {
    /// Whether it is one.
    #[must_use]
    pub fn has(&self, day: NaiveDate) -> bool {
        let ruled = match self.region {
            Region::EnglandAndWales => {
                is_moved_never(day) || of_england_and_wales(day.year()).contains(&Some(day))
            }
            Region::None => false,
        };
        self.also.contains(&day) || ruled && !self.except.contains(&day)
    }
}

/// Christmas, the day after it and New Year's Day. On a weekend another day is the bank holiday in their place, and they are
/// what they are all the same: nobody is sent a reminder on Christmas Day.
fn is_moved_never(day: NaiveDate) -> bool {
    matches!((day.month(), day.day()), (12, 25 | 26) | (1, 1))
}

/// The eight of a year.
fn of_england_and_wales(year: i32) -> [Option<NaiveDate>; 8] {
    let day = |month, day| NaiveDate::from_ymd_opt(year, month, day);
    let monday = |month, nth| NaiveDate::from_weekday_of_month_opt(year, month, Weekday::Mon, nth);
    let easter = easter_sunday(year);
    let christmas = day(12, 25).map(after_the_weekend);
    // Christmas Day may have taken the Monday.
    let boxing = day(12, 26)
        .map(after_the_weekend)
        .and_then(|day| if Some(day) == christmas { day.succ_opt() } else { Some(day) });
    [
        day(1, 1).map(after_the_weekend),
        easter.and_then(|sunday| sunday.checked_sub_days(Days::new(2))),
        easter.and_then(|sunday| sunday.succ_opt()),
        monday(5, 1),
        day(5, 31).map(monday_up_to),
        day(8, 31).map(monday_up_to),
        christmas,
        boxing,
    ]
}

/// The day itself, or the Monday after it where it falls on a weekend.
fn after_the_weekend(day: NaiveDate) -> NaiveDate {
    let days = match day.weekday() {
        Weekday::Sat => 2,
        Weekday::Sun => 1,
        _ => 0,
    };
    day + Days::new(days)
}

fn monday_up_to(last: NaiveDate) -> NaiveDate {
    last - Days::new(u64::from(last.weekday().num_days_from_monday()))
}

/// Easter Sunday of the Gregorian calendar, by the anonymous algorithm that Meeus gives (Astronomical Algorithms,
/// chapter 8).
fn easter_sunday(year: i32) -> Option<NaiveDate> {
    let golden = year.rem_euclid(19);
    let (century, of_century) = (year.div_euclid(100), year.rem_euclid(100));
    let sun =
        (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
    let week = (32 + 2 * (century % 4) + 2 * (of_century / 4) - sun - of_century % 4) % 7;
    let late = (golden + 11 * sun + 22 * week) / 451;
    let from_march = sun + week - 7 * late + 114;
    let (month, day) = (from_march / 31, from_march % 31 + 1);
    NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}
