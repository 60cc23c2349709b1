//! Whether the answers to two versions can be put side by side, variable by variable.
//!
//! | What changed | Verdict |
//! |---|---|
//! | nothing but the label in files, the source, or who acts on an answer | the same |
//! | words, order, page, routing, limits, options added, gone or reworded, a check beside it, the language, a translation | with care |
//! | the kind, a code or an end of a scale that means something else, the unit, how it is worked out | not comparable |
//!
//! Of several options each is a variable of its own. An option that is new or gone, or stands for something else, asks for
//! care with the others, since whoever ticked these had other options beside them; one that is reworded or has another
//! code concerns itself alone.
//!
//! What is made of a variable is no more comparable than the variable. What is asked by one that is not
//! comparable is asked of others than before.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use serde::Serialize;

use super::{
    About, Change, Part, What,
    bearing::Bearing,
    named::{Before, Named, names},
};
use crate::{
    definition::{Kind, Question, Survey, words_variable},
    fill,
};

/// A verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Comparability {
    /// Asked, or worked out, in the same way.
    Same,
    /// A number means the same, and might have been given for another reason.
    WithCare,
    /// A number means something else.
    NotComparable,
    /// Only the later version has it.
    New,
    /// Only the earlier version has it.
    Gone,
}

/// One variable, and whether its values can be put side by side.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Variable {
    /// As in exports, without prefix: of a question with several options one for each, such as `barrier_01`.
    pub name: String,
    /// The verdict.
    pub is: Comparability,
    /// Why, most telling first; nothing where it is the same.
    pub because: Vec<String>,
}

/// Every variable of either version, in the order of the later one; those that are gone come last. What the
/// vault keeps is no variable.
#[must_use]
pub fn variables(old: &Survey, new: &Survey, changes: &[Change]) -> Vec<Variable> {
    let mut judged = Judged { bearing: Bearing::of(new, changes), verdicts: BTreeMap::new() };
    // A question may hang on what is worked out, which stands after all questions and is made of others: judged again
    // until no verdict changes. A verdict only ever gets worse by another, so that it ends.
    loop {
        let before = judged.verdicts.clone();
        let told = judged_once(&mut judged, old, new);
        if judged.verdicts == before {
            return told;
        }
    }
}

fn judged_once(judged: &mut Judged<'_>, old: &Survey, new: &Survey) -> Vec<Variable> {
    let before = Before::of(old);
    let after = names(new);
    let mut told = Vec::new();
    for named in &after {
        let is_known = if named.is_exported { before.has(named) } else { before.asks(named) };
        let variable = match is_known {
            true => judged.variable(new, named, before.renamed(named)),
            false => {
                let (name, is) = (named.name.clone(), Comparability::New);
                Variable { name, is, because: Vec::new() }
            }
        };
        judged.verdicts.insert(named.name.clone(), variable.is);
        told.extend(named.is_exported.then_some(variable));
    }
    let gone = |name: &String| Variable {
        name: name.clone(),
        is: Comparability::Gone,
        because: Vec::new(),
    };
    told.extend(before.gone(&after).into_iter().map(gone));
    told
}

struct Judged<'a> {
    bearing: Bearing<'a>,
    /// Of the variables so far, or as they were judged last.
    verdicts: BTreeMap<String, Comparability>,
}

