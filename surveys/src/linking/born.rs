//! Dates of birth as files have them.

use chrono::{Months, NaiveDate};

use super::Unfit;
use crate::digits::western;

/// Longer ago nobody was born who answers.
const OLDEST: Months = Months::new(120 * 12);

/// A date of birth, written as `1990-03-20`, or with the day first as `20/03/1990`, with dots, hyphens or spaces. A year has
/// four digits, so that nobody is a century out.
///
/// # Errors
/// When it is no day, lies after `today`, or is more than 120 years before it.
pub fn date_of_birth(text: &str, today: NaiveDate) -> Result<NaiveDate, Unfit> {
    let text = western(text);
    let parts: Vec<_> = text.trim().split(['-', '/', '.', ' ']).collect();
    let [first, month, last] = parts[..] else { return Err(Unfit::NotADate) };
    let (day, year) = if first.len() == 4 { (last, first) } else { (first, last) };
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if year.len() != 4 || ![day, month, year].into_iter().all(digits) {
        return Err(Unfit::NotADate);
    }
    let read =
        || NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    let date = read().ok_or(Unfit::NotADate)?;
    believed(date, today)
}

/// The same of a date that was read already.
///
/// # Errors
/// As [`date_of_birth`].
pub(super) fn believed(date: NaiveDate, today: NaiveDate) -> Result<NaiveDate, Unfit> {
    if date > today {
        return Err(Unfit::InTheFuture);
    }
    let oldest = today.checked_sub_months(OLDEST).unwrap_or(NaiveDate::MIN);
    if date < oldest { Err(Unfit::TooLongAgo) } else { Ok(date) }
}
