//! Values of fields, as somebody types them and as a file has them.

use toml_edit::{Item, TableLike, Value};

/// A value as it is typed: a list has one a line.
pub(super) fn plain(item: Option<&Item>) -> String {
    match item.and_then(Item::as_value) {
        Some(Value::String(text)) => text.value().clone(),
        Some(Value::Integer(number)) => number.value().to_string(),
        Some(Value::Float(number)) => number.value().to_string(),
        Some(Value::Boolean(is)) if *is.value() => "yes".to_owned(),
        Some(Value::Array(list)) => {
            let all: Vec<_> = list.iter().filter_map(Value::as_str).collect();
            all.join("\n")
        }
        _ => String::new(),
    }
}

/// A number as it is typed. A whole one is written without a point.
pub(super) fn number(to: &str) -> Option<Value> {
    let whole = to.parse::<i64>().map(Value::from);
    let broken = || to.parse::<f64>().ok().filter(|number| number.is_finite()).map(Value::from);
    whole.ok().or_else(broken)
}

/// Sets a value, and keeps the comment beside it and the space before it.
pub(super) fn put(row: &mut dyn TableLike, name: &str, mut new: Value) {
    if let Some(Item::Value(old)) = row.get_mut(name) {
        *new.decor_mut() = old.decor().clone();
        *old = new;
        return;
    }
    if let Some(space) = taken_space(row) {
        new.decor_mut().set_suffix(space);
    }
    row.insert(name, Item::Value(new));
}

/// Takes a value away; the space before the closing brace stays.
pub(super) fn take(row: &mut dyn TableLike, name: &str) {
    let is_last = row.iter().last().is_some_and(|(last, _)| last == name);
    let space = if is_last { taken_space(row) } else { None };
    row.remove(name);
    let last = row.iter_mut().last().and_then(|(_, item)| item.as_value_mut());
    if let (Some(space), Some(last)) = (space, last) {
        last.decor_mut().set_suffix(space);
    }
}

/// The space behind the last value, which belongs to the brace that closes the row.
fn taken_space(row: &mut dyn TableLike) -> Option<String> {
    let last = row.iter_mut().last().and_then(|(_, item)| item.as_value_mut())?;
    let space = last.decor().suffix()?.as_str()?.to_owned();
    if space.is_empty() || !space.trim().is_empty() {
        return None;
    }
    last.decor_mut().set_suffix("");
    Some(space)
}

pub(super) fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}
