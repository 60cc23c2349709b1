//! Why a question is asked, or is not: for whoever walks through a survey with answers and facts of their own
//! making.

mod in_words;

use std::collections::BTreeSet;

pub use self::in_words::{because, in_words, value_in_words};
use crate::{
    condition::{Comparison, Condition, Look},
    definition::{Page, Question, Survey},
    facts::Facts,
    route::Route,
    value::{Answers, Value},
};

/// What decided a condition.
#[derive(Clone, Debug, PartialEq)]
pub enum Why<'c> {
    /// Nothing had to be decided: it holds, or fails, whatever anybody answers.
    Always,
    /// These comparisons did, in the order of the sentence. Whatever else the condition looks at could be
    /// otherwise, and it would come out the same.
    Because(Vec<Found<'c>>),
}

/// A comparison, and what it came upon.
#[derive(Clone, Debug, PartialEq)]
pub struct Found<'c> {
    /// What was looked at: a variable, a derived variable, a fact, or an earlier wave's variable.
    pub name: &'c str,
    /// What its value was compared with.
    pub is: &'c Comparison,
    /// The value; none where nothing is known, or not yet.
    pub value: Option<Value>,
    /// Whether the comparison holds of it.
    pub holds: bool,
}

/// A question on the walk.
#[derive(Clone, Debug, PartialEq)]
pub struct Step<'s> {
    /// The section's place in the survey, from 0.
    pub section: usize,
    /// The page that it stands on.
    pub page: &'s Page,
    /// The question.
    pub question: &'s Question,
    /// Whether it is asked.
    pub asked: bool,
    /// What decided that.
    pub why: Why<'s>,
}

/// Every question of a survey in order, as it stands for somebody with these answers and facts.
#[must_use]
pub fn walk<'s>(survey: &'s Survey, answers: &Answers, facts: &Facts) -> Vec<Step<'s>> {
    let route = Route::walk(survey, answers, facts);
    let questions = survey
        .pages()
        .flat_map(|(section, page)| page.questions.iter().map(move |own| (section, page, own)));
    let step = |(section, page, question): (usize, &'s Page, &'s Question)| Step {
        section,
        page,
        question,
        asked: route.asks(&question.key),
        why: so_far(why(&question.asked_if, &route), survey, &route),
    };
    questions.map(step).collect()
}

/// What hangs on a question that is still to be answered has no value yet, whatever is known of it so far.
fn so_far<'c>(mut why: Why<'c>, survey: &Survey, route: &Route<'_>) -> Why<'c> {
    if let Why::Because(found) = &mut why {
        for one in found.iter_mut().filter(|one| !one.holds) {
            let is_missing = one.value.as_ref().is_some_and(|value| value.missing().is_some());
            if is_missing && is_open(one.name, survey, route) {
                one.value = None;
            }
        }
    }
    why
}

/// Whether an answer that somebody has still to give decides what this is.
fn is_open(name: &str, survey: &Survey, route: &Route<'_>) -> bool {
    let (mut left, mut seen) = (vec![name], BTreeSet::new());
    while let Some(name) = left.pop() {
        if !seen.insert(name) {
            continue;
        }
        if let Some(derived) = survey.derived.iter().find(|own| own.key.as_str() == name) {
            left.extend(derived.names());
        } else if let Some(question) = route.owner(name) {
            match route.asks(&question.key) {
                true if route.look(name).is_none() => return true,
                true => {}
                false => left.extend(question.asked_if.names()),
            }
        }
    }
    false
}

/// What decides a condition.
pub fn why<'c>(condition: &'c Condition, scope: &impl Look) -> Why<'c> {
    match deciding(condition, scope) {
        found if found.is_empty() => Why::Always,
        found => Why::Because(found),
    }
}

/// Of parts that are joined, those that come out as the whole does decide it: where all have to hold and one
/// does not, that one.
fn deciding<'c>(condition: &'c Condition, scope: &impl Look) -> Vec<Found<'c>> {
    let holds = condition.holds(scope);
    match condition {
        Condition::Always | Condition::Never => Vec::new(),
        Condition::Not(part) => deciding(part, scope),
        Condition::Test { name, is } => vec![Found { name, is, value: scope.look(name), holds }],
        Condition::All(parts) | Condition::Any(parts) => {
            let alike = parts.iter().filter(|part| part.holds(scope) == holds);
            // One that holds always, or never, needs no other.
            let mut each: Vec<_> = alike.map(|part| deciding(part, scope)).collect();
            let is_every = matches!(condition, Condition::All(_)) == holds;
            if !is_every && each.iter().any(Vec::is_empty) {
                each.clear();
            }
            each.into_iter().flatten().collect()
        }
    }
}
