//! Adding a question.

use std::collections::BTreeSet;

use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, value};

use super::{
    EditError, Put,
    arranging::{self, new_page},
    fields::in_rows,
    naming::is_taken,
    options::coded,
    rows::Rows,
};
use crate::definition::KindName;

/// The most characters of a text when nobody said otherwise.
const WORDS: i64 = 500;

/// A question that is not there yet.
#[derive(Clone, Debug, PartialEq)]
pub struct NewQuestion {
    /// Names its variable.
    pub key: String,
    /// What is asked.
    pub text: String,
    /// How it is answered.
    pub kind: NewKind,
}

/// How a new question is answered.
#[derive(Clone, Debug, PartialEq)]
pub enum NewKind {
    /// One of the options, which get the codes 1, 2, ….
    Single(Vec<String>),
    /// Any number of them.
    Multiple(Vec<String>),
    /// A whole number, both ends taken.
    Number {
        /// The smallest.
        least: i64,
        /// The largest.
        most: i64,
    },
    /// A point from 0 to 10.
    Scale {
        /// What 0 means.
        low: String,
        /// What 10 means.
        high: String,
    },
    /// A calendar date.
    Date,
    /// A month of a year.
    Month,
    /// Words.
    Text,
    /// Several lines, each a point from 0 to 10.
    Grid {
        /// What 0 means.
        low: String,
        /// What 10 means.
        high: String,
        /// The lines, each with a short name and a colon before it, or without: then it is numbered.
        rows: Vec<String>,
    },
    /// Pounds, and the period that they are for.
    Amount {
        /// The largest, in whole pounds.
        most: i64,
        /// The periods, which get the codes 1, 2, ….
        periods: Vec<String>,
    },
    /// How to reach somebody, kept with names and addresses.
    Contact,
}

impl NewKind {
    const fn kind(&self) -> KindName {
        match self {
            Self::Single(_) => KindName::Single,
            Self::Multiple(_) => KindName::Multiple,
            Self::Number { .. } => KindName::Number,
            Self::Scale { .. } => KindName::Scale,
            Self::Date => KindName::Date,
            Self::Month => KindName::Month,
            Self::Text => KindName::Text,
            Self::Grid { .. } => KindName::Grid,
            Self::Amount { .. } => KindName::Amount,
            Self::Contact => KindName::Contact,
        }
    }
}

pub(super) fn add(
    document: &mut DocumentMut,
    to: &Put,
    new: &NewQuestion,
) -> Result<(), EditError> {
    if is_taken(document, "", &new.key) {
        return Err(EditError::Taken(new.key.clone()));
    }
    new_page(document, to, arranging::of(&new.key))?;
    let mut table = table(new);
    if let NewKind::Amount { .. } = new.kind {
        table.insert("period", value(period(document, &new.key)));
    }
    push(document, "questions", table);
    Ok(())
}

/// A name for the variable of the period that nothing has yet. A key has 20 characters at most.
fn period(document: &mut DocumentMut, key: &str) -> String {
    let ending =
        |number: usize| if number == 1 { "_per".to_owned() } else { format!("_per{number}") };
    let named = |number| {
        let ending: String = ending(number);
        let begin: String = key.chars().take(20 - ending.len()).collect();
        format!("{begin}{ending}")
    };
    let mut names = (1..).map(named);
    names.find(|name| !is_taken(document, "", name)).unwrap_or_default()
}

/// Lines with the short names that stand before them, or else with numbers.
fn rows(lines: &[String]) -> Vec<(String, String)> {
    let legal = |name: &str| {
        let is_letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
        (1..=7).contains(&name.len()) && name.chars().all(is_letter)
    };
    let own = lines.iter().map(|line| {
        let named = line.split_once(':').map(|(name, words)| (name.trim(), words.trim()));
        named.filter(|(name, words)| legal(name) && !words.is_empty())
    });
    let own: Vec<_> = own.collect();
    let mut used: BTreeSet<String> =
        own.iter().flatten().map(|(name, _)| (*name).to_owned()).collect();
    let rows = lines.iter().zip(own).map(|(line, own)| match own {
        Some((name, words)) => (name.to_owned(), words.to_owned()),
        None => {
            let free =
                (1..).map(|number: usize| number.to_string()).find(|name| !used.contains(name));
            let name = free.unwrap_or_default();
            used.insert(name.clone());
            (name, line.trim().to_owned())
        }
    });
    rows.collect()
}

/// Adds a row in the way in which those of the same name are written.
pub(super) fn push(document: &mut DocumentMut, name: &str, table: Table) {
    match document.get_mut(name).and_then(Rows::of) {
        Some(Rows::Tables(tables)) => tables.push(table),
        Some(mut rows @ Rows::Inline(_)) => rows.add(rows.len(), table.into_inline_table()),
        None => {
            let mut tables = ArrayOfTables::new();
            tables.push(table);
            document.insert(name, Item::ArrayOfTables(tables));
        }
    }
}

fn table(new: &NewQuestion) -> Table {
    let mut table = Table::new();
    table.decor_mut().set_prefix("\n");
    table.insert("key", value(&new.key));
    table.insert("text", value(&new.text));
    table.insert("kind", value(new.kind.kind().name()));
    match &new.kind {
        NewKind::Single(texts) | NewKind::Multiple(texts) => {
            table.insert("options", value(coded(texts)));
        }
        NewKind::Number { least, most } => {
            table.insert("least", value(*least));
            table.insert("most", value(*most));
        }
        NewKind::Scale { low, high } => {
            table.insert("low", value(low));
            table.insert("high", value(high));
        }
        NewKind::Text => drop(table.insert("most", value(WORDS))),
        NewKind::Date | NewKind::Month => {}
        NewKind::Grid { low, high, rows: lines } => {
            table.insert("low", value(low));
            table.insert("high", value(high));
            let rows = rows(lines).into_iter().map(|(name, words)| (name, words, None));
            table.insert("rows", value(in_rows(rows)));
        }
        NewKind::Amount { most, periods } => {
            table.insert("most", value(*most));
            table.insert("options", value(coded(periods)));
        }
        NewKind::Contact => drop(table.insert("vault", value(true))),
    }
    table
}
