//! Why what is worked out comes to its value, and whether a check applied.

use super::{Response, inputs::Because, words};
use crate::{
    condition::Look,
    definition::{Check, Derived, Formula, Otherwise},
    derive, questionnaire,
    value::{Missing, Value},
};

pub(super) fn worked_out(variable: &str, response: &Response<'_>) -> Because {
    let own = response.survey.derived.iter().find(|derived| derived.key.as_str() == variable);
    let Some(derived) = own else { return Because::default() };
    let mut inputs: Vec<String> = Vec::new();
    let begun_on = matches!(derived.otherwise, Otherwise::Formula(Formula::Age { .. }));
    for name in derived.names().into_iter().chain(begun_on.then_some("begun_on")) {
        if inputs.iter().all(|known| known != name) {
            inputs.push(name.to_owned());
        }
    }
    Because { sentences: steps(derived, response), rule: rule(derived, response), inputs }
}

/// How it is worked out, as the questionnaire has it.
fn rule(derived: &Derived, response: &Response<'_>) -> Vec<String> {
    let survey = response.survey;
    let mut rule = questionnaire::cases(derived, survey);
    for (line, case) in rule.iter_mut().zip(&derived.cases) {
        if case.when.names().into_iter().any(|name| words::is_withheld(name, survey)) {
            *line = format!("{} when {}", case.gives, case.when);
        }
    }
    rule.extend(derived.scored_by().map(|by| format!("way of scoring: {by}")));
    rule
}

fn steps(derived: &Derived, response: &Response<'_>) -> Vec<String> {
    let key = derived.key.as_str();
    let now = derive::value(derived, response);
    if response.all.get(key).is_some_and(|kept| *kept != now) {
        let kept = "It was worked out when it was answered and is kept as it was; what it was worked out from is not \
            read any more, or is otherwise now.";
        return vec![kept.to_owned()];
    }
    let names = derived.names();
    let reason = |name: &&str| response_missing(name, response);
    let never_reached =
        !names.is_empty() && names.iter().all(|name| reason(name) == Some(Missing::NotReached));
    if never_reached {
        return vec!["Nothing of what it is worked out from was reached.".to_owned()];
    }
    if let Some(case) = derived.cases.iter().find(|case| case.when.holds(response)) {
        let gives = words::value(key, Some(&coded(case.gives)), response.survey);
        let first = if derived.cases.len() > 1 {
            "The first case that holds gives"
        } else {
            "The case gives"
        };
        let why = words::because(&case.when, response);
        let why = why.map_or_else(String::new, |why| format!(", because {why}"));
        return vec![format!("{first} {gives}{why}.")];
    }
    let mut steps = Vec::new();
    if !derived.cases.is_empty() {
        steps.push("None of the cases holds.".to_owned());
    }
    match &derived.otherwise {
        Otherwise::Formula(Formula::Score(scored)) => steps.extend(scored.steps(response)),
        Otherwise::Formula(formula) => steps.extend(without(formula, response)),
        _ => {}
    }
    steps
}

fn coded(code: i32) -> Value {
    Missing::try_from(code).map_or(Value::Code(code), Value::Missing)
}

fn response_missing(name: &str, response: &Response<'_>) -> Option<Missing> {
    response.look(name).and_then(|value| value.missing())
}

/// What of a formula has no number.
fn without(formula: &Formula, response: &Response<'_>) -> Option<String> {
    let (of, least) = match formula {
        Formula::Mean { of, least } => (of, usize::from(*least)),
        Formula::Sum { of } => (of, of.len()),
        _ => return None,
    };
    let missing: Vec<_> = of.iter().filter(|name| is_no_number(name, response)).cloned().collect();
    if missing.is_empty() {
        return Some(format!("All {} have a number.", of.len()));
    }
    let answered = of.len() - missing.len();
    let missing = missing.join(", ");
    let enough = if answered < least { "too few" } else { "enough" };
    Some(format!(
        "{answered} of {} have a number, {enough} of the {least} that are needed; without: {missing}.",
        of.len()
    ))
}

fn is_no_number(name: &str, response: &Response<'_>) -> bool {
    response.look(name).and_then(|value| value.number()).is_none()
}

/// A check applied where any rule of its name was broken by what was asked.
pub(super) fn check(variable: &str, response: &Response<'_>) -> Because {
    let survey = response.survey;
    let own: Vec<_> = survey.checks.iter().filter(|own| own.key.as_str() == variable).collect();
    let mut inputs: Vec<String> = Vec::new();
    for name in own.iter().flat_map(|check| check.when.names()) {
        if inputs.iter().all(|known| known != name) {
            inputs.push(name.to_owned());
        }
    }
    let rule = |check: &&Check| {
        let (when, level) =
            (words::condition(&check.when, survey), questionnaire::level(check.level));
        format!("1 at {} when {when}; the check {level}", check.at)
    };
    let applied = response.all.get(variable).is_some_and(|value| value.has(1));
    let sentences = own.iter().filter_map(|check| came_out(check, applied, response));
    Because { sentences: sentences.collect(), rule: own.iter().map(rule).collect(), inputs }
}

fn came_out(check: &Check, applied: bool, response: &Response<'_>) -> Option<String> {
    let holds = check.when.holds(response);
    let comes = match (holds, applied) {
        (true, true) => "It applied",
        (true, false) => return Some(format!("It would apply, but {} was not asked.", check.at)),
        (false, _) => "It did not apply",
    };
    let why = words::because(&check.when, response)?;
    Some(format!("{comes} at {}, because {why}.", check.at))
}
