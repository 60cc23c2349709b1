//! What is compared with something that it can never be: a code that is no option, a number with a date, a fact with a
//! word that is none of its own.

use super::{
    Review,
    conditions::{among, choose, options_of},
};
use crate::{
    condition::{Comparison, Literal},
    definition::{Derived, Formula, Kind, Otherwise, Question},
    facts,
};

/// What something is, as far as it can be compared.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Number,
    Code,
    Codes,
    Date,
    Words,
}

const DATES: &str = "compare dates as in “jobstart before rand_date”";
const MONTHS: &str =
    "it is a month: ask whether it comes before a date, as in “prev_month before rand_date”";
const NUMBER: (&str, &str) = ("no number", "it is a number: compare it with one");

impl Review<'_> {
    /// What is wrong with a comparison, and what would be right.
    pub(super) fn unfit(&self, name: &str, is: &Comparison) -> Vec<(String, String)> {
        match is {
            Comparison::OneOf(literals) => {
                let found = literals.iter().filter_map(|literal| {
                    let (which, mend) = self.beside(name, literal)?;
                    Some((format!("wants “{name}” to be {literal}, which is {which}"), mend))
                });
                found.collect()
            }
            Comparison::AtLeast(_)
            | Comparison::AtMost(_)
            | Comparison::Above(_)
            | Comparison::Below(_) => self.no_number(name).into_iter().collect(),
            Comparison::Before(other) => {
                [name, other].into_iter().filter_map(|side| self.no_date(side)).collect()
            }
            Comparison::Answered => Vec::new(),
        }
    }

    /// Why a name can never be this, and what it can be.
    fn beside(&self, name: &str, literal: &Literal) -> Option<(&'static str, String)> {
        let question = self.asked.get(name);
        let owner = question.map_or(name, |question| question.key.as_str());
        if self.spoiled.contains(owner) || self.uncoded.contains(owner) {
            return None;
        }
        if let Some(choices) = question.and_then(|own| options_of(own, name)) {
            return (!among(literal, choices))
                .then(|| ("no option", choose(name, literal, choices)));
        }
        if let Some(place) = self.ready.place(name) {
            let derived = &self.survey.derived[place];
            let listed = !derived.codes.is_empty() && !among(literal, &derived.codes);
            return listed.then(|| ("none of its codes", choose(name, literal, &derived.codes)));
        }
        if let Some(kind) = fact(name).filter(|_| question.is_none())
            && let Some(values) = values(kind)
        {
            let told: Vec<_> = values.iter().map(Literal::to_string).collect();
            let told = format!("it is {}", told.join(" or "));
            let which = match kind {
                facts::Kind::Codes(_) => "none of its codes",
                _ => "none of its values",
            };
            return (!values.contains(literal)).then_some((which, told));
        }
        self.beside_its_sort(name, literal)
    }

    fn beside_its_sort(&self, name: &str, literal: &Literal) -> Option<(&'static str, String)> {
        let is_word = matches!(literal, Literal::Word(_));
        match self.sort(name)? {
            Sort::Number => is_word.then(|| (NUMBER.0, NUMBER.1.to_owned())),
            Sort::Date => Some(("no date", dates(name).to_owned())),
            Sort::Words => (!is_word).then(|| {
                let mend =
                    format!("words are no number: write {name} = '{literal}' if it is meant");
                ("a number", mend)
            }),
            Sort::Code | Sort::Codes => None,
        }
    }

    fn no_number(&self, name: &str) -> Option<(String, String)> {
        let (is, mend) = match self.sort(name)? {
            Sort::Number | Sort::Code => return None,
            Sort::Date => ("a date", dates(name).to_owned()),
            Sort::Words => ("words", "ask with = which words they are".to_owned()),
            Sort::Codes => ("several codes", format!("ask with = which is among them: {name} = 1")),
        };
        Some((format!("compares “{name}” with a number, and it is {is}"), mend))
    }

    fn no_date(&self, name: &str) -> Option<(String, String)> {
        let (is, mend) = match self.sort(name)? {
            Sort::Date => return None,
            Sort::Number => ("a number", "“before” is for two dates: of numbers write < or >"),
            Sort::Code | Sort::Codes => ("a code", "“before” is for two dates: of codes write ="),
            Sort::Words => ("words", "“before” is for two dates"),
        };
        Some((format!("takes “{name}” for a date, and it is {is}"), mend.to_owned()))
    }

    /// None where that is not known, or something is wrong with it.
    fn sort(&self, name: &str) -> Option<Sort> {
        if let Some(question) = self.asked.get(name) {
            let is_sure = !self.spoiled.contains(question.key.as_str());
            return is_sure.then(|| of_question(question, name));
        }
        if let Some(place) = self.ready.place(name) {
            let is_sure = !self.spoiled.contains(name);
            return is_sure.then(|| of_derived(&self.survey.derived[place])).flatten();
        }
        Some(match fact(name)? {
            facts::Kind::Codes(_) => Sort::Code,
            facts::Kind::Count => Sort::Number,
            facts::Kind::Date => Sort::Date,
            facts::Kind::Words | facts::Kind::OneOf(_) => Sort::Words,
        })
    }

    /// What lowers a limit is a number.
    pub(super) fn is_no_number(&self, name: &str) -> bool {
        self.no_number(name).is_some()
    }
}

/// How it is compared, where it is a date.
fn dates(name: &str) -> &'static str {
    if name == "prev_month" { MONTHS } else { DATES }
}

fn fact(name: &str) -> Option<facts::Kind> {
    facts::NAMES.iter().find(|(fact, ..)| *fact == name).map(|(_, kind, _)| *kind)
}

/// All that a fact can be, where they can be counted.
fn values(kind: facts::Kind) -> Option<Vec<Literal>> {
    match kind {
        facts::Kind::Codes(codes) => {
            Some(codes.iter().map(|code| Literal::Number(f64::from(*code))).collect())
        }
        facts::Kind::OneOf(words) => {
            Some(words.iter().map(|words| Literal::Word((*words).to_owned())).collect())
        }
        facts::Kind::Count | facts::Kind::Date | facts::Kind::Words => None,
    }
}

fn of_question(question: &Question, variable: &str) -> Sort {
    match &question.kind {
        Kind::Single { .. } => Sort::Code,
        Kind::Multiple { .. } => Sort::Codes,
        Kind::Amount { period, .. } if period.as_str() == variable => Sort::Code,
        Kind::Amount { .. } | Kind::Number { .. } | Kind::Scale { .. } | Kind::Grid { .. } => {
            Sort::Number
        }
        Kind::Date { .. } | Kind::Month { .. } => Sort::Date,
        Kind::Text { .. } | Kind::Contact => Sort::Words,
    }
}

/// What is the same as something else may be anything.
fn of_derived(derived: &Derived) -> Option<Sort> {
    match derived.otherwise {
        Otherwise::Formula(Formula::Same { .. }) => None,
        Otherwise::Formula(_) => Some(Sort::Number),
        Otherwise::Code(_) | Otherwise::MissingOf(_) | Otherwise::MissingOfFirst(_) => {
            Some(Sort::Code)
        }
    }
}
