//! What is wrong with a schema, before a format stumbles over it.

use std::collections::BTreeSet;

use super::Outline;
use crate::{Code, Kind, Missing, Name, Variable, missing, variable::GREATEST_WHOLE};

/// Something that a format could not say.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// There is no variable.
    #[error("a dataset has at least one variable")]
    Empty,
    /// Two variables, or two sets, have one name.
    #[error("“{0}” is there twice")]
    Twice(Name),
    /// The language is no tag of BCP 47.
    #[error("“{0}” is no language tag")]
    Language(String),
    /// A missing code stands in the list twice, or on a variable that can have none.
    #[error("“{0}” cannot have the missing code {1} here")]
    Missing(Name, Missing),
    /// The range is empty or has numbers that a double does not hold, there are more than 15 places, or no byte.
    #[error("“{0}” is of a kind that holds nothing, or more than a number can")]
    Kind(Name),
    /// A label is of a value that the variable cannot have, of a missing code, or the second of its value.
    #[error("“{0}” cannot have a label for {1:?}")]
    Label(Name, Code),
    /// The set is not in the list, or the variable is no whole number.
    #[error("“{0}” cannot belong to the set “{1}”")]
    Set(Name, Name),
    /// No variable belongs to the set.
    #[error("no variable belongs to the set “{0}”")]
    NoMember(Name),
}

pub(super) fn of(outline: &Outline) -> Vec<Problem> {
    let mut problems = Vec::new();
    if outline.variables.is_empty() {
        problems.push(Problem::Empty);
    }
    let subtags = |tag: &str| {
        let alphanumeric = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphanumeric());
        tag.split('-').all(|part| (1..=8).contains(&part.len()) && alphanumeric(part))
    };
    if !subtags(&outline.language) {
        problems.push(Problem::Language(outline.language.clone()));
    }
    problems.extend(twice(outline.variables.iter().map(|variable| &variable.name)));
    problems.extend(twice(outline.sets.iter().map(|set| &set.name)));
    problems.extend(outline.variables.iter().flat_map(of_variable));
    problems.extend(of_sets(outline));
    problems
}

fn twice<'n>(names: impl Iterator<Item = &'n Name>) -> Vec<Problem> {
    let mut seen = BTreeSet::new();
    names.filter(|name| !seen.insert(*name)).cloned().map(Problem::Twice).collect()
}

fn of_variable(variable: &Variable) -> Vec<Problem> {
    let name = || variable.name.clone();
    let fits = match variable.kind {
        Kind::Whole { least, most } => {
            -GREATEST_WHOLE <= least && least <= most && most <= GREATEST_WHOLE
        }
        Kind::Decimal { places } => places <= 15,
        Kind::Text { bytes } => bytes != Some(0),
        Kind::Date | Kind::Moment | Kind::Month => true,
    };
    let mut problems: Vec<_> = (!fits).then(|| Problem::Kind(name())).into_iter().collect();
    let mut reasons = BTreeSet::new();
    for reason in &variable.missing {
        if !variable.kind.is_number() || !reasons.insert(reason) {
            problems.push(Problem::Missing(name(), *reason));
        }
    }
    let mut codes = BTreeSet::new();
    for label in &variable.labels {
        if !can_be(variable, &label.code) || !codes.insert(&label.code) {
            problems.push(Problem::Label(name(), label.code.clone()));
        }
    }
    problems
}

/// Whether the code is a value that the variable may have.
fn can_be(variable: &Variable, code: &Code) -> bool {
    match (variable.kind, code) {
        (Kind::Whole { .. } | Kind::Decimal { .. }, Code::Number(code))
            if !variable.missing.is_empty() && missing::RANGE.contains(code) =>
        {
            false
        }
        (Kind::Whole { least, most }, Code::Number(code)) => {
            (least..=most).contains(&i64::from(*code))
        }
        (Kind::Decimal { .. }, Code::Number(_)) => true,
        (Kind::Text { bytes }, Code::Word(word)) => {
            !word.is_empty() && bytes.is_none_or(|most| word.len() as u64 <= u64::from(most))
        }
        _ => false,
    }
}

fn of_sets(outline: &Outline) -> Vec<Problem> {
    let mut named = BTreeSet::new();
    let mut problems = Vec::new();
    for variable in &outline.variables {
        let Some(set) = &variable.set else { continue };
        named.insert(set);
        let is_there = outline.sets.iter().any(|own| own.name == *set);
        if !is_there || !matches!(variable.kind, Kind::Whole { .. }) {
            problems.push(Problem::Set(variable.name.clone(), set.clone()));
        }
    }
    let alone = outline.sets.iter().filter(|set| !named.contains(&set.name));
    problems.extend(alone.map(|set| Problem::NoMember(set.name.clone())));
    problems
}
