//! `text.csv`: people's own words, one row each, only when they are asked for.

use datasets::csv::inert;
use surveys::{
    definition::{Kind, Question, Survey},
    value::{Answers, Value},
};

/// A character has at most so many bytes.
const BYTES: u32 = 4;

/// The names of a survey's variables that hold words, in the order of its questions. What the vault
/// keeps is not among them.
pub(super) fn variables(survey: &Survey) -> Vec<String> {
    let of_question = asked(survey).flat_map(|question| {
        let own = matches!(question.kind, Kind::Text { .. }).then(|| question.key.to_string());
        own.into_iter().chain(question.words().map(|(name, _)| name))
    });
    of_question.collect()
}

/// The most bytes that the words of one variable can have.
pub(super) fn longest(survey: &Survey) -> u32 {
    let most = |question: &Question| {
        let own = match question.kind {
            Kind::Text { most } => Some(most),
            _ => None,
        };
        own.into_iter().chain(question.words().filter_map(|(_, choice)| choice.other)).max()
    };
    asked(survey).filter_map(most).map(|most| u32::from(most) * BYTES).max().unwrap_or_default()
}

fn asked(survey: &Survey) -> impl Iterator<Item = &Question> {
    survey.questions().filter(|question| !question.vault)
}

/// The words of one response, by variable.
pub(super) fn given<'a>(
    variables: &'a [String],
    answers: &'a Answers,
) -> impl Iterator<Item = (&'a str, &'a str)> {
    variables.iter().filter_map(|variable| match answers.get(variable) {
        Some(Value::Text(text)) if !text.is_empty() => Some((variable.as_str(), text.as_str())),
        _ => None,
    })
}

/// The words as typed, with an apostrophe before what a spreadsheet would run.
#[must_use]
pub fn safe(text: &str) -> String {
    inert(text).into_owned()
}
