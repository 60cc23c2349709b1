//! What is wrong with derived variables: names that nothing has by then, and chains that are too long.

use std::collections::BTreeSet;

use super::{Review, conditions::it_has};
use crate::{
    authoring::place,
    definition::{Case, Derived, Formula, Otherwise},
    value::Missing,
};

/// So many derived variables may stand one on the other: whatever follows them has to come to an end.
const LONGEST_CHAIN: usize = 100;
/// The fact that tells who somebody is.
const BORN: &str = "dob";

impl Review<'_> {
    pub(super) fn derived(&mut self) {
        let survey = self.survey;
        for (number, derived) in survey.derived.iter().enumerate() {
            let key = derived.key.as_str();
            self.take(key, derived.key.to_string());
            self.words_of(derived);
            self.gives(derived);
            self.copies(derived);
            for (number, case) in derived.cases.iter().enumerate() {
                let at = self.place_of(place::case(key, number), key);
                self.literals(&at, &format!("the condition of “{key}”"), &case.when);
            }
            for name in derived.names() {
                if self.ready.has(name, number) {
                    continue;
                }
                let with = |case: &&Case| case.when.names().contains(&name);
                let mut cases = derived.cases.iter().filter(with).peekable();
                if cases.peek().is_some()
                    && cases.all(|case| self.is_told_by_name(&case.when, name))
                {
                    continue;
                }
                let Some((which, mend)) = self.unmade(number, name) else { continue };
                let problem = format!("“{key}” is made from “{name}”, which {which}");
                let at = derived.cases.iter().position(|case| case.when.names().contains(&name));
                let at =
                    at.map_or(key.to_owned(), |case| self.place_of(place::case(key, case), key));
                self.fault(&at, problem, &mend);
            }
        }
        self.chains();
    }

    /// A copy leaves with the answers, and a date of birth leaves with nothing.
    fn copies(&mut self, derived: &Derived) {
        if let Otherwise::Formula(Formula::Same { of }) = &derived.otherwise
            && of == BORN
        {
            let key = derived.key.as_str();
            let problem = format!("“{key}” is the date of birth, which leaves in no file");
            self.fault(key, problem, "derive an age: “formula = { age = { born = \"dob\" } }”");
        }
    }

    /// Why a name has no value for the derived variable of this number. Nothing where another one was told to be at fault.
    fn unmade(&self, number: usize, name: &str) -> Option<(&'static str, String)> {
        let (before, after) = self.survey.derived.split_at(number);
        let is_it = |one: &Derived| one.key.as_str() == name;
        if before.iter().any(is_it) {
            return None;
        }
        if !after.iter().any(is_it) {
            return Some(
                self.lacking(name, "name a question, an earlier derived variable or a fact"),
            );
        }
        Some(if name == after[0].key.as_str() {
            ("is itself", "make it from the questions".to_owned())
        } else if self.leads(name, after[0].key.as_str()) {
            ("is made from it", "make one of them from the questions themselves".to_owned())
        } else {
            ("stands after it", "list it earlier under “derive”".to_owned())
        })
    }

    /// Whether a derived variable is made from another, or is that one.
    fn leads(&self, from: &str, to: &str) -> bool {
        let (mut open, mut seen) = (vec![from], BTreeSet::new());
        while let Some(name) = open.pop() {
            if name == to {
                return true;
            }
            if let Some(place) = self.ready.place(name).filter(|_| seen.insert(name)) {
                open.extend(self.survey.derived[place].names());
            }
        }
        false
    }

    /// What it can be has a meaning, or is a reason for having none.
    fn gives(&mut self, derived: &Derived) {
        let key = derived.key.as_str();
        let cases = derived.cases.iter().enumerate().map(|(number, case)| {
            let at = place::field(&place::case(key, number), "gives");
            (self.place_of(at, key), "a case", "gives", case.gives)
        });
        let otherwise = match derived.otherwise {
            Otherwise::Code(code) => Some(code),
            _ => None,
        };
        let at = self.field_of(key, "otherwise");
        let otherwise = otherwise.map(|code| (at, "“otherwise”", "is", code));
        let all: Vec<_> = cases.chain(otherwise).collect();
        let (is_spoiled, before) = (self.spoiled.contains(key), self.faults.len());
        for (at, what, verb, code) in all {
            let listed =
                derived.codes.is_empty() || derived.codes.iter().any(|own| own.code == code);
            if code < 0 && Missing::try_from(code).is_err() {
                let problem = format!("{what} of “{key}” {verb} {code}, which is no missing code");
                self.fault(&at, problem, "missing codes are from -1 to -9");
            } else if code >= 0 && !listed {
                let problem =
                    format!("{what} of “{key}” {verb} {code}, which is none of its codes");
                self.fault(&at, problem, &it_has(&derived.codes));
            }
        }
        if self.faults.len() > before && !is_spoiled {
            self.spoiled.remove(key);
            self.uncoded.insert(key.to_owned());
        }
    }

    fn chains(&mut self) {
        let derived = &self.survey.derived;
        let chains = self.ready.chains().into_iter().zip(derived);
        let mut too_long =
            chains.filter(|(chain, _)| *chain > LONGEST_CHAIN).map(|(_, own)| own.key.as_str());
        let Some(first) = too_long.next() else { return };
        let problem =
            format!("“{first}” is derived from what is derived, {LONGEST_CHAIN} times over");
        // Nothing follows them any further.
        self.spoiled.extend(too_long.map(str::to_owned));
        self.fault(first, problem, "make it from the questions themselves");
    }
}
