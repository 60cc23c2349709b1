//! What is wrong with a condition that reads well: names that nothing has yet, and codes that nobody
//! can choose.

use super::Review;
use crate::{
    condition::{Comparison, Condition, Literal},
    definition::{Choice, Kind, Question},
};

impl Review<'_> {
    pub(super) fn condition(&mut self, key: &str, condition: &Condition) {
        for name in condition.names() {
            if !self.ready(name, self.survey.derived.len()) {
                let (problem, mend) = self.unready(key, name);
                self.fault(key, problem, mend);
            }
        }
        self.literals(key, condition);
    }

    /// Whether a name has a value by now. Of the derived variables the first `derived` count, and
    /// each only once everything that it is made from is there. An earlier wave's variable may be
    /// in any survey.
    pub(super) fn ready(&self, name: &str, derived: usize) -> bool {
        let made = || {
            let earlier = &self.survey.derived[..derived];
            let place = earlier.iter().position(|variable| variable.key.as_str() == name)?;
            Some(earlier[place].names().into_iter().all(|name| self.ready(name, place)))
        };
        self.known.contains(name) || name.contains('.') || made() == Some(true)
    }

    fn unready(&self, key: &str, name: &str) -> (String, &'static str) {
        if self.survey.has(name) {
            let problem = format!("the condition of “{key}” looks ahead to “{name}”");
            return (problem, "ask what it needs first, or mend the condition");
        }
        let problem = format!("the condition of “{key}” names “{name}”, which nothing has");
        (problem, "name a question, a derived variable or a fact")
    }

    /// Codes in a condition that the question does not have.
    pub(super) fn literals(&mut self, key: &str, condition: &Condition) {
        match condition {
            Condition::Always | Condition::Never => {}
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().for_each(|part| self.literals(key, part));
            }
            Condition::Not(part) => self.literals(key, part),
            Condition::Test { name, is: Comparison::OneOf(literals) } => {
                let survey = self.survey;
                let options = |question| options_of(question, name);
                let Some(choices) = survey.questions().find_map(options) else { return };
                for literal in literals.iter().filter(|literal| !among(literal, choices)) {
                    let problem = format!(
                        "the condition of “{key}” wants “{name}” to be {literal}, which is no option"
                    );
                    self.fault(key, problem, "use a code of one of its options");
                }
            }
            Condition::Test { .. } => {}
        }
    }
}

fn among(literal: &Literal, choices: &[Choice]) -> bool {
    choices.iter().any(|choice| *literal == Literal::Number(f64::from(choice.code)))
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
