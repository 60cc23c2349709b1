//! `text.csv`: people's own words, one row each, only when they are asked for.

use surveys::{
    definition::{Kind, Survey},
    value::{Answers, Value},
};

/// A spreadsheet takes a cell that begins with one of these for a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// The names of a survey's variables that hold words, in the order of its questions. What the vault
/// keeps is not among them.
pub(super) fn variables(survey: &Survey) -> Vec<String> {
    let questions = survey.questions().filter(|question| !question.vault);
    let of_question = questions.flat_map(|question| {
        let own = matches!(question.kind, Kind::Text { .. }).then(|| question.key.to_string());
        own.into_iter().chain(question.words().map(|(name, _)| name))
    });
    of_question.collect()
}

/// The words of one response, by variable.
pub(super) fn given<'a>(
    variables: &'a [String],
    answers: &'a Answers,
) -> impl Iterator<Item = (&'a str, String)> {
    variables.iter().filter_map(|variable| match answers.get(variable) {
        Some(Value::Text(text)) if !text.is_empty() => Some((variable.as_str(), safe(text))),
        _ => None,
    })
}

/// The words as typed, with an apostrophe before what a spreadsheet would run.
#[must_use]
pub fn safe(text: &str) -> String {
    if text.starts_with(FORMULA) { format!("'{text}") } else { text.to_owned() }
}
