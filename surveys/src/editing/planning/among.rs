//! A contact that comes among the others of its wave, or goes.

use toml_edit::{Array, ArrayOfTables, Item, Table, TableLike, value};

use super::{
    Filled, FilledIn, NotPlanned, PlannedMessage, Rows,
    contacts::{ContactRow, DAYS},
    lists::ways,
    plain,
    said::{inline, time},
    says,
};
use crate::keys::{MessageKey, StepKey};

/// What is asked of a contact that comes.
pub(super) const BOXES: [&str; 6] = ["key", "day", "after", "way", "at", "message"];

/// Adds a contact with one message. Whatever is empty is told at once.
pub(super) fn add(wave: &mut dyn TableLike, mut boxes: FilledIn<'_>) -> Result<String, NotPlanned> {
    let typed = boxes.filled.typed();
    let [key, day, after, way, at, said] = BOXES.map(|name| typed.one(name).trim().to_owned());
    let mut unfit = |name: &str, own: &str, is_fit: bool| {
        if !is_fit {
            boxes.unfit(name, own.to_owned());
        }
    };
    unfit("key", &key, StepKey::new(&key).is_ok());
    let days = day.parse().ok().filter(|days| DAYS.contains(days));
    unfit("day", &day, days.is_some());
    unfit("after", &after, after.is_empty() || StepKey::new(&after).is_ok());
    unfit("way", &way, ways().contains(&&*way));
    unfit("at", &at, time(&at).is_some());
    unfit("message", &said, MessageKey::new(&said).is_ok());
    boxes.end()?;
    let is = PlannedMessage {
        way,
        at: time(&at).unwrap_or_default(),
        message: said,
        ..PlannedMessage::default()
    };
    put_among(wave, table((&key, &after), days.unwrap_or_default(), &is))?;
    Ok(key)
}

fn table((key, after): (&str, &str), day: i64, is: &PlannedMessage) -> Table {
    let mut table = Table::new();
    table.decor_mut().set_prefix("\n");
    table.insert("key", value(key));
    if !after.is_empty() {
        table.insert("after", value(after));
    }
    table.insert("day", value(day));
    table.insert("sends", value(Array::from_iter([inline(is)])));
    table
}

/// Before the first that comes later, and after the one from which it is counted.
fn put_among(wave: &mut dyn TableLike, table: Table) -> Result<(), NotPlanned> {
    let Some(mut rows) = Rows::under(wave, "steps") else {
        let mut steps = ArrayOfTables::new();
        steps.push(table);
        wave.insert("steps", Item::ArrayOfTables(steps));
        return Ok(());
    };
    let mut days: Vec<(String, i64)> = Vec::new();
    for place in 0..rows.len() {
        let Some(row) = rows.row(place) else { continue };
        days.push((plain(row.get("key")), counted(row, &days)));
    }
    let (key, after) = (plain(table.get("key")), plain(table.get("after")));
    if days.iter().any(|(own, _)| *own == key) {
        return Err(NotPlanned::Taken);
    }
    let least = days.iter().position(|(key, _)| *key == after).map_or(0, |at| at + 1);
    let own = counted(&table, &days);
    let later = days.iter().position(|(_, day)| *day > own).unwrap_or(days.len());
    let place = later.max(least);
    match rows {
        Rows::Tables(tables) => tables.insert(place, table),
        mut rows @ Rows::Inline(_) => rows.add(place, table.into_inline_table()),
    }
    Ok(())
}

/// Its day from the opening, where it stands after these.
fn counted(row: &dyn TableLike, days: &[(String, i64)]) -> i64 {
    let after = plain(row.get("after"));
    let from = days.iter().rev().find(|(key, _)| *key == after).map_or(0, |(_, day)| *day);
    from.saturating_add(row.get("day").and_then(Item::as_integer).unwrap_or_default())
}

pub(super) fn remove(
    wave: &mut dyn TableLike,
    contact: &str,
    filled: Filled<'_>,
) -> Result<(), NotPlanned> {
    let mut rows = Rows::under(wave, "steps").ok_or(NotPlanned::Gone)?;
    let place = rows.find(|row| says(row, "key", contact)).ok_or(NotPlanned::Gone)?;
    let is = rows.row(place).map(ContactRow::read).ok_or(NotPlanned::Gone)?;
    if !filled.is_as_seen("whole", &is.mark()) {
        return Err(NotPlanned::ChangedSince);
    }
    rows.remove(place);
    if rows.len() == 0 {
        wave.remove("steps");
    }
    Ok(())
}
