//! The options of a question: each has a code that goes on meaning what it meant.

use std::str::FromStr;

use toml_edit::{Array, DocumentMut, InlineTable, Item, TableLike, Value};

use super::{
    Direction, EditError,
    fields::Shape,
    question,
    rows::Rows,
    values::{self, put, take},
};

/// The first code that stands for “other” and the like, by custom. A new option gets a lower one.
const SPECIAL: i64 = 90;

/// A field of an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OptionField {
    /// What is read.
    Text,
    /// Cannot stand with another.
    Exclusive,
    /// Asks for words, at most so many characters.
    Other,
    /// What fills it into a later sentence.
    InASentence,
    /// What is read out instead.
    Spoken,
    /// Chosen when somebody says it, and not offered.
    NotReadOut,
    /// The condition under which it is offered.
    OfferedIf,
}

impl OptionField {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Text,
        Self::Exclusive,
        Self::Other,
        Self::InASentence,
        Self::Spoken,
        Self::NotReadOut,
        Self::OfferedIf,
    ];

    /// As files name it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Exclusive => "exclusive",
            Self::Other => "other",
            Self::InASentence => "in_a_sentence",
            Self::Spoken => "spoken",
            Self::NotReadOut => "not_read_out",
            Self::OfferedIf => "offered_if",
        }
    }

    /// How it is typed.
    #[must_use]
    pub const fn shape(self) -> Shape {
        match self {
            Self::Exclusive | Self::NotReadOut => Shape::Switch,
            Self::Other => Shape::Number,
            _ => Shape::Line,
        }
    }
}

impl FromStr for OptionField {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|field| field.name() == name).ok_or(())
    }
}

/// The options that are written with the question itself.
fn options<'d>(own: &'d mut dyn TableLike, key: &str) -> Result<Rows<'d>, EditError> {
    if let Some(list) = own.get("list").and_then(Item::as_str) {
        return Err(EditError::Shared(key.to_owned(), list.to_owned()));
    }
    Rows::under(own, "options").ok_or_else(|| EditError::NoOption(key.to_owned(), 0))
}

fn has_code(row: &dyn TableLike, code: i64) -> bool {
    row.get("code").and_then(Item::as_integer) == Some(code)
}

pub(super) fn set(
    document: &mut DocumentMut,
    (key, code): (&str, i64),
    (field, to): (OptionField, &str),
) -> Result<(), EditError> {
    let mut options = options(question(document, key)?, key)?;
    let missing = || EditError::NoOption(key.to_owned(), code);
    let found = options.find(|row| has_code(row, code)).ok_or_else(missing)?;
    let row = options.row(found).ok_or_else(missing)?;
    let to = to.trim();
    if to.is_empty() {
        if field == OptionField::Text {
            return Err(EditError::Empty("text"));
        }
        take(row, field.name());
        return Ok(());
    }
    let new = match field.shape() {
        Shape::Switch => Some(true.into()),
        Shape::Number => values::number(to),
        _ => Some(to.into()),
    };
    let wrong = || EditError::NotThat { field: field.name(), to: to.to_owned() };
    put(row, field.name(), new.ok_or_else(wrong)?);
    Ok(())
}

pub(super) fn swap(
    document: &mut DocumentMut,
    (key, code): (&str, i64),
    to: Direction,
) -> Result<(), EditError> {
    let mut options = options(question(document, key)?, key)?;
    let found = options.find(|row| has_code(row, code));
    let found = found.ok_or_else(|| EditError::NoOption(key.to_owned(), code))?;
    let upper = match to {
        Direction::Up => found.checked_sub(1),
        Direction::Down => Some(found).filter(|found| found + 1 < options.len()),
    };
    options.swap_with_next(upper.ok_or_else(|| EditError::AtTheEnd(format!("option {code}")))?);
    Ok(())
}

pub(super) fn remove(document: &mut DocumentMut, key: &str, code: i64) -> Result<(), EditError> {
    let mut options = options(question(document, key)?, key)?;
    let found = options.find(|row| has_code(row, code));
    options.remove(found.ok_or_else(|| EditError::NoOption(key.to_owned(), code))?);
    Ok(())
}

pub(super) fn add(
    document: &mut DocumentMut,
    key: &str,
    text: &str,
    spent: &[i64],
) -> Result<(), EditError> {
    let own = question(document, key)?;
    if own.get("list").is_none() && own.get("options").is_none() {
        own.insert("options", Item::Value(Value::Array(coded(&[]))));
    }
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

/// Options a line each, as people write them.
pub(super) fn coded(texts: &[String]) -> Array {
    let mut array = Array::new();
    for (code, text) in (1..).zip(texts) {
        let row = Value::InlineTable(one(code, text)).decorated("\n  ", "");
        array.push_formatted(row);
    }
    if !texts.is_empty() {
        array.set_trailing("\n");
        array.set_trailing_comma(true);
    }
    array
}

fn one(code: i64, text: &str) -> InlineTable {
    let mut row = InlineTable::new();
    row.insert("code", code.into());
    row.insert("text", text.into());
    row
}
