//! What a condition says in vain: one of several ways in which it could hold, where that way is never open. The others
//! keep it possible, so that nobody would notice before the answers are in.
//!
//! What a named condition says is told of this survey's own only, and only where it can never hold by itself: a name is
//! made to be used in several places, and not all of it has to matter in each.

use std::collections::BTreeSet;

use super::Review;
use crate::{
    authoring::{place, reach::Reach},
    condition::Condition,
    definition::Survey,
};

const MEND: &str = "mend that part of the condition, or take it out";

/// A condition of more parts is left alone: each way is tried together with what stands around it.
const PARTS: usize = 200;

/// Conditions that have a name.
struct Named {
    own: Vec<Condition>,
    of_the_bank: Vec<Condition>,
}

/// A condition, and where it stands.
struct Said<'s> {
    /// What has it: a question, a derived variable, the place of a check.
    of: String,
    at: String,
    what: String,
    condition: &'s Condition,
}

impl Review<'_> {
    /// `lost` are the variables of questions that nobody is asked, which was told already.
    pub(super) fn in_vain(&mut self, reach: &Reach<'_>, lost: &BTreeSet<String>) {
        let (own, of_the_bank) = self.builder.conditions_by_name();
        let named = Named { own, of_the_bank };
        let is_lost = |name: &str| lost.contains(name);
        for Said { of, at, what, condition } in said(self.survey) {
            let is_told = self.spoiled.contains(&of) || condition.names().into_iter().any(is_lost);
            if is_told || condition.size() > PARTS {
                continue;
            }
            for why in self.ways(reach, &named, condition) {
                let at = self.place_of(at.clone(), &of);
                self.fault(&at, format!("{what} is in vain: {why}"), MEND);
            }
        }
    }

    /// Why each way that is never open is not.
    fn ways(&self, reach: &Reach<'_>, named: &Named, condition: &Condition) -> Vec<String> {
        let mut found = Vec::new();
        closed(reach, named, (condition, &[]), &mut found);
        // What compares something with what it can never be was told as that.
        found.retain(|parts| !parts.iter().any(|part| self.is_unfit(part)));
        let why = found.into_iter().map(|parts| {
            let parts = parts.into_iter().cloned().collect();
            self.why(reach, &Condition::All(parts))
        });
        why.collect()
    }

    fn is_unfit(&self, condition: &Condition) -> bool {
        match condition {
            Condition::Always | Condition::Never => false,
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().any(|part| self.is_unfit(part))
            }
            Condition::Not(part) => self.is_unfit(part),
            Condition::Test { name, is } => !self.unfit(name, is).is_empty(),
        }
    }
}

/// Every condition of a survey.
fn said(survey: &Survey) -> Vec<Said<'_>> {
    let mut all = Vec::new();
    let mut note = |of: &str, at: String, what: String, condition| {
        all.push(Said { of: of.to_owned(), at, what, condition });
    };
    for question in survey.questions() {
        let key = question.key.as_str();
        let what = format!("a way to be asked “{key}”");
        note(key, place::asked_if(key), what, &question.asked_if);
        for (number, option) in question.options().iter().enumerate() {
            let what = format!("a way to be offered option {} of “{key}”", option.code);
            note(key, place::option(key, number), what, &option.offered_if);
        }
    }
    for derived in &survey.derived {
        let key = derived.key.as_str();
        for (number, case) in derived.cases.iter().enumerate() {
            note(key, place::case(key, number), format!("a way to a case of “{key}”"), &case.when);
        }
    }
    for (number, check) in survey.checks.iter().enumerate() {
        let (at, what) = (place::check(number), format!("a way for “{}” to speak", check.key));
        note(&at, at.clone(), what, &check.when);
    }
    let what = "a way for a response to be usable".to_owned();
    note(place::USABLE, place::USABLE.to_owned(), what, &survey.usable);
    all
}

/// The ways that are never open, each after what has to hold beside it.
fn closed<'c>(
    reach: &Reach<'_>,
    named: &Named,
    (condition, around): (&'c Condition, &[&'c Condition]),
    found: &mut Vec<Vec<&'c Condition>>,
) {
    if named.of_the_bank.contains(condition) {
        return;
    }
    let around = if named.own.contains(condition) { &[] } else { around };
    match condition {
        Condition::All(parts) => {
            for (place, part) in parts.iter().enumerate() {
                let others = parts.iter().enumerate().filter(|(other, _)| *other != place);
                let beside = others.map(|(_, other)| other);
                let beside: Vec<_> = around.iter().copied().chain(beside).collect();
                closed(reach, named, (part, &beside), found);
            }
        }
        Condition::Any(parts) => {
            for part in parts {
                let own = match part {
                    Condition::All(own) => own.iter().collect(),
                    one => vec![one],
                };
                let beside = if named.own.contains(part) { &[] } else { around };
                let way: Vec<_> = beside.iter().copied().chain(own).collect();
                if reach.can_hold(way.iter().copied()) {
                    closed(reach, named, (part, around), found);
                } else if !named.of_the_bank.contains(part) {
                    found.push(way);
                }
            }
        }
        Condition::Always | Condition::Never | Condition::Not(_) | Condition::Test { .. } => {}
    }
}
