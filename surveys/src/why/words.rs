//! Values and conditions in words, without what no dataset has: somebody's own words, a date of birth, and the wording of questions
//! that is given to nobody.

use super::Response;
use crate::{
    condition::{self, Condition, Look},
    definition::{Question, Survey},
    explaining::{self, Found, Why},
    facts,
    value::Value,
};

/// A value with what its code means.
pub(super) fn value(name: &str, value: Option<&Value>, survey: &Survey) -> String {
    match value {
        None => "not known".to_owned(),
        Some(_) if is_in_vault(name, survey) => "given, and kept in the identity vault".to_owned(),
        Some(Value::Text(_)) if !is_fact(name) => "given, in their own words".to_owned(),
        Some(Value::Text(words)) => words.clone(),
        Some(Value::Code(code)) => code_of(name, *code, survey)
            .map_or_else(|| code.to_string(), |meaning| format!("{code} ({meaning})")),
        Some(Value::Codes(codes)) => {
            let one = |code: &i32| value_of_code(name, *code, survey);
            codes.iter().map(one).collect::<Vec<_>>().join(", ")
        }
        Some(value) => explaining::value_in_words(name, value, survey),
    }
}

fn value_of_code(name: &str, code: i32, survey: &Survey) -> String {
    value(name, Some(&Value::Code(code)), survey)
}

/// What a code means. The words of some questions are not given out.
fn code_of(name: &str, code: i32, survey: &Survey) -> Option<String> {
    if let Some(meaning) = facts::meaning(name, code).filter(|_| !survey.has(name)) {
        return Some(meaning.to_owned());
    }
    if is_withheld(name, survey) {
        return None;
    }
    let mut options = condition::options(name, survey).iter();
    options.find(|choice| choice.code == code).map(|choice| choice.text.clone())
}

/// A condition as people say it, or as it was written where the words of what it looks at are not given out.
pub(super) fn condition(condition: &Condition, survey: &Survey) -> String {
    let is_withheld = condition.names().into_iter().any(|name| is_withheld(name, survey));
    if is_withheld { condition.to_string() } else { condition::in_words(condition, survey) }
}

/// What decided a condition of a response: what comes after “because”. None where nothing had to be decided.
pub(super) fn because(condition: &Condition, response: &Response<'_>) -> Option<String> {
    let survey = response.survey;
    let Why::Because(mut found) = explaining::why(condition, response) else { return None };
    let is_hidden = |found: &Found<'_>| {
        let in_words = matches!(found.value, Some(Value::Text(_))) && !is_fact(found.name);
        in_words || is_withheld(found.name, survey)
    };
    if found.iter().any(is_hidden) {
        let comes_out = if condition.holds(response) { "holds" } else { "does not hold" };
        return Some(format!("“{condition}” {comes_out}"));
    }
    for found in &mut found {
        if found.value.is_some() && is_in_vault(found.name, survey) {
            found.value = Some(Value::Vault);
        }
    }
    explaining::because(&Why::Because(found), survey)
}

/// The names that decided a condition, each once.
pub(super) fn deciding(condition: &Condition, response: &impl Look) -> Vec<String> {
    let Why::Because(found) = explaining::why(condition, response) else { return Vec::new() };
    let mut names: Vec<String> = Vec::new();
    for name in found.iter().map(|found| found.name) {
        if names.iter().all(|known| known != name) {
            names.push(name.to_owned());
        }
    }
    names
}

/// The question that a variable is one of, also the words behind an option.
pub(super) fn question<'s>(name: &str, survey: &'s Survey) -> Option<&'s Question> {
    let own = |question: &&Question| {
        question.variables().iter().any(|variable| variable == name)
            || question.words().any(|(variable, _)| variable == name)
    };
    survey.questions().find(own)
}

pub(super) fn is_withheld(name: &str, survey: &Survey) -> bool {
    let name = name.rsplit('.').next().unwrap_or(name);
    question(name, survey).is_some_and(|question| question.withheld)
}

pub(super) fn is_in_vault(name: &str, survey: &Survey) -> bool {
    name == "dob" || question(name, survey).is_some_and(|question| question.vault)
}

/// Whether it is known of a person beside any answers.
pub(super) fn is_fact(name: &str) -> bool {
    facts::NAMES.iter().any(|(fact, ..)| *fact == name)
}
