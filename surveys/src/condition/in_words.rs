//! A condition as people say it: codes with what they mean, comparisons as words.

use super::{Comparison, Condition, Literal};
use crate::{
    definition::{Choice, Survey},
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
                format!("{name} is not {}", comparison(name, is, survey))
            }
            _ => format!("not: ({})", in_words(part, survey)),
        },
        Condition::Test { name, is } => format!("{name} is {}", comparison(name, is, survey)),
    }
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
            let said: Vec<_> = literals.iter().map(|literal| said(literal, options)).collect();
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
        Comparison::Before(other) => format!("before {other}"),
        Comparison::Answered => "answered".to_owned(),
    }
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
