//! Rows in a file, however they are written: `[[questions]]`, one table after the other, or
//! `options = [{ … }, { … }]`, all in one place.

use toml_edit::{Array, ArrayOfTables, Decor, InlineTable, Item, TableLike, Value};

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
            Self::Inline(array) => add(array, place, Value::InlineTable(row)),
        }
    }

    pub fn remove(&mut self, place: usize) {
        match self {
            Self::Tables(tables) => drop(tables.remove(place)),
            Self::Inline(array) => drop(array.remove(place)),
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

/// Puts a value into a list, indented as its neighbour is.
pub(super) fn add(array: &mut Array, place: usize, mut value: Value) {
    let neighbour = array.get(place.saturating_sub(1)).map(|one| space(one.decor()));
    let space = match neighbour {
        Some(space) if space.contains('\n') => space,
        Some(_) if place > 0 => " ".to_owned(),
        Some(space) => space,
        None => String::new(),
    };
    value.decor_mut().set_prefix(space);
    array.insert_formatted(place, value);
}

/// Exchanges a value with the next.
pub(super) fn swap_with_next(array: &mut Array, place: usize) {
    let (Some(mut upper), Some(mut lower)) =
        (array.get(place).cloned(), array.get(place + 1).cloned())
    else {
        return;
    };
    let (above, below) = (upper.decor().clone(), lower.decor().clone());
    if !has_comment(&above) && !has_comment(&below) {
        *upper.decor_mut() = below;
        *lower.decor_mut() = above;
    }
    array.replace_formatted(place, lower);
    array.replace_formatted(place + 1, upper);
}

/// What stands before a value, without its comments.
fn space(decor: &Decor) -> String {
    let before = decor.prefix().and_then(|raw| raw.as_str()).unwrap_or_default();
    match before.rsplit_once('\n') {
        Some((_, indent)) => format!("\n{indent}"),
        None => before.to_owned(),
    }
}

fn has_comment(decor: &Decor) -> bool {
    let parts = [decor.prefix(), decor.suffix()];
    parts.into_iter().flatten().any(|raw| raw.as_str().is_some_and(|text| text.contains('#')))
}
