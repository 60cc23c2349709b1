//! Words within a question: help, the ends of a slider, a unit.

use super::resource::{Extension, Item};
use crate::importing::{
    draft::Question, links::Reads, outcome::Difference, sentence::Fields, words,
};

/// What words within a question are to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Hint,
    Low,
    High,
    Unit,
}

/// None for words that are read on their own.
pub(super) fn role(item: &Item) -> Option<Role> {
    if item.r#type != "display" {
        return None;
    }
    let category = item.told("questionnaire-displayCategory").and_then(Extension::text);
    if category.is_some_and(|category| ["instructions", "help"].contains(&&*category)) {
        return Some(Role::Hint);
    }
    let control = item.control()?;
    match control.as_str() {
        "help" | "inline" | "prompt" | "flyover" => Some(Role::Hint),
        "lower" => Some(Role::Low),
        "upper" => Some(Role::High),
        "unit" => Some(Role::Unit),
        _ => None,
    }
}

impl Role {
    pub fn told(self) -> Difference {
        match self {
            Self::Hint => Difference::IsHint,
            Self::Low | Self::High => Difference::IsEnd,
            Self::Unit => Difference::IsUnit,
        }
    }
}

/// Puts them into the question: what has no place of its own becomes its hint.
pub(super) fn put(item: &Item, question: &mut Question, differences: &mut Vec<Difference>) {
    let told = |wanted: Role| {
        let inner = item.item.iter().filter(|inner| role(inner) == Some(wanted));
        inner.filter_map(|inner| inner.text.as_deref()).collect::<Vec<_>>()
    };
    let mut hints = told(Role::Hint);
    let units = told(Role::Unit);
    match units.as_slice() {
        [unit] if question.kind == "number" && question.unit.is_none() => {
            question.unit = Some(unit.replace(['{', '}'], ""));
        }
        _ => hints.extend(units),
    }
    let ends = ends((&told(Role::Low), &told(Role::High)), question, differences);
    hints.extend(ends.as_deref());
    if !hints.is_empty() {
        let told = words::read_as(
            Reads::AsMarkdown,
            &hints.join("\n"),
            (&Fields::new(), usize::MAX),
            differences,
        );
        question.hint = Some(told);
    }
}

/// The ends of a scale; of anything else what is to be said of them.
fn ends(
    (low, high): (&[&str], &[&str]),
    question: &mut Question,
    differences: &mut Vec<Difference>,
) -> Option<String> {
    match (low.first(), high.first()) {
        (Some(low), Some(high)) if is_scale(question) => {
            let end = |text: &str| Some(text.replace(['{', '}'], "").replace('\n', " "));
            (question.low, question.high) = (end(low), end(high));
            (question.least, question.most, question.kind) = (None, None, "scale");
            differences.push(Difference::Points);
            None
        }
        (None, None) => None,
        _ => {
            let end = |value: Option<f64>, words: &[&str]| {
                let words = words.first()?;
                Some(value.map_or_else(|| (*words).to_owned(), |value| format!("{value}: {words}")))
            };
            let each = [end(question.least, low), end(question.most, high)];
            Some(each.into_iter().flatten().collect::<Vec<_>>().join("\n"))
        }
    }
}

/// Eleven points, from 0 to 10.
fn is_scale(question: &Question) -> bool {
    let ends = (question.least, question.most, question.places);
    question.kind == "number" && ends == (Some(0.0), Some(10.0), None) && question.unit.is_none()
}
