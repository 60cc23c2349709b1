//! A condition as people say it: codes with what they mean, comparisons as words.

use super::{Comparison, Condition, Literal};
use crate::{
    definition::{Choice, Survey},
    facts,
    language::isolated,
};

/// The condition, in the survey's own words.
#[must_use]
pub fn in_words(condition: &Condition, survey: &Survey) -> String {
    match condition {
        Condition::Always => "always".to_owned(),
        Condition::Never => "never".to_owned(),
        Condition::All(parts) => joined(parts, " and ", survey),
        Condition::Any(parts) => joined(parts, " or ", survey),
        Condition::Not(part) => match part.as_ref() {
            Condition::Test { name, is } => {
                format!("{} is not {}", named(name, survey), comparison(name, is, survey))
            }
            _ => format!("not: ({})", in_words(part, survey)),
        },
        Condition::Test { name, is } => {
            format!("{} is {}", named(name, survey), comparison(name, is, survey))
        }
    }
}

/// A question or derived variable by its name; what is known of a person beside it also by what it is.
pub(crate) fn named(name: &str, survey: &Survey) -> String {
    match facts::called(name).filter(|_| !is_asked(name, survey)) {
        Some(called) => format!("{name} ({called})"),
        None => name.to_owned(),
    }
}

fn is_asked(name: &str, survey: &Survey) -> bool {
    let is_derived = || survey.derived.iter().any(|derived| derived.key.as_str() == name);
    survey.questions().any(|question| question.key.as_str() == name) || is_derived()
}

/// A part that joins with another word stands in brackets.
fn joined(parts: &[Condition], word: &str, survey: &Survey) -> String {
    let part = |part: &Condition| match part {
        Condition::All(_) | Condition::Any(_) => format!("({})", in_words(part, survey)),
        _ => in_words(part, survey),
    };
    parts.iter().map(part).collect::<Vec<_>>().join(word)
}

/// What comes after “is” and “is not”.
fn comparison(name: &str, is: &Comparison, survey: &Survey) -> String {
    match is {
        Comparison::OneOf(literals) => {
            let options = options(name, survey);
            let is_fact = !is_asked(name, survey);
            let said = literals.iter().map(|literal| match of_fact(name, literal) {
                Some(meaning) if is_fact => format!("{literal} ({meaning})"),
                _ => said(literal, options),
            });
            let said: Vec<_> = said.collect();
            match said.split_last() {
                Some((last, [])) => last.clone(),
                Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
                None => "none of the codes".to_owned(),
            }
        }
        Comparison::AtLeast(least) => format!("{least} or more"),
        Comparison::AtMost(most) => format!("{most} or less"),
        Comparison::Above(bound) => format!("more than {bound}"),
        Comparison::Below(bound) => format!("less than {bound}"),
        Comparison::Before(other) => format!("before {}", named(other, survey)),
        Comparison::Answered => "answered".to_owned(),
    }
}

/// What a code of something means that is known of a person.
fn of_fact(name: &str, literal: &Literal) -> Option<&'static str> {
    let Literal::Number(number) = literal else { return None };
    [0, 1, 2]
        .into_iter()
        .find(|code| f64::from(*code) == *number)
        .and_then(|code| facts::meaning(name, code))
}

fn said(literal: &Literal, options: &[Choice]) -> String {
    let means = |choice: &&Choice| *literal == Literal::Number(f64::from(choice.code));
    match options.iter().find(means) {
        Some(choice) => format!("{literal} ({})", isolated(&choice.text)),
        None => match literal {
            Literal::Word(words) if words.contains(' ') => format!("“{}”", isolated(words)),
            other => other.to_string(),
        },
    }
}

/// What the codes of a question or derived variable mean; an earlier wave's question (`baseline.empact`)
/// is the same question where this survey has it too.
pub(crate) fn options<'a>(name: &str, survey: &'a Survey) -> &'a [Choice] {
    let name = name.rsplit('.').next().unwrap_or(name);
    let question = survey.questions().find(|question| question.key.as_str() == name);
    let derived = || survey.derived.iter().find(|derived| derived.key.as_str() == name);
    match question {
        Some(question) => question.options(),
        None => derived().map_or(&[], |derived| &derived.codes),
    }
}
