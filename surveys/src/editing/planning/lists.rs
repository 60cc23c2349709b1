//! Lists of which each value is a switch of its own: days of the week, and ways.

use chrono::Weekday;
use toml_edit::{Array, Item, TableLike, Value};

use super::{
    super::{
        rows,
        values::{put, take},
    },
    FilledIn,
};
use crate::stopping::Way;

/// A week, as files write its days.
pub(super) const WEEK: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// Turns the switches of a list that were turned. What stays in it keeps its place and the comment beside it.
pub(super) fn switch(
    row: &mut dyn TableLike,
    name: &str,
    all: &[&'static str],
    boxes: &FilledIn<'_>,
) {
    for (place, own) in all.iter().enumerate() {
        let saved = find(row, name, own);
        let is = boxes.filled.is_on(&format!("{name}-{own}"), saved.is_some());
        match (is, saved) {
            (true, None) => add(row, name, own, &all[place + 1..]),
            (false, Some(at)) => remove(row, name, at),
            _ => {}
        }
    }
}

/// Before the first that comes after it in their order.
fn add(row: &mut dyn TableLike, name: &str, own: &str, later: &[&'static str]) {
    let place = later.iter().find_map(|later| find(row, name, later));
    match row.get_mut(name).and_then(Item::as_array_mut) {
        Some(list) => rows::add(list, place.unwrap_or(list.len()), own.into()),
        None => put(row, name, Value::Array(Array::from_iter([own]))),
    }
}

fn remove(row: &mut dyn TableLike, name: &str, at: usize) {
    let list = row.get_mut(name).and_then(Item::as_array_mut);
    match list {
        Some(list) if list.len() > 1 => rows::take(list, at),
        _ => take(row, name),
    }
}

/// A day of the week may be written as Tue or as Tuesday.
fn find(row: &dyn TableLike, name: &str, own: &str) -> Option<usize> {
    let list = row.get(name).and_then(Item::as_array)?;
    let day = own.parse::<Weekday>().ok();
    let is = |one: &str| one == own || day.is_some() && one.parse().ok() == day;
    list.iter().position(|one| one.as_str().is_some_and(is))
}

/// The ways, as files name them.
pub(super) fn ways() -> Vec<&'static str> {
    Way::ALL.into_iter().map(Way::as_str).collect()
}
