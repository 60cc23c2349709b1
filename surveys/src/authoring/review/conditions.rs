//! What is wrong with a condition that reads well: names that nothing has yet, and codes that nobody
//! can choose.

use super::Review;
use crate::{
    authoring::near::near,
    condition::{Condition, Literal},
    definition::{Choice, Kind, Question},
    language::isolated,
};

/// So many options are told; of more, the first ones.
const TOLD: usize = 12;

impl Review<'_> {
    /// A condition of `whose`, which stands `at` a place.
    pub(super) fn condition(&mut self, at: &str, whose: &str, condition: &Condition) {
        for name in condition.names() {
            let has = self.ready.has(name, self.survey.derived.len());
            if !has && !self.is_told_by_name(condition, name) {
                let (problem, mend) = self.unready(whose, name);
                self.fault(at, problem, &mend);
            }
        }
        self.literals(at, &format!("the condition of “{whose}”"), condition);
    }

    fn unready(&self, whose: &str, name: &str) -> (String, String) {
        if whose == name {
            let problem = format!("the condition of “{whose}” asks about its own answer");
            return (
                problem,
                "ask about what is answered before, or mend the condition".to_owned(),
            );
        }
        if self.survey.has(name) {
            let problem = format!("the condition of “{whose}” looks ahead to “{name}”");
            return (problem, "ask what it needs first, or mend the condition".to_owned());
        }
        let (which, mend) = self.lacking(name, "name a question, a derived variable or a fact");
        (format!("the condition of “{whose}” names “{name}”, which {which}"), mend)
    }

    /// Why there is no such name, and what was meant.
    pub(super) fn lacking(&self, name: &str, otherwise: &str) -> (&'static str, String) {
        let rows: Vec<_> = self.survey.questions().filter(|own| own.key.as_str() == name).collect();
        if let Some(grid) = rows.first() {
            let rows = grid.variables().join(", ");
            return ("has a variable for each row", format!("name one of {rows}"));
        }
        if self.builder.written(name).is_some() {
            return (
                "this survey does not ask",
                "put it on a page before, or mend the name".to_owned(),
            );
        }
        let derived = self.builder.source.derived.iter().chain(&self.builder.bank.derived);
        if derived.into_iter().any(|derived| derived.key.get_ref() == name) {
            return ("this survey does not derive", "name it under “derive”".to_owned());
        }
        ("nothing has", self.known_as(name, otherwise))
    }

    /// The name that may be meant by one that nothing has.
    pub(super) fn known_as(&self, name: &str, otherwise: &str) -> String {
        let derived = self.survey.derived.iter().map(|derived| derived.key.as_str());
        let conditions =
            self.builder.source.conditions.keys().chain(self.builder.bank.conditions.keys());
        let known = self.ready.known().chain(conditions.map(String::as_str)).chain(derived);
        match near(name, known) {
            Some(meant) => format!("did you mean “{meant}”?"),
            None => otherwise.to_owned(),
        }
    }

    /// What is compared in a condition with something that it can never be.
    pub(super) fn literals(&mut self, at: &str, whose: &str, condition: &Condition) {
        if self.wrong.contains(condition) {
            // It was told where it has its name.
            return self.spoil(at);
        }
        match condition {
            Condition::Always | Condition::Never => {}
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().for_each(|part| self.literals(at, whose, part));
            }
            Condition::Not(part) => self.literals(at, whose, part),
            Condition::Test { name, is } => {
                for (problem, mend) in self.unfit(name, is) {
                    self.fault(at, format!("{whose} {problem}"), &mend);
                }
            }
        }
    }
}

/// Whether what is looked for is one of these codes.
pub(in crate::authoring) fn among(literal: &Literal, choices: &[Choice]) -> bool {
    choices.iter().any(|choice| *literal == Literal::Number(f64::from(choice.code)))
}

/// Which code to write: the one whose words they are, or any of these.
pub(super) fn choose(name: &str, literal: &Literal, choices: &[Choice]) -> String {
    if let Literal::Word(word) = literal {
        let called = choices.iter().find(|choice| choice.text.eq_ignore_ascii_case(word));
        if let Some(called) = called {
            return format!("write its code: {name} = {}", called.code);
        }
    }
    it_has(choices)
}

/// Which codes there are.
pub(super) fn it_has(choices: &[Choice]) -> String {
    let told = choices.iter().take(TOLD);
    let told = told.map(|choice| format!("{} “{}”", choice.code, isolated(&choice.text)));
    let told: Vec<_> = told.collect();
    let more = if choices.len() > TOLD { ", …" } else { "" };
    format!("it has {}{more}", told.join(", "))
}

pub(super) fn options_of<'q>(question: &'q Question, variable: &str) -> Option<&'q [Choice]> {
    match &question.kind {
        Kind::Single { options } | Kind::Multiple { options } => {
            (question.key.as_str() == variable).then_some(options)
        }
        Kind::Amount { period, periods, .. } => (period.as_str() == variable).then_some(periods),
        _ => None,
    }
}
