//! Filling names in braces from facts and earlier answers: `since {rand_date}`.

use chrono::{NaiveDate, NaiveDateTime, Timelike};

use crate::{condition::Look, definition::Survey, value::Value};

/// The text with each `{name}` replaced. A name without a value is replaced by an ellipsis, so that
/// the gap is seen; the reviewer of definitions makes sure that it does not happen.
pub fn fill(text: &str, survey: &Survey, scope: &impl Look) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, after)) = after.split_once('}') else {
            filled.push('{');
            rest = after;
            continue;
        };
        filled.push_str(&word(name, survey, scope));
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// The names that a text wants filled in.
pub fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|part| part.split_once('}').map(|(name, _)| name))
}

fn word(name: &str, survey: &Survey, scope: &impl Look) -> String {
    match scope.look(name) {
        Some(Value::Code(code)) => {
            let question = survey.questions().find(|question| question.key.as_str() == name);
            let choice = question.and_then(|q| q.options().iter().find(|c| c.code == code));
            let words = choice.map(|c| c.in_a_sentence.as_ref().unwrap_or(&c.text));
            words.map_or_else(|| code.to_string(), Clone::clone)
        }
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Date(date)) => long_date(date),
        Some(Value::Month(month)) => month.format("%B %Y").to_string(),
        Some(Value::Text(text)) => text,
        Some(Value::Codes(_) | Value::Vault | Value::Missing(_)) | None => "…".to_owned(),
    }
}

/// A date as people write it: 3 May 2026.
#[must_use]
pub fn long_date(date: NaiveDate) -> String {
    date.format("%-d %B %Y").to_string()
}

/// A moment as people write it: Tuesday 3 May 2026, 9:05am; on the hour, 9am.
#[must_use]
pub fn long_moment(at: NaiveDateTime) -> String {
    let time = if at.minute() == 0 { at.format("%-I%P") } else { at.format("%-I:%M%P") };
    format!("{}, {time}", at.format("%A %-d %B %Y"))
}
