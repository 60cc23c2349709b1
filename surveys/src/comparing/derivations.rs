//! What is worked out, and rules across questions.

use super::{About, Found, Part, Turn, What};
use crate::{
    condition,
    definition::{Check, Derived, Survey},
    keys::QuestionKey,
    questionnaire::{self, level},
};

impl Found<'_> {
    pub(super) fn derived(&mut self) {
        let (old, new) = (self.old, self.new);
        for derived in &new.derived {
            let about = About::Derived(derived.key.clone());
            let Some(was) = old.derived.iter().find(|was| was.key == derived.key) else {
                self.note(about, What::Added(derived.label.clone()));
                continue;
            };
            self.said(&about, Part::Label, &was.label, &derived.label);
            if (&was.cases, &was.otherwise) != (&derived.cases, &derived.otherwise) {
                let turn = Turn::new(formula(was, old), formula(derived, new));
                self.note(about.clone(), What::Said(Part::Formula, turn));
            }
            self.options(&about, &was.codes, &derived.codes);
            self.others(&about, (was, derived), &["key", "label", "codes", "cases", "otherwise"]);
        }
        for was in &old.derived {
            if !new.derived.iter().any(|derived| derived.key == was.key) {
                self.note(About::Derived(was.key.clone()), What::Removed(was.label.clone()));
            }
        }
    }

    /// A check may have several rules. They are compared in their order.
    pub(super) fn checks(&mut self) {
        let (old, new) = (self.old, self.new);
        let mut told: Vec<&QuestionKey> = Vec::new();
        for key in new.checks.iter().chain(&old.checks).map(|check| &check.key) {
            if told.contains(&key) {
                continue;
            }
            told.push(key);
            let about = About::Check(key.clone());
            let of = |survey: &'_ Survey| -> Vec<Check> {
                survey.checks.iter().filter(|check| check.key == *key).cloned().collect()
            };
            let (was, is) = (of(old), of(new));
            for (was, is) in was.iter().zip(&is) {
                self.check(&about, was, is);
            }
            for rule in is.iter().skip(was.len()) {
                self.note(about.clone(), What::Added(condition::in_words(&rule.when, new)));
            }
            for rule in was.iter().skip(is.len()) {
                self.note(about.clone(), What::Removed(condition::in_words(&rule.when, old)));
            }
        }
    }

    fn check(&mut self, about: &About, was: &Check, is: &Check) {
        if was.when != is.when {
            let turn = Turn::new(
                condition::in_words(&was.when, self.old),
                condition::in_words(&is.when, self.new),
            );
            self.note(about.clone(), What::Said(Part::When, turn));
        }
        self.said(about, Part::Say, &was.say, &is.say);
        self.said(about, Part::Level, level(was.level), level(is.level));
        self.said(about, Part::At, was.at.as_str(), is.at.as_str());
        self.others(about, (was, is), &["key", "when", "say", "level", "at"]);
    }
}

/// `1 when hrs is 30 or more; otherwise the missing code of working`.
fn formula(derived: &Derived, survey: &Survey) -> String {
    questionnaire::cases(derived, survey).join("; ")
}
