//! What is wrong with a condition that has a name: told once, where it has it, and nowhere that it is used.

use super::{Review, place};
use crate::{authoring::near::near, condition::Condition};

impl Review<'_> {
    /// Before everything that uses them. One that another names is the smaller of the two, and goes first.
    pub(super) fn conditions_by_name(&mut self) {
        let mut named = self.builder.each_by_name();
        named.sort_by_key(|(_, _, condition)| condition.size());
        for (name, is_own, condition) in named {
            let (at, before) = (place::named(&name), self.faults.len());
            // A bank's may be for other surveys.
            if is_own {
                self.names_of(&at, &name, &condition);
            }
            self.literals(&at, &format!("the condition “{name}”"), &condition);
            if self.faults.len() > before {
                self.wrong.push(condition);
            }
        }
    }

    fn names_of(&mut self, at: &str, whose: &str, condition: &Condition) {
        for name in condition.names() {
            let is_there = self.survey.has(name) || self.ready.has(name, self.survey.derived.len());
            if !is_there && !self.is_told_by_name(condition, name) {
                let (which, mend) =
                    self.lacking(name, "name a question, a derived variable or a fact");
                // No question was gone through yet.
                let meant = near(name, self.asked.keys().map(String::as_str));
                let mend = meant.map_or(mend, |meant| format!("did you mean “{meant}”?"));
                let problem = format!("the condition “{whose}” names “{name}”, which {which}");
                self.fault(at, problem, &mend);
            }
        }
    }

    /// Whether a name that nothing has stands only in what a condition's name stands for, where it was told.
    pub(super) fn is_told_by_name(&self, condition: &Condition, name: &str) -> bool {
        !self.survey.has(name) && !self.wrong.is_empty() && !self.says_itself(condition, name)
    }

    fn says_itself(&self, condition: &Condition, name: &str) -> bool {
        if self.wrong.contains(condition) {
            return false;
        }
        match condition {
            Condition::Always | Condition::Never => false,
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().any(|part| self.says_itself(part, name))
            }
            Condition::Not(part) => self.says_itself(part, name),
            Condition::Test { .. } => condition.names().contains(&name),
        }
    }
}
