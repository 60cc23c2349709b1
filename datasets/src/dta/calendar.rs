//! Stata's calendar: Gregorian, from the year 100 to the year 9999, and counted from the beginning of 1960.

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, TimeDelta, Utc};

/// The first year that Stata shows.
const FIRST_YEAR: i32 = 100;

/// From the first day of 1970, where chrono counts from, to that of 1960.
const MILLISECONDS: i64 = -315_619_200_000;
const DAYS: i64 = MILLISECONDS / 86_400_000;

/// `%td`: days since 1 January 1960. None before the year 100.
pub(super) fn days(date: NaiveDate) -> Option<i32> {
    let days = date.signed_duration_since(NaiveDate::default()).num_days() - DAYS;
    (date.year() >= FIRST_YEAR).then(|| i32::try_from(days).ok()).flatten()
}

/// `%tc`: milliseconds since 1960 began, as if there were no leap seconds. None before the year 100.
pub(super) fn milliseconds(moment: DateTime<Utc>) -> Option<f64> {
    let milliseconds = moment.timestamp_millis() - MILLISECONDS;
    // A double holds them up to the year 9999 and far beyond.
    (moment.year() >= FIRST_YEAR).then_some(milliseconds as f64)
}

/// The day of a `%td`. None for one outside of the years 1 to 9999.
pub(super) fn date(days: f64) -> Option<NaiveDate> {
    let days = whole(days)?.checked_add(DAYS)?;
    let delta = TimeDelta::try_days(days)?;
    in_years(NaiveDate::default().checked_add_signed(delta)?)
}

/// The moment of a `%tc`. None for one outside of the years 1 to 9999.
pub(super) fn moment(milliseconds: f64) -> Option<DateTime<Utc>> {
    let milliseconds = whole(milliseconds)?.checked_add(MILLISECONDS)?;
    DateTime::from_timestamp_millis(milliseconds)
        .filter(|moment| in_years(moment.date_naive()).is_some())
}

/// The first day of a `%tm`, months since January 1960. None for one outside of the years 1 to 9999.
pub(super) fn month(months: f64) -> Option<NaiveDate> {
    let months = whole(months)?;
    let epoch = NaiveDate::default().checked_sub_days(Days::new(DAYS.unsigned_abs()))?;
    let many = Months::new(u32::try_from(months.unsigned_abs()).ok()?);
    let first =
        if months < 0 { epoch.checked_sub_months(many) } else { epoch.checked_add_months(many) };
    in_years(first?)
}

/// Stata shows the day, month or millisecond that a fraction falls in.
fn whole(number: f64) -> Option<i64> {
    let number = number.floor();
    (number.abs() < 9.0e15).then_some(number as i64)
}

fn in_years(date: NaiveDate) -> Option<NaiveDate> {
    (1..=9999).contains(&date.year()).then_some(date)
}
