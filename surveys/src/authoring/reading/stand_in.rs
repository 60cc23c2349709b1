//! What stands in for something that is missing or cannot be read.

use std::{borrow::Cow, ops::Range};

use toml::{
    Spanned,
    de::{DeArray, DeTable, DeValue},
};

use super::{
    MISSING,
    shape::{Fields, Shape},
};

pub fn text(words: impl Into<String>) -> DeValue<'static> {
    DeValue::String(Cow::Owned(words.into()))
}

/// A list of one.
pub fn list(value: DeValue<'static>, at: &Range<usize>) -> DeValue<'static> {
    let mut list = DeArray::new();
    list.push(Spanned::new(at.clone(), value));
    DeValue::Array(list)
}

/// What reads as this. All that are asked for are numbers or empty.
pub fn read(toml: &'static str) -> DeValue<'static> {
    DeValue::parse(toml).map_or_else(|_| text(MISSING), Spanned::into_inner)
}

/// For a field of this name and shape.
pub fn for_field(shape: &Shape, at: &Range<usize>) -> DeValue<'static> {
    match shape {
        Shape::Text | Shape::NameOrNames => text(MISSING),
        Shape::Whole(..) | Shape::Number => read("1"),
        Shape::Truth => read("false"),
        Shape::One(words) => text(words.last().copied().unwrap_or(MISSING)),
        Shape::Said(said) => text(said.example),
        Shape::List(_) => DeValue::Array(DeArray::new()),
        Shape::Two(_) => read("[0, 255]"),
        Shape::Table(fields) => DeValue::Table(table(fields, at)),
        Shape::OneOf(_) | Shape::Named(_) | Shape::Anything => DeValue::Table(DeTable::new()),
    }
}

/// A table with all that it needs.
pub fn table(fields: &Fields, at: &Range<usize>) -> DeTable<'static> {
    let mut table = DeTable::new();
    for (name, shape) in fields.needed() {
        put(&mut table, name, for_field(shape, at), at);
    }
    table
}

pub fn put<'t>(table: &mut DeTable<'t>, name: &'static str, value: DeValue<'t>, at: &Range<usize>) {
    table.insert(Spanned::new(at.clone(), Cow::Borrowed(name)), Spanned::new(at.clone(), value));
}
