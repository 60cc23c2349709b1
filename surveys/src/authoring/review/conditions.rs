//! What is wrong with a condition that reads well: names that nothing has yet, and codes that nobody
//! can choose.

use super::Review;
use crate::{
    authoring::near::near,
    condition::{Comparison, Condition, Literal},
    definition::{Choice, Kind, Question},
    facts,
    language::isolated,
};

/// So many options are told; of more, the first ones.
const TOLD: usize = 12;

impl Review<'_> {
    /// A condition of `whose`, which stands `at` a place.
    pub(super) fn condition(&mut self, at: &str, whose: &str, condition: &Condition) {
        for name in condition.names() {
            if !self.ready.has(name, self.survey.derived.len()) {
                let (problem, mend) = self.unready(whose, name);
                self.fault(at, problem, &mend);
            }
        }
        self.literals(at, whose, condition);
    }

    fn unready(&self, whose: &str, name: &str) -> (String, String) {
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

    /// Codes in a condition that the question does not have.
    pub(super) fn literals(&mut self, at: &str, whose: &str, condition: &Condition) {
        match condition {
            Condition::Always | Condition::Never => {}
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().for_each(|part| self.literals(at, whose, part));
            }
            Condition::Not(part) => self.literals(at, whose, part),
            Condition::Test { name, is: Comparison::OneOf(literals) } => {
                for literal in literals {
                    if let Some((which, mend)) = self.beside(name, literal) {
                        let problem = format!(
                            "the condition of “{whose}” wants “{name}” to be {literal}, which is {which}"
                        );
                        self.fault(at, problem, &mend);
                    }
                }
            }
            Condition::Test { .. } => {}
        }
    }

    /// Why a name can never be this, and what it can be.
    fn beside(&self, name: &str, literal: &Literal) -> Option<(&'static str, String)> {
        let question = self.asked.get(name);
        let owner = question.map_or(name, |question| question.key.as_str());
        if self.spoiled.contains(owner) {
            return None;
        }
        if let Some(choices) = question.and_then(|own| options_of(own, name)) {
            return (!among(literal, choices))
                .then(|| ("no option", choose(name, literal, choices)));
        }
        if let Some(place) = self.ready.place(name) {
            let derived = &self.survey.derived[place];
            let listed = !derived.codes.is_empty() && !among(literal, &derived.codes);
            return listed.then(|| ("none of its codes", choose(name, literal, &derived.codes)));
        }
        if let Some((_, facts::Kind::Codes(codes), _)) =
            facts::NAMES.iter().find(|(fact, ..)| *fact == name)
        {
            let is_one = codes.iter().any(|code| *literal == Literal::Number(f64::from(*code)));
            let codes = codes.iter().map(i32::to_string).collect::<Vec<_>>().join(" or ");
            return (!is_one).then(|| ("none of its codes", format!("it is {codes}")));
        }
        let question = question?;
        let is_word = matches!(literal, Literal::Word(_));
        let (which, mend) = match question.kind {
            Kind::Number { .. } | Kind::Amount { .. } | Kind::Scale { .. } | Kind::Grid { .. } => {
                is_word.then_some(("no number", "it is a number: compare it with one"))?
            }
            Kind::Date { .. } | Kind::Month { .. } => {
                ("no date", "compare dates as in “jobstart before rand_date”")
            }
            _ => return None,
        };
        Some((which, mend.to_owned()))
    }
}

/// Whether what is looked for is one of these codes.
pub(in crate::authoring) fn among(literal: &Literal, choices: &[Choice]) -> bool {
    choices.iter().any(|choice| *literal == Literal::Number(f64::from(choice.code)))
}

/// Which code to write: the one whose words they are, or any of these.
fn choose(name: &str, literal: &Literal, choices: &[Choice]) -> String {
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

fn options_of<'q>(question: &'q Question, variable: &str) -> Option<&'q [Choice]> {
    match &question.kind {
        Kind::Single { options } | Kind::Multiple { options } => {
            (question.key.as_str() == variable).then_some(options)
        }
        Kind::Amount { period, periods, .. } => (period.as_str() == variable).then_some(periods),
        _ => None,
    }
}