impl Judged<'_> {
    fn variable(&self, survey: &Survey, named: &Named, renamed: Option<&String>) -> Variable {
        let Named { name, of, .. } = named;
        let mut reasons: Vec<(Comparability, String)> = Vec::new();
        let own = self.bearing.on(of).into_iter();
        for change in own.filter(|change| of_variable(change, self.bearing.question(of), named)) {
            let is = weighs(change, named);
            if is != Comparability::Same {
                reasons.push((is, change.to_string()));
            }
        }
        let reheard = self.bearing.translated(of, (name, named.option)).into_iter();
        reasons.extend(reheard.map(|words| (Comparability::WithCare, words)));
        let renamed = renamed.map(|before| format!("its column was called {before}"));
        reasons.extend(renamed.map(|words| (Comparability::WithCare, words)));
        self.looked_at(survey, of, &mut reasons);
        reasons.sort_by_key(|(is, _)| std::cmp::Reverse(*is));
        let is = reasons.first().map_or(Comparability::Same, |(is, _)| *is);
        let because = reasons.into_iter().map(|(_, words)| words).collect();
        Variable { name: name.clone(), is, because }
    }

    /// What it is made of, or asked by, when that changed.
    fn looked_at(&self, survey: &Survey, of: &About, reasons: &mut Vec<(Comparability, String)>) {
        let (names, made): (Vec<&str>, bool) = match of {
            About::Question(_) => {
                (self.bearing.question(of).map(asked_by).unwrap_or_default(), false)
            }
            About::Derived(key) => {
                let derived = survey.derived.iter().find(|derived| derived.key == *key);
                (derived.map(|derived| derived.names()).unwrap_or_default(), true)
            }
            About::Check(key) => {
                let rules = survey.checks.iter().filter(|check| check.key == *key);
                (rules.flat_map(|check| check.when.names()).collect(), true)
            }
            About::Survey | About::Page(_) => return,
        };
        let mut told: Vec<&str> = Vec::new();
        for name in names {
            let is = self.verdicts.get(name).copied().unwrap_or(Comparability::Same);
            if told.contains(&name)
                || is == Comparability::Same
                || is > Comparability::NotComparable
            {
                continue;
            }
            told.push(name);
            match (made, is) {
                (true, Comparability::NotComparable) => {
                    reasons.push((is, format!("it is made of {name}, which means something else")));
                }
                (true, _) => reasons.push((is, format!("it is made of {name}, which changed"))),
                (false, Comparability::NotComparable) => reasons.push((
                    Comparability::WithCare,
                    format!("whether it is asked hangs on {name}, which means something else"),
                )),
                (false, _) => {}
            }
        }
        self.filled_in(of, reasons);
    }

    /// What its words fill in, where that means something else: "You slept 90" of hours, and of minutes.
    fn filled_in(&self, of: &About, reasons: &mut Vec<(Comparability, String)>) {
        let Some(question) = self.bearing.question(of) else { return };
        let hint = question.hint.as_deref().unwrap_or_default();
        let options = question.options().iter().map(|option| option.text.as_str());
        let texts = [question.text.as_str(), hint].into_iter().chain(options);
        let names: BTreeSet<&str> = texts.flat_map(fill::names).collect();
        for name in names {
            if self.verdicts.get(name) == Some(&Comparability::NotComparable) {
                let words = format!("its words fill in {name}, which means something else");
                reasons.push((Comparability::WithCare, words));
            }
        }
    }
}

fn asked_by(question: &Question) -> Vec<&str> {
    let offered = question.options().iter().flat_map(|option| option.offered_if.names());
    question.asked_if.names().into_iter().chain(offered).collect()
}

/// A row's words are of its own variable only; so are the options of a period, and the words behind an option.
fn of_variable(change: &Change, question: Option<&Question>, named: &Named) -> bool {
    let name = named.name.as_str();
    let About::Question(key) = &change.about else { return true };
    match &change.what {
        What::RowAdded(row, _)
        | What::RowRemoved(row, _)
        | What::RowReworded(row, _)
        | What::RowReplaced(row, _) => name == format!("{key}_{row}"),
        What::OptionSaid(code, Part::Other, _) => name == words_variable(key, *code),
        What::Said(Part::Range, _) => {
            let amount = question.is_some_and(|own| matches!(own.kind, Kind::Amount { .. }));
            !amount || name == key.as_str()
        }
        _ => true,
    }
}

/// How much a change weighs on a variable that it is about.
fn weighs(change: &Change, named: &Named) -> Comparability {
    use Comparability::{NotComparable, Same, WithCare};

    let name = named.name.as_str();
    let is_of = |code: i32| named.option.is_none_or(|own| own == code);
    let made = matches!(change.about, About::Derived(_));
    let marks = matches!(&change.about, About::Check(key) if key.as_str() == name);
    match &change.what {
        What::OptionRecoded(_, from, to) if !is_of(*from) && !is_of(*to) => Same,
        What::OptionReworded(code, _) if !is_of(*code) => Same,
        // What is ticked with another, and beside what, concerns them all.
        What::OptionSaid(code, part, _)
            if !is_of(*code) && !matches!(part, Part::Exclusive | Part::OfferedIf) =>
        {
            Same
        }
        What::OptionReplaced(code, _) if !is_of(*code) => WithCare,
        What::Kind(_)
        | What::OptionReplaced(..)
        | What::OptionRecoded(..)
        | What::RowReplaced(..)
        | What::EndReplaced(..)
        | What::Said(Part::Unit | Part::Formula | Part::Period, _) => NotComparable,
        What::Said(Part::When, _) | What::Added(_) | What::Removed(_) if marks => NotComparable,
        What::Said(Part::Label | Part::Source | Part::Alerts | Part::Vault, _) => Same,
        What::Section(_) | What::Added(_) | What::Removed(_)
            if matches!(change.about, About::Page(_)) =>
        {
            WithCare
        }
        What::OptionsReordered if made => Same,
        What::OptionSaid(_, Part::InASentence, _) => Same,
        _ => WithCare,
    }
}

impl fmt::Display for Comparability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Same => "same",
            Self::WithCare => "with care",
            Self::NotComparable => "not comparable",
            Self::New => "new",
            Self::Gone => "gone",
        })
    }
}
