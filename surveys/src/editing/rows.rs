//! Rows in a file, however they are written: `[[questions]]`, one table after the other, or
//! `options = [{ … }, { … }]`, all in one place.

use toml_edit::{Array, ArrayOfTables, InlineTable, Item, RawString, TableLike, Value};

/// Rows that can be changed.
pub(super) enum Rows<'d> {
    Tables(&'d mut ArrayOfTables),
    Inline(&'d mut Array),
}

impl<'d> Rows<'d> {
    /// The rows that an item is, if it is rows.
    pub fn of(item: &'d mut Item) -> Option<Self> {
        match item {
            Item::ArrayOfTables(tables) => Some(Self::Tables(tables)),
            Item::Value(Value::Array(array)) => Some(Self::Inline(array)),
            _ => None,
        }
    }

    /// Those of a table under a name.
    pub fn under(table: &'d mut dyn TableLike, name: &str) -> Option<Self> {
        table.get_mut(name).and_then(Self::of)
    }

    pub fn len(&self) -> usize {
        match self {
            Self::Tables(tables) => tables.len(),
            Self::Inline(array) => array.len(),
        }
    }

    pub fn row(&mut self, place: usize) -> Option<&mut dyn TableLike> {
        let rows = match self {
            Self::Tables(tables) => Rows::Tables(tables),
            Self::Inline(array) => Rows::Inline(array),
        };
        rows.into_row(place)
    }

    /// A row, for as long as the rows are there.
    pub fn into_row(self, place: usize) -> Option<&'d mut dyn TableLike> {
        match self {
            Self::Tables(tables) => tables.get_mut(place).map(|table| table as &mut dyn TableLike),
            Self::Inline(array) => {
                let row = array.get_mut(place)?.as_inline_table_mut()?;
                Some(row as &mut dyn TableLike)
            }
        }
    }

    /// The first row of which something is true.
    pub fn find(&mut self, is: impl Fn(&dyn TableLike) -> bool) -> Option<usize> {
        (0..self.len()).find(|place| self.row(*place).is_some_and(|row| is(row)))
    }

    /// Adds a row, written as the one before it is.
    pub fn add(&mut self, place: usize, row: InlineTable) {
        match self {
            Self::Tables(tables) => tables.insert(place, row.into_table()),
            Self::Inline(array) if array.is_empty() => {
                array.push_formatted(Value::InlineTable(row).decorated("\n  ", ""));
                array.set_trailing("\n");
                array.set_trailing_comma(true);
            }
            Self::Inline(array) => add(array, place, Value::InlineTable(row)),
        }
    }

    pub fn remove(&mut self, place: usize) {
        match self {
            Self::Tables(tables) => drop(tables.remove(place)),
            Self::Inline(array) => take(array, place),
        }
    }

    /// Exchanges a row with the next. A comment before a row goes with it.
    pub fn swap_with_next(&mut self, place: usize) {
        match self {
            Self::Tables(tables) => {
                let (Some(mut upper), Some(mut lower)) =
                    (tables.get(place).cloned(), tables.get(place + 1).cloned())
                else {
                    return;
                };
                let (above, below) = (upper.position(), lower.position());
                upper.set_position(below);
                lower.set_position(above);
                tables.replace(place, lower);
                tables.replace(place + 1, upper);
            }
            Self::Inline(array) => swap_with_next(array, place),
        }
    }
}

/// A value of a list with what belongs to it: comments on lines before it, and the one behind it on its own line.
struct Line {
    before: String,
    value: Value,
    after: String,
}

/// Puts a value into a list, indented as its neighbour is.
pub(super) fn add(array: &mut Array, place: usize, value: Value) {
    change(array, |lines| {
        let before = match lines.get(place.saturating_sub(1)).map(|line| indent(&line.before)) {
            Some(space) if space.contains('\n') => space,
            Some(_) if place > 0 => " ".to_owned(),
            Some(space) => space,
            None => String::new(),
        };
        // The one that was first has had nothing before it.
        if let Some(next) = lines.first_mut().filter(|next| place == 0 && next.before.is_empty()) {
            next.before.push(' ');
        }
        lines.insert(place, Line { before, value, after: String::new() });
    });
}

/// Takes a value out, with the comments that belong to it.
pub(super) fn take(array: &mut Array, place: usize) {
    change(array, |lines| drop(lines.remove(place)));
}

/// Exchanges a value with the next. The comments of each go with it.
pub(super) fn swap_with_next(array: &mut Array, place: usize) {
    change(array, |lines| {
        if place + 1 >= lines.len() {
            return;
        }
        lines.swap(place, place + 1);
        let [upper, lower] = &mut lines[place..place + 2] else { return };
        if ![&upper.before, &lower.before].iter().any(|before| before.contains('#')) {
            std::mem::swap(&mut upper.before, &mut lower.before);
        }
    });
}

fn change(array: &mut Array, change: impl FnOnce(&mut Vec<Line>)) {
    let mut lines: Vec<Line> = Vec::new();
    for value in array.iter() {
        let mut value = value.clone();
        let before = text(value.decor().prefix());
        let suffix = text(value.decor().suffix());
        value.decor_mut().clear();
        let before = behind(lines.last_mut(), before);
        lines.push(Line { before, value, after: suffix });
    }
    let mut rest = text(Some(array.trailing()));
    if let Some(last) = lines.last_mut() {
        let all = std::mem::take(&mut last.after) + &rest;
        rest = behind(Some(last), all);
    }
    change(&mut lines);
    array.clear();
    let mut after = String::new();
    for Line { before, mut value, after: own } in lines {
        value.decor_mut().set_prefix(joined(&after, &before));
        after = own;
        array.push_formatted(value);
    }
    array.set_trailing(joined(&after, &rest));
}

/// Gives a comment that stands on the line of the value before it to that value. What is left is handed back.
fn behind(line: Option<&mut Line>, between: String) -> String {
    let (first, rest) = between.split_at(between.find('\n').unwrap_or(between.len()));
    match line {
        Some(line) if first.contains('#') => {
            line.after.push_str(first);
            rest.to_owned()
        }
        _ => between,
    }
}

/// Nothing stands on the line of a comment after it.
fn joined(after: &str, before: &str) -> String {
    let broken = after.contains('#') && !before.starts_with('\n');
    format!("{after}{}{before}", if broken { "\n" } else { "" })
}

fn text(raw: Option<&RawString>) -> String {
    raw.and_then(RawString::as_str).unwrap_or_default().to_owned()
}

/// The space before a value, without its comments.
fn indent(before: &str) -> String {
    match before.rsplit_once('\n') {
        Some((_, indent)) => format!("\n{indent}"),
        None => before.to_owned(),
    }
}
