//! Questions in a row that are answered from one list, as the items of an instrument are: the same answer to all of them tells
//! something of how they were asked.

use std::collections::BTreeMap;

use super::noted::is_said;
use crate::{
    definition::{Kind, Question, Survey},
    journey::Change,
    value::{Missing, Value},
};

/// The fewest questions in a row, and the fewest answers of their list, with which the same answer to all tells anything: several
/// questions that are answered by yes or no often have the same answer.
const FEWEST: usize = 3;

/// Of each series of which somebody asked three questions or more, whether all of them have the same answer. A question that had an
/// answer before was not asked, and is left out. A series in which one of them was not known or refused is left out as a whole,
/// as a grid is.
pub(super) fn asked<'c>(
    survey: &Survey,
    changes: impl IntoIterator<Item = &'c Change>,
) -> Vec<bool> {
    let chosen = chosen(changes);
    let sections = survey
        .sections
        .iter()
        .map(|section| section.pages.iter().flat_map(|page| &page.questions).collect::<Vec<_>>());
    let mut alike = Vec::new();
    for questions in sections {
        for series in questions.chunk_by(|one, next| is_one_list(one, next)) {
            let points = series.iter().filter_map(|question| chosen.get(question.key.as_str()));
            let points: Option<Vec<i32>> = points.copied().collect();
            if let Some(points) = points.filter(|points| points.len() >= FEWEST) {
                alike.push(points.iter().all(|point| *point == points[0]));
            }
        }
    }
    alike
}

/// The number that they chose last for each variable that they filled in, or none where there is none.
fn chosen<'c>(changes: impl IntoIterator<Item = &'c Change>) -> BTreeMap<&'c str, Option<i32>> {
    let mut chosen = BTreeMap::new();
    for Change { variable, from, to } in changes {
        let stood = from.as_ref().is_some_and(is_said) && !chosen.contains_key(variable.as_str());
        if stood || is_set_aside(to.as_ref()) {
            continue;
        }
        match to {
            Some(value) if is_said(value) => {
                let point = if let Value::Code(point) = value { Some(*point) } else { None };
                chosen.insert(variable.as_str(), point);
            }
            _ => {
                chosen.remove(variable.as_str());
            }
        }
    }
    chosen
}

/// Whether nobody took it back, but another answer made it one that is not asked.
fn is_set_aside(to: Option<&Value>) -> bool {
    to.and_then(Value::missing) == Some(Missing::NotApplicable)
}

/// Whether two questions are answered from the same list, or on a scale with the same ends.
fn is_one_list(one: &Question, other: &Question) -> bool {
    match (&one.kind, &other.kind) {
        (Kind::Single { options }, Kind::Single { options: others }) => {
            let is_as_long = options.len() >= FEWEST && options.len() == others.len();
            let mut pairs = options.iter().zip(others);
            is_as_long && pairs.all(|(a, b)| (a.code, &a.text) == (b.code, &b.text))
        }
        (Kind::Scale { low, high }, Kind::Scale { low: other_low, high: other_high }) => {
            (low, high) == (other_low, other_high)
        }
        _ => false,
    }
}
