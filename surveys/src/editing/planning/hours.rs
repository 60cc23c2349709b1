//! The hours of a way: from when until when on which days, and whether on bank holidays, too.

use toml_edit::{InlineTable, Item, Table, TableLike, Value};

use super::{
    super::values::{put, take},
    FilledIn, NotPlanned, plain,
    said::time,
};
use crate::stopping::Way;

/// The hours of a way as a protocol's file has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedHours {
    /// Which way.
    pub way: Way,
    /// From Monday to Friday, on Saturday and on Sunday.
    pub days: [PlannedOpen; 3],
    /// Whether bank holidays are days like any other.
    pub on_holidays: bool,
}

/// From when until when on some days. Both are empty where nobody is contacted on them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedOpen {
    /// On which: `weekdays`, `saturday` or `sunday`.
    pub days: &'static str,
    /// The first moment.
    pub from: String,
    /// The moment after the last.
    pub to: String,
}

pub(super) fn read(document: &dyn TableLike, way: Way) -> PlannedHours {
    let hours = document.get("hours").and_then(Item::as_table_like);
    let row = hours.and_then(|hours| hours.get(way.as_str())).and_then(Item::as_table_like);
    let days = ["weekdays", "saturday", "sunday"].map(|days| {
        let open = row.and_then(|row| row.get(days)).and_then(Item::as_table_like);
        let end = |name: &str| open.map(|open| plain(open.get(name))).unwrap_or_default();
        PlannedOpen { days, from: end("from"), to: end("to") }
    });
    let on_holidays = row.is_some_and(|row| !plain(row.get("on_holidays")).is_empty());
    PlannedHours { way, days, on_holidays }
}

/// A way without hours gets some when the first are written. One that has lost the last keeps its place, and is never open.
pub(super) fn set(
    document: &mut dyn TableLike,
    way: Way,
    boxes: &mut FilledIn<'_>,
) -> Result<(), NotPlanned> {
    let saved = read(document, way);
    let mut other = Vec::new();
    for open in &saved.days {
        other.extend(written(open, way, boxes));
    }
    let name = format!("{}-on_holidays", way.as_str());
    let on_holidays = boxes.filled.is_on(&name, saved.on_holidays);
    if other.is_empty() && on_holidays == saved.on_holidays {
        return Ok(());
    }
    let row = row(document, way).ok_or(NotPlanned::Gone)?;
    for is in &other {
        open_on(row, is);
    }
    match (on_holidays, saved.on_holidays) {
        (true, false) => put(row, "on_holidays", true.into()),
        (false, true) => take(row, "on_holidays"),
        _ => {}
    }
    Ok(())
}

/// The hours of some days as they are to be; none where they stay.
fn written(saved: &PlannedOpen, way: Way, boxes: &mut FilledIn<'_>) -> Option<PlannedOpen> {
    let name = |end: &str| format!("{}-{}-{end}", way.as_str(), saved.days);
    let [from, to] = [("from", &saved.from), ("to", &saved.to)].map(|(end, saved)| {
        let own = boxes.written(&name(end), saved);
        let own = boxes.fit(&name(end), own, |own| own.is_empty() || time(own).is_some());
        own.map_or_else(|| saved.clone(), |own| time(&own).unwrap_or_default())
    });
    for (end, own, other) in [("from", &from, &to), ("to", &to, &from)] {
        if own.is_empty() && !other.is_empty() {
            boxes.unfit(&name(end), String::new());
        }
    }
    let is = PlannedOpen { days: saved.days, from, to };
    (is != *saved).then_some(is)
}

fn open_on(row: &mut dyn TableLike, is: &PlannedOpen) {
    if is.from.is_empty() {
        return take(row, is.days);
    }
    let ends = [("from", &is.from), ("to", &is.to)];
    match row.get_mut(is.days).and_then(Item::as_table_like_mut) {
        Some(open) => {
            for (name, own) in ends {
                if plain(open.get(name)) != *own {
                    put(open, name, own.into());
                }
            }
        }
        None => {
            let open: InlineTable =
                ends.into_iter().map(|(name, own)| (name, Value::from(own))).collect();
            put(row, is.days, Value::InlineTable(open));
        }
    }
}

/// The hours of a way, begun where the file has none. None where something else stands in their place.
fn row(document: &mut dyn TableLike, way: Way) -> Option<&mut dyn TableLike> {
    if !document.contains_key("hours") {
        let mut hours = Table::new();
        hours.set_implicit(true);
        document.insert("hours", Item::Table(hours));
    }
    let hours = document.get_mut("hours")?;
    let is_inline = hours.is_value();
    let hours = hours.as_table_like_mut()?;
    if !hours.contains_key(way.as_str()) {
        if is_inline {
            put(hours, way.as_str(), Value::InlineTable(InlineTable::new()));
        } else {
            let mut own = Table::new();
            own.decor_mut().set_prefix("\n");
            hours.insert(way.as_str(), Item::Table(own));
        }
    }
    hours.get_mut(way.as_str())?.as_table_like_mut()
}
