//! What a survey works out from answers: derived variables and checks.

use toml::Spanned;

use super::{
    File,
    build::{Builder, NAMELESS},
    near::near,
    place,
    reading::MISSING,
    source::{CheckSource, DerivedSource, Names},
};
use crate::{
    definition::{Case, Check, Derived, Formula, Level, Otherwise},
    keys::QuestionKey,
};

impl<'a> Builder<'a> {
    pub(super) fn derived(&mut self, key: &Spanned<String>) -> Option<Derived> {
        let own = self.source.derived.iter().map(|derived| (self.file, derived));
        let shared = self.bank.derived.iter().map(|derived| (self.bank_file, derived));
        let found = own.chain(shared).find(|(_, derived)| derived.key.get_ref() == key.get_ref());
        let Some((file, derived)) = found else {
            self.not_derived(key);
            return None;
        };
        self.places.insert(key.get_ref().clone(), (file, derived.key.span()));
        self.note_fields(key.get_ref(), file, &derived.key.span());
        for (place, case) in derived.cases.iter().enumerate() {
            let at = place::case(key.get_ref(), place);
            self.note_fields(&at, file, &case.when.span());
            self.places.insert(at, (file, case.when.span()));
        }
        for (place, code) in derived.codes.iter().enumerate() {
            let at = place::option(key.get_ref(), place);
            self.note_fields(&at, file, &code.code.span());
            self.places.insert(at, (file, code.code.span()));
        }
        let Some(otherwise) = self.otherwise(file, derived) else {
            self.doubtful.insert(key.get_ref().clone());
            return None;
        };
        let (cases, before) = (derived.cases.iter(), self.faults.len());
        let cases = cases
            .map(|case| Case { when: self.condition(file, &case.when), gives: case.gives })
            .collect();
        if self.faults.len() > before {
            self.spoiled.insert(key.get_ref().clone());
        }
        Some(Derived {
            key: self.key(file, &derived.key, QuestionKey::new, NAMELESS),
            label: derived.label.clone(),
            codes: self.choices(file, &derived.codes),
            cases,
            otherwise,
        })
    }

    fn not_derived(&mut self, key: &Spanned<String>) {
        let problem = format!("there is no derived variable “{}”", key.get_ref());
        let own = self.source.derived.iter().chain(&self.bank.derived);
        let near = near(key.get_ref(), own.map(|derived| derived.key.get_ref().as_str()));
        let mend = near.map_or_else(
            || "write it under [[derived]]".to_owned(),
            |near| format!("did you mean “{near}”?"),
        );
        self.faults.push(self.file.fault(key.span(), problem, mend));
        let doubtful = [key.get_ref().as_str()].into_iter().chain(near);
        self.doubtful.extend(doubtful.map(str::to_owned));
    }

    fn otherwise(&mut self, file: &File, derived: &DerivedSource) -> Option<Otherwise> {
        match (&derived.otherwise, &derived.missing_of, &derived.formula) {
            (Some(code), None, None) => Some(Otherwise::Code(*code)),
            (None, Some(Names::One(variable)), None) => {
                Some(Otherwise::MissingOf(variable.clone()))
            }
            (None, Some(Names::Several(variables)), None) => {
                Some(Otherwise::MissingOfFirst(variables.clone()))
            }
            (None, None, Some(Formula::Score(_))) => {
                let mend = "name the instrument on a page, or under “scores”";
                let problem = "an instrument's rules are not written in a survey";
                self.faults.push(file.fault(derived.key.span(), problem, mend));
                None
            }
            (None, None, Some(formula)) => Some(Otherwise::Formula(formula.clone())),
            _ => {
                let problem =
                    "a derived variable needs one of “otherwise”, “missing_of”, “formula”";
                self.faults.push(file.fault(derived.key.span(), problem, "write exactly one"));
                None
            }
        }
    }

    /// The rules of a check. Those of the bank that are about a question of the bank which this
    /// survey does not ask are left out.
    pub(super) fn checks(&mut self, key: &Spanned<String>) -> Vec<Check> {
        let own = self.source.checks.iter().map(|check| (self.file, check));
        let elsewhere = |check: &CheckSource| {
            let at = check.at.get_ref();
            !self.asks(at) && self.bank.questions.iter().any(|q| q.key.get_ref() == at)
        };
        let shared = self.bank.checks.iter().filter(|check| !elsewhere(check));
        let shared = shared.map(|check| (self.bank_file, check));
        let same = |(_, check): &(&File, &CheckSource)| check.key.get_ref() == key.get_ref();
        let found: Vec<_> = own.chain(shared).filter(same).collect();
        if found.is_empty() {
            let problem = format!("there is no check “{}” for this survey", key.get_ref());
            let own = self.source.checks.iter().chain(&self.bank.checks);
            let names = own.map(|check| check.key.get_ref().as_str());
            let near = near(key.get_ref(), names);
            let mend = near.map_or_else(
                || "write it under [[checks]], about a question that is asked".to_owned(),
                |near| format!("did you mean “{near}”?"),
            );
            self.doubtful.extend(near.map(str::to_owned));
            self.faults.push(self.file.fault(key.span(), problem, mend));
        }
        found.into_iter().filter_map(|(file, check)| self.check(file, check)).collect()
    }

    /// None where it was told that it stands beside no question.
    fn check(&mut self, file: &'a File, check: &CheckSource) -> Option<Check> {
        if check.at.get_ref() == MISSING || self.doubtful.contains(check.at.get_ref()) {
            return None;
        }
        let (at, before) = (place::check(self.checked), self.faults.len());
        self.places.insert(at.clone(), (file, check.when.span()));
        self.note_fields(&at, file, &check.when.span());
        self.checked += 1;
        if check.level != Level::Paradata && check.say.trim().is_empty() {
            let mend = "write what the person is told under “say”";
            self.faults.push(file.fault(check.key.span(), "the check says nothing", mend));
        }
        let read = Check {
            key: self.key(file, &check.key, QuestionKey::new, NAMELESS),
            level: check.level,
            at: self.key(file, &check.at, QuestionKey::new, NAMELESS),
            when: self.condition(file, &check.when),
            say: check.say.clone(),
        };
        if self.faults.len() > before {
            self.spoiled.insert(at);
        }
        Some(read)
    }
}
