//! Why a variable of a response has the value that it has, down to the answers: for whoever is asked where a number came from.
//!
//! What is told is plain data. It has nothing that a dataset does not have: no words of anybody's own, and no date of birth.

mod inputs;

mod answers;

mod rules;

mod words;

use serde::Serialize;

use crate::{
    codebook::{Column, Shows},
    condition::Look,
    definition::Survey,
    facts::Facts,
    sheet::Sheet,
    value::{Answers, Missing, Value},
};

/// A response as a dataset has it, beside what that was made from.
#[derive(Clone, Copy, Debug)]
pub struct Response<'r> {
    /// The version that was answered.
    pub survey: &'r Survey,
    /// What is held of it.
    pub sheet: &'r Sheet,
    /// What is known of the person beside it.
    pub facts: &'r Facts,
    /// What is exported: a value or a missing code for every variable.
    pub all: &'r Answers,
}

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Origin {
    /// The variable by its name in the survey; a fact by its own; an earlier wave's with its wave before it.
    pub variable: String,
    /// What it is called.
    pub label: String,
    /// What it is.
    pub is: Is,
    /// The value in words, such as `2 (In work)`.
    pub value: String,
    /// The missing code, where it has one.
    pub missing: Option<i32>,
    /// Why it has this value, a sentence each.
    pub because: Vec<String>,
    /// The rule by which it is worked out, case by case. Empty for what was answered.
    pub rule: Vec<String>,
    /// What its rule, or the routing that passed it by, looked at.
    pub inputs: Vec<Origin>,
    /// It is told before, with its inputs.
    pub is_told_before: bool,
}

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Is {
    /// An answer, or why there is none.
    Answer,
    /// Worked out from others.
    WorkedOut,
    /// Whether a check applied.
    Check,
    /// Known of the person beside the answers.
    Fact,
    /// An answer of an earlier wave.
    Earlier,
}

impl Response<'_> {
    /// Where the value of a variable or a fact comes from.
    #[must_use]
    pub fn origin(&self, variable: &str) -> Origin {
        inputs::Telling::of(self).origin(variable)
    }

    /// Where what a column of this version shows comes from.
    #[must_use]
    pub fn origin_of(&self, column: &Column) -> Origin {
        let mut origin = self.origin(&column.variable);
        let value = self.all.get(&column.variable);
        let given = value.filter(|value| value.missing().is_none());
        match (column.shows, given) {
            (Shows::Ticked(code), Some(value)) => {
                let is = if value.has(code) { "is" } else { "is not" };
                let ticked = format!("Option {code} {is} among those that were ticked.");
                origin.because.insert(0, ticked);
            }
            (Shows::Status, Some(_)) => {
                origin.because.insert(0, "It was given, so its status is 0.".to_owned());
            }
            (Shows::Status, None) => {
                let status = "It was not given, so its status is the reason for that.";
                origin.because.insert(0, status.to_owned());
            }
            (Shows::Date | Shows::Month, None) => {
                origin.because.insert(0, BLANK.to_owned());
            }
            _ => {}
        }
        origin
    }

    /// Why a response that was never sent is worth keeping in an analysis, or is not.
    #[must_use]
    pub fn usable(&self) -> String {
        let survey = self.survey;
        let usable = survey.usable.holds(self);
        let verdict = if usable { "enough to be used" } else { "too little to be used" };
        let rule = words::condition(&survey.usable, survey);
        match words::because(&survey.usable, self) {
            Some(because) => format!("It is {verdict} ({rule}), because {because}."),
            None => format!("It is {verdict} ({rule})."),
        }
    }
}

const BLANK: &str =
    "A date or month that is missing is blank; the column that ends in _st has the reason.";

/// What was exported first; where the vault keeps an answer, what is known of it.
impl Look for Response<'_> {
    fn look(&self, name: &str) -> Option<Value> {
        match self.all.get(name) {
            None | Some(Value::Vault) => self.facts.get(name).cloned(),
            value => value.cloned(),
        }
    }
}

impl Response<'_> {
    /// Whether the vault keeps what was answered: of that there is no history.
    #[must_use]
    pub fn is_in_vault(&self, variable: &str) -> bool {
        words::is_in_vault(variable, self.survey)
    }
}

impl Origin {
    /// The answers that it comes down to, each once, in the order in which they are told.
    #[must_use]
    pub fn answers(&self) -> Vec<&str> {
        let mut found = Vec::new();
        let mut left = vec![self];
        while let Some(origin) = left.pop() {
            if origin.is == Is::Answer && !found.contains(&origin.variable.as_str()) {
                found.push(origin.variable.as_str());
            }
            left.extend(origin.inputs.iter().rev());
        }
        found
    }
}

/// A value in words, such as `2 (In work)`, without what no dataset has.
#[must_use]
pub fn value_in_words(variable: &str, value: Option<&Value>, survey: &Survey) -> String {
    words::value(variable, value, survey)
}

/// What a missing code says, where nothing more is known of why.
fn said(reason: Missing) -> String {
    format!("{}.", reason.label())
}
