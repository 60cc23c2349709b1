//! Filling names in braces from facts and earlier answers: `since {rand_date}`.

use chrono::{NaiveDate, NaiveDateTime, Timelike};

use crate::{condition::Look, definition::Survey, phrases::Words, value::Value};

/// The text with each `{name}` replaced. A name without a value is replaced by an ellipsis, so that
/// the gap is seen; the reviewer of definitions makes sure that it does not happen.
pub fn fill(text: &str, survey: &Survey, scope: &impl Look) -> String {
    filled(text, |name| word(name, survey, scope))
}

/// The same in a text with Markdown: what is filled in is words, whatever marks somebody wrote into an answer.
pub fn fill_marked_up(text: &str, survey: &Survey, scope: &impl Look) -> String {
    filled(text, |name| {
        let mut escaped = String::new();
        for letter in word(name, survey, scope).chars() {
            match letter {
                letter if letter.is_ascii_punctuation() => escaped.extend(['\\', letter]),
                letter if letter.is_whitespace() => escaped.push(' '),
                letter => escaped.push(letter),
            }
        }
        escaped
    })
}

pub(crate) fn filled(text: &str, word: impl Fn(&str) -> String) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, after)) = after.split_once('}') else {
            filled.push('{');
            rest = after;
            continue;
        };
        filled.push_str(&word(name));
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// The names that a text wants filled in.
pub fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|part| part.split_once('}').map(|(name, _)| name))
}

/// The word behind an opening brace that nothing closes, where it looks like a name.
#[cfg(feature = "authoring")]
pub(crate) fn unclosed(text: &str) -> Option<&str> {
    let open = text.split('{').skip(1).find(|part| !part.contains('}'))?;
    let word = open.split_whitespace().next()?;
    word.starts_with(|c: char| c.is_ascii_lowercase()).then_some(word)
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
        Some(Value::Date(date)) => survey.words.date(date),
        Some(Value::Month(month)) => survey.words.month(month),
        Some(Value::Text(text)) if name == "prev_status" => {
            survey.words.of_english(&text).map_or(text.clone(), str::to_owned)
        }
        Some(Value::Text(text)) => text,
        Some(Value::Codes(_) | Value::Vault | Value::Missing(_)) | None => "…".to_owned(),
    }
}

/// Words that read on after others: "Not at all" without its capital. "I" and initials stay as they are, and so do
/// other languages, whose capitals have rules of their own.
#[must_use]
pub fn reading_on(text: &str, words: &Words) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if second.is_lowercase() && words.are_english() => {
            let rest = &text[first.len_utf8()..];
            format!("{}{rest}", first.to_lowercase())
        }
        _ => text.to_owned(),
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
    format!("{}, {}", at.format("%A %-d %B %Y"), short_time(at))
}

/// A time of day as people write it: 9:05am; on the hour, 9am.
#[must_use]
pub fn short_time(at: NaiveDateTime) -> String {
    let time = if at.minute() == 0 { at.format("%-I%P") } else { at.format("%-I:%M%P") };
    time.to_string()
}

#[cfg(test)]
mod tests {
    use super::filled;

    #[test]
    fn what_is_filled_in_is_filled_in_once() {
        assert_eq!(filled("{a} and {b}", |name| format!("{{{name}}}")), "{a} and {b}");
        assert_eq!(
            filled("an open {brace", |_| unreachable!("it is not closed")),
            "an open {brace"
        );
    }
}
