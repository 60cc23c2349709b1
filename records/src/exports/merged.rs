//! A column as every version of a survey has it, and every wave: one variable has one type, whoever answered when.

use std::collections::HashMap;

use datasets::{Cell, Change};
use surveys::{
    codebook::{Column, Shown, Takes},
    value::Missing,
};

/// A column of several versions.
#[derive(Clone)]
pub(super) struct Merged {
    /// As the latest version has it.
    pub column: Column,
    /// Codes with their labels, those that only earlier versions have last.
    pub labels: Vec<(i32, String)>,
    /// What any version takes. None where one takes dates and another numbers.
    pub takes: Option<Takes>,
    /// What changed of it, in the order of waves and versions.
    pub changes: Vec<Change>,
}

/// How answers stand in a column.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// As what they are.
    Typed,
    /// The same, but what is missing is blank: an answer may be the number of a missing code.
    WithoutCodes,
    /// In words, since they are dates in one version and numbers in another. What is missing is blank.
    InWords,
}

impl Merged {
    pub fn of(column: &Column, changes: Vec<Change>) -> Self {
        let (labels, takes) = (column.codes.clone(), column.takes);
        Self { column: column.clone(), labels, takes, changes }
    }

    pub fn name(&self) -> &str {
        &self.column.name
    }

    fn add(&mut self, other: &Self) {
        self.takes = self.takes.zip(other.takes).and_then(|(own, other)| own.wider(other));
        for (code, label) in &other.labels {
            if self.labels.iter().all(|(known, _)| known != code) {
                self.labels.push((*code, label.clone()));
            }
        }
    }

    pub fn form(&self) -> Form {
        match self.takes {
            Some(takes) if takes.meets_missing_codes() => Form::WithoutCodes,
            Some(_) => Form::Typed,
            None => Form::InWords,
        }
    }

    /// The cell where there is no response.
    pub fn absent(&self, reason: Missing) -> Cell<'static> {
        self.form().cell(self.column.absent(reason), &mut std::iter::empty())
    }
}

/// Each name once, in the order in which it first appears.
pub(super) fn merged(columns: impl Iterator<Item = Merged>) -> Vec<Merged> {
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut merged: Vec<Merged> = Vec::new();
    for column in columns {
        match places.get(column.name()) {
            Some(place) => merged[*place].add(&column),
            None => {
                places.insert(column.name().to_owned(), merged.len());
                merged.push(column);
            }
        }
    }
    merged
}

impl Form {
    /// The cell of what is shown; what is shown in words has to be at hand as such.
    pub fn cell<'w>(self, shown: Shown, words: &mut impl Iterator<Item = &'w String>) -> Cell<'w> {
        match (self, shown) {
            (Self::InWords, _) => words.next().map_or(Cell::Blank, |words| Cell::Text(words)),
            (Self::WithoutCodes, Shown::Missing(_)) | (_, Shown::Nothing) => Cell::Blank,
            (Self::Typed, Shown::Missing(reason)) => Cell::Missing(reason),
            (_, Shown::Number(number)) => Cell::Decimal(number),
            (_, Shown::Date(date) | Shown::Month(date)) => Cell::Date(date),
        }
    }

    /// The words, where it takes such.
    pub fn words(self, shown: Shown) -> Option<String> {
        (self == Self::InWords).then(|| match shown {
            Shown::Missing(_) => String::new(),
            shown => shown.to_string(),
        })
    }
}
