//! Dates and months.

use chrono::{Datelike, NaiveDate};

use super::{Given, Problem, Setting};
use crate::{
    condition::Look, definition::Question, derive, digits::western, typed::Typed, value::Value,
};

pub(super) fn date<L: Look>(
    question: &Question,
    age: Option<(u8, u8)>,
    typed: &Typed,
    setting: &Setting<'_, L>,
) -> Result<Vec<Given>, Vec<Problem>> {
    let part = |part: &str| typed.one(&format!("{}_{part}", question.key));
    let (day, month, year) = (part("day"), part("month"), part("year"));
    if day.is_empty() || month.is_empty() || year.is_empty() {
        let (day, month, year) = (day.is_empty(), month.is_empty(), year.is_empty());
        return Err(vec![Problem::DateIncomplete { day, month, year }]);
    }
    let date = calendar(day, month, year).ok_or_else(|| vec![Problem::NotADate])?;
    if date > setting.today {
        return Err(vec![Problem::InTheFuture]);
    }
    if let Some((youngest, oldest)) = age {
        let years = derive::completed_years(date, setting.today);
        if years < i32::from(youngest) || years > i32::from(oldest) {
            return Err(vec![Problem::AgeOutside { youngest, oldest }]);
        }
    }
    Ok(vec![(question.key.to_string(), Some(Value::Date(date)))])
}

pub(super) fn month<L: Look>(
    question: &Question,
    youngest: Option<u8>,
    typed: &Typed,
    setting: &Setting<'_, L>,
) -> Result<Vec<Given>, Vec<Problem>> {
    let part = |part: &str| typed.one(&format!("{}_{part}", question.key));
    let (month, year) = (part("month"), part("year"));
    if month.is_empty() || year.is_empty() {
        let (month, year) = (month.is_empty(), year.is_empty());
        return Err(vec![Problem::DateIncomplete { day: false, month, year }]);
    }
    let first = calendar("1", month, year).ok_or_else(|| vec![Problem::NotADate])?;
    if first > setting.today {
        return Err(vec![Problem::InTheFuture]);
    }
    let born = setting.scope.look("dob").and_then(|born| born.date());
    if let Some((youngest, born)) = youngest.zip(born) {
        let then = born.year() + i32::from(youngest);
        if (first.year(), first.month()) < (then, born.month()) {
            return Err(vec![Problem::TooYoungThen(youngest)]);
        }
    }
    Ok(vec![(question.key.to_string(), Some(Value::Month(first)))])
}

/// A day of the calendar. A year is written with four digits, so that nobody is a century out.
fn calendar(day: &str, month: &str, year: &str) -> Option<NaiveDate> {
    let [day, month, year] = [day, month, year].map(western);
    if year.len() != 4 {
        return None;
    }
    NaiveDate::from_ymd_opt(year.parse().ok()?, month_number(&month)?, day.parse().ok()?)
}

/// A month by number or by its name, whole or its first three letters, in English.
fn month_number(month: &str) -> Option<u32> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    if let Ok(number) = month.parse() {
        return Some(number);
    }
    let month = month.to_ascii_lowercase();
    let named = |name: &&str| month == **name || month == name[..3];
    NAMES.iter().position(named).and_then(|place| u32::try_from(place + 1).ok())
}
