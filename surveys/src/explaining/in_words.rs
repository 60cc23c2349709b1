//! Why a question is asked, in the survey's own words.

use super::{Found, Step, Why};
use crate::{
    condition::{self, Comparison, Condition},
    definition::{Choice, Survey},
    language::isolated,
    value::Value,
};

/// The sentence that stands beside a question.
#[must_use]
pub fn in_words(step: &Step<'_>, survey: &Survey) -> String {
    match (because(&step.why, survey), step.asked) {
        (None, true) => "Asked of everybody.".to_owned(),
        (None, false) => "Asked of nobody.".to_owned(),
        (Some(because), true) => format!("Asked because {because}."),
        (Some(because), false) => format!("Not asked because {because}."),
    }
}

/// What decided a condition, each comparison once: what comes after “because”. None where nothing had to be decided.
#[must_use]
pub fn because(why: &Why<'_>, survey: &Survey) -> Option<String> {
    let Why::Because(found) = why else { return None };
    let mut parts: Vec<String> = Vec::new();
    for part in found.iter().map(|found| part(found, survey)) {
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    Some(parts.join(", and "))
}

/// One comparison, with what was come upon where it does not hold.
fn part(found: &Found<'_>, survey: &Survey) -> String {
    let test = Condition::Test { name: found.name.to_owned(), is: found.is.clone() };
    let said = condition::in_words(&test, survey);
    let rest = said.strip_prefix(found.name).unwrap_or(&said).trim_start();
    let subject = subject(found.name, survey);
    // Of many codes that would do, the one that was given says enough.
    if let (true, Some(value), Comparison::OneOf(codes)) = (found.holds, &found.value, found.is)
        && codes.len() > 1
    {
        return format!("{subject} is {}", value_in_words(found.name, value, survey));
    }
    if found.holds {
        return format!("{subject} {rest}");
    }
    let rest = rest.strip_prefix("is ").unwrap_or(rest);
    format!("{subject} is not {rest}: {}", come_upon(found, survey))
}

/// A question or derived variable by its label; a fact by its name.
fn subject(name: &str, survey: &Survey) -> String {
    let own =
        survey.questions().find(|one| one.variables().iter().any(|variable| variable == name));
    let derived = || survey.derived.iter().find(|derived| derived.key.as_str() == name);
    let label = own.map(|own| &own.label).or_else(|| derived().map(|derived| &derived.label));
    label
        .filter(|label| !label.is_empty())
        .map_or_else(|| name.to_owned(), |label| format!("“{}” ({name})", isolated(label)))
}

fn come_upon(found: &Found<'_>, survey: &Survey) -> String {
    match &found.value {
        None if survey.has(found.name) => "there is no answer yet".to_owned(),
        None => "it is not known".to_owned(),
        Some(value) => match value.missing() {
            Some(reason) => format!("there is no answer ({})", missing(reason.label())),
            None => format!("it is {}", value_in_words(found.name, value, survey)),
        },
    }
}

fn missing(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// A value with what its codes mean: `2 (In work)`, `a date`, or why there is none.
#[must_use]
pub fn value_in_words(name: &str, value: &Value, survey: &Survey) -> String {
    let of_question = survey.questions().find(|question| question.key.as_str() == name);
    let derived = survey.derived.iter().find(|derived| derived.key.as_str() == name);
    let options: &[Choice] = match (of_question, derived) {
        (Some(question), _) => question.options(),
        (None, Some(derived)) => &derived.codes,
        (None, None) => &[],
    };
    let code = |code: &i32| match options.iter().find(|choice| choice.code == *code) {
        Some(choice) => format!("{code} ({})", isolated(&choice.text)),
        None => code.to_string(),
    };
    match value {
        Value::Code(one) => code(one),
        Value::Codes(codes) => codes.iter().map(code).collect::<Vec<_>>().join(", "),
        Value::Number(number) => number.to_string(),
        Value::Date(date) => crate::fill::long_date(*date),
        Value::Month(month) => month.format("%B %Y").to_string(),
        Value::Text(words) => format!("“{}”", isolated(words)),
        Value::Vault => "kept in the identity vault".to_owned(),
        Value::Missing(reason) => format!("{} ({})", reason.code(), reason.label()),
    }
}
