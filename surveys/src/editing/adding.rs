//! Adding a question.

use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, value};

use super::{
    EditError, Put,
    arranging::{self, new_page},
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
}

impl NewKind {
    /// The kinds that can be added by choosing: what the others need is written in the text.
    pub const KINDS: [KindName; 7] = [
        KindName::Single,
        KindName::Multiple,
        KindName::Number,
        KindName::Scale,
        KindName::Text,
        KindName::Date,
        KindName::Month,
    ];

    const fn kind(&self) -> KindName {
        match self {
            Self::Single(_) => KindName::Single,
            Self::Multiple(_) => KindName::Multiple,
            Self::Number { .. } => KindName::Number,
            Self::Scale { .. } => KindName::Scale,
            Self::Date => KindName::Date,
            Self::Month => KindName::Month,
            Self::Text => KindName::Text,
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
    push(document, "questions", table(new));
    Ok(())
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
    }
    table
}
