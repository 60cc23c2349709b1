//! Adding a question, and an option to one.

use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, Value, value};

use super::{
    EditError, options, place, question,
    rows::{self, Rows},
    says,
};

/// The first code that stands for “other” and the like, by custom. A new option gets a lower one.
const SPECIAL: i64 = 90;
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
    const fn name(&self) -> &'static str {
        match self {
            Self::Single(_) => "single",
            Self::Multiple(_) => "multiple",
            Self::Number { .. } => "number",
            Self::Scale { .. } => "scale",
            Self::Date => "date",
            Self::Month => "month",
            Self::Text => "text",
        }
    }
}

pub(super) fn add(
    document: &mut DocumentMut,
    after: Option<&str>,
    new: &NewQuestion,
) -> Result<(), EditError> {
    let known = document.get_mut("questions").and_then(Rows::of);
    if known.is_some_and(|mut rows| rows.find(|row| says(row, "key", &new.key)).is_some())
        || place(document, &new.key).is_some()
    {
        return Err(EditError::Taken(new.key.clone()));
    }
    new_page(document, after, &new.key)?;
    let table = table(new);
    match document.get_mut("questions").and_then(Rows::of) {
        Some(Rows::Tables(tables)) => tables.push(table),
        Some(Rows::Inline(array)) => {
            rows::add(array, array.len(), Value::InlineTable(table.into_inline_table()));
        }
        None => {
            let mut tables = ArrayOfTables::new();
            tables.push(table);
            document.insert("questions", Item::ArrayOfTables(tables));
        }
    }
    Ok(())
}

/// A page for the question alone.
fn new_page(document: &mut DocumentMut, after: Option<&str>, key: &str) -> Result<(), EditError> {
    let before = match after {
        Some(after) => {
            let found = place(document, after);
            Some(found.ok_or_else(|| EditError::NotAsked(after.to_owned()))?)
        }
        None => None,
    };
    let sections = document.get_mut("sections").and_then(Rows::of);
    let mut sections = sections.ok_or(EditError::NoSection)?;
    let last = sections.len().checked_sub(1).ok_or(EditError::NoSection)?;
    let section = before.map_or(last, |(section, ..)| section);
    let row = sections.row(section).ok_or(EditError::NoSection)?;
    if row.get("pages").is_none() {
        row.insert("pages", value(Array::new()));
    }
    let mut pages = Rows::under(row, "pages").ok_or(EditError::NoSection)?;
    let at = before.map_or(pages.len(), |(_, page, _)| page + 1);
    let mut page = InlineTable::new();
    page.insert("questions", Value::Array(Array::from_iter([key])));
    pages.add(at, page);
    Ok(())
}

fn table(new: &NewQuestion) -> Table {
    let mut table = Table::new();
    table.decor_mut().set_prefix("\n");
    table.insert("key", value(&new.key));
    table.insert("text", value(&new.text));
    table.insert("kind", value(new.kind.name()));
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

/// Options a line each, as people write them.
fn coded(texts: &[String]) -> Array {
    let mut array = Array::new();
    for (code, text) in (1..).zip(texts) {
        let row = Value::InlineTable(one(code, text)).decorated("\n  ", "");
        array.push_formatted(row);
    }
    array.set_trailing("\n");
    array.set_trailing_comma(true);
    array
}

fn one(code: i64, text: &str) -> InlineTable {
    let mut row = InlineTable::new();
    row.insert("code", code.into());
    row.insert("text", text.into());
    row
}

pub(super) fn option(
    document: &mut DocumentMut,
    key: &str,
    text: &str,
    spent: &[i64],
) -> Result<(), EditError> {
    let own = question(document, key)?;
    let mut options = options(own, key)?;
    let mut codes = Vec::new();
    for place in 0..options.len() {
        let code = options.row(place).and_then(|row| row.get("code")?.as_integer());
        codes.extend(code);
    }
    let used = codes.iter().chain(spent).copied();
    let highest = used.filter(|code| *code < SPECIAL).max().unwrap_or(0);
    let mut free = highest + 1..;
    let is_free = |code: &i64| !codes.contains(code) && !spent.contains(code);
    let code = free.find(is_free).unwrap_or_default();
    // “Other” and “none of these” stay last.
    let special = codes.iter().position(|code| *code >= SPECIAL).unwrap_or(codes.len());
    options.add(special, one(code, text));
    Ok(())
}
