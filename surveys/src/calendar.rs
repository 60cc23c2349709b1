//! Dates where a participant lives.

use chrono::{DateTime, NaiveDate, Utc};
use jiff::{Timestamp, tz::TimeZone};

/// The calendar date at an instant in a time zone, by its IANA name. An unknown zone is taken as
/// London's, where the studies are; studies are refused with one when they are loaded.
#[must_use]
pub fn date_in(zone: &str, at: DateTime<Utc>) -> NaiveDate {
    let zone = TimeZone::get(zone).or_else(|_| TimeZone::get("Europe/London"));
    let local = Timestamp::from_second(at.timestamp()).ok().zip(zone.ok());
    let date = local.map(|(instant, zone)| instant.to_zoned(zone).date());
    date.and_then(|date| {
        let (year, month, day) = (i32::from(date.year()), date.month(), date.day());
        NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
    })
    .unwrap_or_else(|| at.date_naive())
}

/// Whether there is a time zone by this name.
#[must_use]
pub fn knows(zone: &str) -> bool {
    TimeZone::get(zone).is_ok()
}
