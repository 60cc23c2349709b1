//! Dates where a participant lives.

use std::cell::RefCell;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Utc};
use jiff::{Timestamp, civil, tz::TimeZone};

/// The calendar date at an instant in a time zone, by its IANA name. An unknown zone is taken as
/// London's, where the studies are; studies are refused with one when they are loaded.
#[must_use]
pub fn date_in(zone: &str, at: DateTime<Utc>) -> NaiveDate {
    let local = Timestamp::from_second(at.timestamp()).ok().zip(known(zone));
    let date = local.map(|(instant, zone)| instant.to_zoned(zone).date());
    date.and_then(|date| {
        let (year, month, day) = (i32::from(date.year()), date.month(), date.day());
        NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
    })
    .unwrap_or_else(|| at.date_naive())
}

/// What calendar and clock show at an instant in a time zone, to the minute. An unknown zone is taken
/// as London's.
#[must_use]
pub fn moment_in(zone: &str, at: DateTime<Utc>) -> NaiveDateTime {
    let local = Timestamp::from_second(at.timestamp()).ok().zip(known(zone));
    let time = local.and_then(|(instant, zone)| {
        let local = instant.to_zoned(zone);
        let (hour, minute) =
            (u32::try_from(local.hour()).ok()?, u32::try_from(local.minute()).ok()?);
        NaiveTime::from_hms_opt(hour, minute, 0)
    });
    date_in(zone, at).and_time(time.unwrap_or_else(|| at.time()))
}

/// The instant at which it is this time on this day in a time zone. A time that the clock skips in
/// spring is taken as if it had not been put forward, one that comes twice in autumn as the first.
#[must_use]
pub fn instant_in(zone: &str, day: NaiveDate, time: NaiveTime) -> Option<DateTime<Utc>> {
    let zone = known(zone)?;
    let local = civil::DateTime::new(
        i16::try_from(day.year()).ok()?,
        i8::try_from(day.month()).ok()?,
        i8::try_from(day.day()).ok()?,
        i8::try_from(time.hour()).ok()?,
        i8::try_from(time.minute()).ok()?,
        0,
        0,
    );
    let at = local.ok()?.to_zoned(zone).ok()?.timestamp();
    DateTime::from_timestamp(at.as_second(), 0)
}

/// The zone by this name, or London's. Whoever asks goes on to ask about the same one, hundreds of times for one person's
/// schedule, so each thread keeps the last. The rules of all zones are in the program: they do not change while it runs.
fn known(zone: &str) -> Option<TimeZone> {
    thread_local! {
        static LAST: RefCell<Option<(String, TimeZone)>> = const { RefCell::new(None) };
    }
    LAST.with_borrow_mut(|last| match last {
        Some((name, known)) if name == zone => Some(known.clone()),
        _ => {
            let known = TimeZone::get(zone).or_else(|_| TimeZone::get("Europe/London")).ok()?;
            *last = Some((zone.to_owned(), known.clone()));
            Some(known)
        }
    })
}

/// Whether there is a time zone by this name.
#[must_use]
pub fn knows(zone: &str) -> bool {
    TimeZone::get(zone).is_ok()
}
