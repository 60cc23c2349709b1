//! From a value to what it was made from, and so on to the answers. Each is told once.

use std::collections::BTreeSet;

use super::{Is, Origin, Response, answers, rules, words};
use crate::{condition, condition::Look, facts, value::Value};

/// What was told so far.
pub(super) struct Telling<'r> {
    response: &'r Response<'r>,
    told: BTreeSet<String>,
}

/// Why a value is what it is.
#[derive(Default)]
pub(super) struct Because {
    pub sentences: Vec<String>,
    pub rule: Vec<String>,
    pub inputs: Vec<String>,
}

impl<'r> Telling<'r> {
    pub fn of(response: &'r Response<'r>) -> Self {
        Self { response, told: BTreeSet::new() }
    }

    pub fn origin(&mut self, variable: &str) -> Origin {
        let response = self.response;
        let is = what_it_is(variable, response);
        let value = response.look_up(variable);
        let is_told_before = !self.told.insert(variable.to_owned());
        let because = match is {
            _ if is_told_before => Because::default(),
            Is::Answer => answers::because(variable, response),
            Is::WorkedOut => rules::worked_out(variable, response),
            Is::Check => rules::check(variable, response),
            Is::Fact | Is::Earlier => Because::default(),
        };
        let Because { sentences, rule, inputs } = because;
        Origin {
            label: label(variable, is, response),
            value: words::value(variable, value.as_ref(), response.survey),
            missing: value.and_then(|value| value.missing()).map(|reason| reason.code()),
            inputs: inputs.iter().map(|input| self.origin(input)).collect(),
            variable: variable.to_owned(),
            because: sentences,
            is,
            rule,
            is_told_before,
        }
    }
}

impl Response<'_> {
    /// What is known by a name; that an answer is in the vault, and not what it is.
    fn look_up(&self, name: &str) -> Option<Value> {
        self.all.get(name).cloned().or_else(|| self.look(name))
    }
}

fn what_it_is(variable: &str, response: &Response<'_>) -> Is {
    let survey = response.survey;
    if words::question(variable, survey).is_some() {
        return Is::Answer;
    }
    if survey.derived.iter().any(|derived| derived.key.as_str() == variable) {
        return Is::WorkedOut;
    }
    if survey.checks.iter().any(|check| check.key.as_str() == variable) {
        return Is::Check;
    }
    if variable.contains('.') { Is::Earlier } else { Is::Fact }
}

fn label(variable: &str, is: Is, response: &Response<'_>) -> String {
    let survey = response.survey;
    let question = || words::question(variable, survey).map(|question| question.label.clone());
    let derived = || survey.derived.iter().find(|derived| derived.key.as_str() == variable);
    let found = match is {
        Is::Answer => question(),
        Is::WorkedOut => derived().map(|derived| derived.label.clone()),
        Is::Check => Some(format!("Check {variable} applied")),
        Is::Earlier => Some("answer of an earlier wave".to_owned()),
        Is::Fact => facts::called(variable).map(str::to_owned).or_else(|| {
            let known = facts::NAMES.iter().find(|(name, ..)| *name == variable);
            known.map(|(_, _, says)| (*says).to_owned())
        }),
    };
    found.filter(|label| !label.is_empty()).unwrap_or_else(|| condition::named(variable, survey))
}
