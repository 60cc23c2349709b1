//! What is wrong with a condition that reads well: names that nothing has yet, and codes that nobody
//! can choose.

use super::Review;
use crate::{
    condition::{Comparison, Condition, Literal},
    definition::Choice,
};

impl Review<'_> {
    pub(super) fn condition(&mut self, key: &str, condition: &Condition) {
        for name in condition.names() {
            if !self.ready.has(name, self.survey.derived.len()) {
                let (problem, mend) = self.unready(key, name);
                self.fault(key, problem, mend);
            }
        }
        self.literals(key, condition);
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
                let Some(choices) = self.options.get(name.as_str()).copied() else { return };
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
