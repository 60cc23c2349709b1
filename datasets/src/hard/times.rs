//! Dates: where calendars change, where programs begin to count, and the ends of what ISO 8601 writes in four digits.

use chrono::NaiveDate;

use super::{Column, HardError, Owned, variable};
use crate::{Cell, Kind};

/// From the first day that SPSS has: before 1900 (Excel) and 1960 (Stata), and a leap day that Excel believes in.
const DATES: [(i32, u32, u32); 14] = [
    (1582, 10, 15),
    (1752, 9, 2),
    (1899, 12, 30),
    (1899, 12, 31),
    (1900, 1, 1),
    (1900, 2, 28),
    (1900, 3, 1),
    (1959, 12, 31),
    (1960, 1, 1),
    (1969, 12, 31),
    (1970, 1, 1),
    (2000, 2, 29),
    (2026, 11, 30),
    (9999, 12, 31),
];

/// Before that day, by the Gregorian calendar that nobody used then.
const EARLY: [(i32, u32, u32); 5] =
    [(1, 1, 1), (99, 12, 31), (100, 1, 1), (1066, 10, 14), (1582, 10, 14)];

pub(super) fn columns() -> Result<Vec<Column>, HardError> {
    let given = [(0, "Given")];
    let status = variable("born_st", "Date of birth: status", Kind::Whole { least: 0, most: 0 })?;
    let reason = Owned::Of(Cell::Missing(crate::Missing::Refused));
    let born = days(&DATES).map(|date| Owned::Of(Cell::Date(date)));
    let mut states = vec![Owned::Of(Cell::Number(0)); DATES.len()];
    states.push(reason.clone());
    let moments = days(&DATES).zip([(0, 0, 0), (23, 59, 59), (12, 30, 1)].into_iter().cycle());
    let moments = moments.filter_map(|(date, (hour, minute, second))| {
        Some(Owned::Of(Cell::Moment(date.and_hms_opt(hour, minute, second)?.and_utc())))
    });
    Ok(vec![
        (variable("born", "Date of birth", Kind::Date)?, born.clone().chain([reason]).collect()),
        (status.coded(given), states),
        (
            variable("born_early", "A date before 15 October 1582", Kind::Date)?,
            days(&EARLY).map(|date| Owned::Of(Cell::Date(date))).collect(),
        ),
        (variable("began", "When it was begun, in UTC", Kind::Moment)?, moments.collect()),
        (variable("started_job", "Month of the first job", Kind::Month)?, born.collect()),
        (variable("no_date", "An empty column of dates", Kind::Date)?, Vec::new()),
        (variable("no_moment", "An empty column of moments", Kind::Moment)?, Vec::new()),
        (variable("no_month", "An empty column of months", Kind::Month)?, Vec::new()),
    ])
}

fn days(of: &'static [(i32, u32, u32)]) -> impl Iterator<Item = NaiveDate> + Clone {
    of.iter().filter_map(|(year, month, day)| NaiveDate::from_ymd_opt(*year, *month, *day))
}
