//! Where a place in the text is changed by choosing.

use std::ops::Range;

use toml_edit::{Document, Item, TableLike, Value};

/// What is changed on a page of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spot {
    /// A question.
    Question(String),
    /// A page: its section and its place there, from 0.
    Page(usize, usize),
    /// A check, counted from 0.
    Check(usize),
    /// A variable that is worked out.
    Derived,
    /// The condition of a question, or its kind of sentence, under `[routing]`.
    Routing(String),
    /// What is said of the survey as a whole.
    Settings,
}

/// What stands at a line and a column of the text, both counted from 1, columns in characters. None where it is changed
/// in the text only.
#[must_use]
pub fn spot(text: &str, line: usize, column: usize) -> Option<Spot> {
    let before: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let rest = text.get(before..)?;
    let within = rest.char_indices().nth(column - 1).map_or(rest.len(), |(at, _)| at);
    let at = before + within;
    let document = Document::parse(text.to_owned()).ok()?;
    let document = document.as_table();
    let (name, item) = document.iter().find(|(_, item)| holds(item, at))?;
    let place = row_at(item, at);
    match name {
        "questions" => Some(Spot::Question(key(row(item, place?)?)?)),
        "checks" => Some(Spot::Check(place?)),
        "derived" => Some(Spot::Derived),
        "sections" => {
            let pages = row(item, place?)?.get("pages")?;
            Some(Spot::Page(place?, row_at(pages, at)?))
        }
        "routing" => {
            let routed = item.as_table_like()?;
            let found = routed.iter().find(|(_, when)| holds(when, at))?;
            Some(Spot::Routing(found.0.to_owned()))
        }
        "title" | "version" | "language" | "minutes" | "usable" | "key" | "sources" => {
            Some(Spot::Settings)
        }
        _ => None,
    }
}

fn key(row: &dyn TableLike) -> Option<String> {
    row.get("key").and_then(Item::as_str).map(str::to_owned)
}

fn row(item: &Item, place: usize) -> Option<&dyn TableLike> {
    match item {
        Item::ArrayOfTables(rows) => rows.get(place).map(|row| row as &dyn TableLike),
        Item::Value(Value::Array(rows)) => {
            rows.get(place)?.as_inline_table().map(|row| row as &dyn TableLike)
        }
        _ => None,
    }
}

fn row_at(item: &Item, at: usize) -> Option<usize> {
    match item {
        Item::ArrayOfTables(rows) => rows.iter().position(|row| among(row, at)),
        Item::Value(Value::Array(rows)) => {
            rows.iter().position(|row| row.span().is_some_and(|span| is_in(&span, at)))
        }
        _ => None,
    }
}

fn holds(item: &Item, at: usize) -> bool {
    match item {
        Item::Value(value) => value.span().is_some_and(|span| is_in(&span, at)),
        Item::Table(table) => among(table, at),
        Item::ArrayOfTables(rows) => rows.iter().any(|row| among(row, at)),
        Item::None => false,
    }
}

/// Whether the place is in one of the values of a table; its heading counts, too.
fn among(table: &toml_edit::Table, at: usize) -> bool {
    table.span().is_some_and(|span| is_in(&span, at))
        || table.iter().any(|(_, item)| holds(item, at))
}

fn is_in(span: &Range<usize>, at: usize) -> bool {
    (span.start..=span.end).contains(&at)
}
