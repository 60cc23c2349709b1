//! What stands in a survey's file and comes to nothing: a question on no page, a check or a derived variable that the
//! survey does not name, and what is written twice. A bank may have more than one survey wants.

use std::collections::{BTreeMap, BTreeSet};

use toml::Spanned;

use super::{File, build::Builder, reading::MISSING};

impl<'a> Builder<'a> {
    pub(super) fn forgotten(&mut self) {
        let source = self.source;
        let questions = || source.questions.iter().map(|question| &question.key);
        let derived = || source.derived.iter().map(|derived| &derived.key);
        let asked = |builder: &Self, key: &str| builder.asks(key);
        self.unused(questions(), asked, ("on no page", "name it under “questions” of a page"));
        self.unasked();
        let named: BTreeSet<_> = source.derive.iter().map(|key| key.get_ref().as_str()).collect();
        let is_derived = |_: &Self, key: &str| named.contains(key);
        self.unused(derived(), is_derived, ("not among “derive”", "name it there"));
        let named: BTreeSet<_> = source.check.iter().map(|key| key.get_ref().as_str()).collect();
        let is_checked = |_: &Self, key: &str| named.contains(key);
        let checks = source.checks.iter().map(|check| &check.key);
        self.unused(checks, is_checked, ("not among “check”", "name it there"));
        for (file, keys) in [
            (self.file, questions().collect::<Vec<_>>()),
            (self.file, derived().collect()),
            (self.file, source.check.iter().collect()),
            (self.bank_file, self.bank.questions.iter().map(|question| &question.key).collect()),
            (self.bank_file, self.bank.derived.iter().map(|derived| &derived.key).collect()),
        ] {
            self.twice(file, keys);
        }
    }

    /// What else is wrong with a question that is on no page is told at once. Whatever speaks of it learns nothing of
    /// that: it is not asked.
    fn unasked(&mut self) {
        let own = self.source.questions.iter().map(|question| &question.key);
        let mut keys: Vec<_> = own.filter(|key| key.get_ref() != MISSING).collect();
        keys.retain(|key| !self.asks(key.get_ref()) && !self.doubtful.contains(key.get_ref()));
        keys.dedup_by(|one, other| one.get_ref() == other.get_ref());
        if keys.is_empty() {
            return;
        }
        let (doubtful, spoiled) = (self.doubtful.clone(), self.spoiled.clone());
        let places = self.places.clone();
        for key in keys {
            self.question(key);
        }
        (self.doubtful, self.spoiled, self.places) = (doubtful, spoiled, places);
    }

    fn unused(
        &mut self,
        keys: impl Iterator<Item = &'a Spanned<String>>,
        is_used: impl Fn(&Self, &str) -> bool,
        (where_not, mend): (&str, &str),
    ) {
        for key in keys.filter(|key| key.get_ref() != MISSING) {
            if !is_used(self, key.get_ref()) && !self.doubtful.contains(key.get_ref()) {
                let problem =
                    format!("“{}” stands here and {where_not}, so it does nothing", key.get_ref());
                let mend = format!("{mend}, or take it out");
                self.faults.push(self.file.fault(key.span(), problem, mend));
            }
        }
    }

    fn twice(&mut self, file: &File, keys: Vec<&Spanned<String>>) {
        let mut seen = BTreeMap::new();
        for key in keys.into_iter().filter(|key| key.get_ref() != MISSING) {
            if let Some(first) = seen.insert(key.get_ref(), key.span()) {
                let line = file.fault(first, "", "").line;
                let problem = format!("“{}” stands here again, after line {line}", key.get_ref());
                let mend = "give one of them another key, or take it out";
                self.faults.push(file.fault(key.span(), problem, mend));
            }
        }
    }
}
