//! The variables of a version, as exports have them.

use std::collections::{BTreeMap, BTreeSet};

use super::About;
use crate::definition::Survey;

/// A variable, and what it belongs to.
pub(super) struct Named {
    pub name: String,
    pub of: About,
    /// The option that it is about alone.
    pub option: Option<i32>,
    /// A question with several options has its name in conditions, and no column of that name.
    pub is_exported: bool,
}

/// Every variable, once.
pub(super) fn names(survey: &Survey) -> Vec<Named> {
    let mut names: Vec<Named> = Vec::new();
    let named = |name: String, of: About| Named { name, of, option: None, is_exported: true };
    for question in survey.questions().filter(|question| !question.vault) {
        let about = || About::Question(question.key.clone());
        let ticked = question.ticked();
        let is_exported = ticked.is_empty();
        let own = question.variables().into_iter();
        names.extend(own.map(|name| Named { is_exported, ..named(name, about()) }));
        let words = question.words().map(|(name, choice)| (choice.code, name));
        let of_options = ticked.into_iter().chain(words);
        names.extend(
            of_options.map(|(code, name)| Named { option: Some(code), ..named(name, about()) }),
        );
    }
    let derived = survey.derived.iter();
    names.extend(derived.map(|one| named(one.key.to_string(), About::Derived(one.key.clone()))));
    for check in &survey.checks {
        if !names.iter().any(|one| one.name == check.key.as_str()) {
            names.push(named(check.key.to_string(), About::Check(check.key.clone())));
        }
    }
    names
}

/// The variables of the earlier version.
pub(super) struct Before {
    names: Vec<Named>,
    /// Those of options, by question and code. What is ticked and what is written behind it are two.
    of_options: BTreeMap<(About, i32, bool), String>,
    known: BTreeSet<String>,
    asked: BTreeSet<String>,
}

impl Before {
    pub fn of(survey: &Survey) -> Self {
        let names = names(survey);
        let of_options = names.iter().filter_map(|one| Some((place(one)?, one.name.clone())));
        let exported = names.iter().filter(|one| one.is_exported);
        let known = exported.map(|one| one.name.clone()).collect();
        let asked = names.iter().map(|one| one.name.clone()).collect();
        Self { of_options: of_options.collect(), known, asked, names }
    }

    pub fn has(&self, named: &Named) -> bool {
        self.known.contains(&named.name) || self.renamed(named).is_some()
    }

    pub fn asks(&self, named: &Named) -> bool {
        self.asked.contains(&named.name)
    }

    /// What a column was called: a longer code gives every column of its question more digits.
    pub fn renamed(&self, named: &Named) -> Option<&String> {
        let before = self.of_options.get(&place(named)?)?;
        (*before != named.name).then_some(before)
    }

    /// What only the earlier version has.
    pub fn gone(&self, after: &[Named]) -> Vec<&String> {
        let exported = || after.iter().filter(|one| one.is_exported);
        let is: BTreeSet<_> = exported().map(|one| &one.name).collect();
        let renamed: BTreeSet<_> = exported().filter_map(|one| self.renamed(one)).collect();
        let left = self.names.iter().filter(|one| one.is_exported).map(|one| &one.name);
        let left = left.filter(|name| !is.contains(name) && !renamed.contains(name));
        left.collect()
    }
}

/// The option of a variable, and whether the variable holds its words.
fn place(named: &Named) -> Option<(About, i32, bool)> {
    Some((named.of.clone(), named.option?, named.name.ends_with('t')))
}
