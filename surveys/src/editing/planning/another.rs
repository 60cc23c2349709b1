//! A wave that comes among the others.

use toml_edit::{ArrayOfTables, Item, Table, TableLike, value};

use super::{
    FilledIn, NotPlanned, Rows, plain,
    waves::{DAYS, is_anchor},
};
use crate::{
    keys::{SurveyKey, WaveKey},
    waves::is_prefix,
};

/// Adds a wave of which nothing is sent yet. Whatever is empty or taken is told at once.
pub(super) fn add(
    document: &mut dyn TableLike,
    mut boxes: FilledIn<'_>,
) -> Result<String, NotPlanned> {
    let waves = named(document);
    let is_free = |own: &str| waves.iter().flatten().all(|one| one != own);
    let typed = boxes.filled.typed();
    let names = ["wave-key", "prefix", "title", "survey", "anchor", "opens_after", "open_for"];
    let [key, prefix, title, survey, anchor, opens_after, open_for] =
        names.map(|name| typed.one(name).to_owned());
    let days = |own: &str| own.parse::<i64>().ok().filter(|days| DAYS.contains(days));
    let (opens, lasts) = (days(&opens_after), days(&open_for));
    for (name, own, is_fit) in [
        ("wave-key", &key, WaveKey::new(&key).is_ok() && is_free(&key)),
        ("prefix", &prefix, is_prefix(&prefix) && is_free(&prefix) && prefix != key),
        ("title", &title, !title.is_empty()),
        ("survey", &survey, SurveyKey::new(&survey).is_ok()),
        ("anchor", &anchor, is_anchor(&anchor)),
        ("opens_after", &opens_after, opens.is_some()),
        ("open_for", &open_for, lasts.is_some() || open_for.is_empty()),
    ] {
        if !is_fit {
            boxes.unfit(name, own.clone());
        }
    }
    let after = typed.one("follows");
    boxes.end()?;
    let table = table([&key, &prefix, &title, &survey, &anchor], [opens, lasts]);
    put_after(document, table, waves.iter().position(|[key, _]| key == after));
    Ok(key)
}

fn table(words: [&String; 5], days: [Option<i64>; 2]) -> Table {
    let mut table = Table::new();
    table.decor_mut().set_prefix("\n");
    for (name, own) in ["key", "prefix", "title", "survey", "anchor"].into_iter().zip(words) {
        table.insert(name, value(own));
    }
    for (name, days) in ["opens_after", "open_for"].into_iter().zip(days) {
        if let Some(days) = days {
            table.insert(name, value(days));
        }
    }
    table
}

/// The keys of the waves, each with its prefix.
fn named(document: &mut dyn TableLike) -> Vec<[String; 2]> {
    let Some(mut rows) = Rows::under(document, "waves") else { return Vec::new() };
    let own = |row: &dyn TableLike| ["key", "prefix"].map(|name| plain(row.get(name)));
    (0..rows.len()).filter_map(|place| rows.row(place).map(|row| own(row))).collect()
}

/// After the wave in this place, or after all others.
fn put_after(document: &mut dyn TableLike, table: Table, after: Option<usize>) {
    match Rows::under(document, "waves") {
        Some(Rows::Tables(tables)) => {
            tables.insert(after.map_or(tables.len(), |place| place + 1), table);
        }
        Some(mut rows @ Rows::Inline(_)) => {
            rows.add(after.map_or(rows.len(), |place| place + 1), table.into_inline_table());
        }
        None => {
            let mut waves = ArrayOfTables::new();
            waves.push(table);
            document.insert("waves", Item::ArrayOfTables(waves));
        }
    }
}
