//! The bank holidays: whose rules hold, which days there are beside them, and which of them are none.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use toml_edit::{Array, Item, RawString, Table, TableLike, Value};

use super::{
    super::{
        rows,
        values::{lines, put, take},
    },
    FilledIn, NotPlanned, plain,
};

/// Whose rules hold where a file does not say it.
const USUAL: &str = "england_and_wales";

/// The region, the days beside its rules, and those of its rules that are none.
pub(super) fn read(document: &dyn TableLike) -> [String; 3] {
    let row = document.get("holidays").and_then(Item::as_table_like);
    let own = |name: &str| row.map(|row| plain(row.get(name))).unwrap_or_default();
    let region = own("region");
    let region = if region.is_empty() { USUAL.to_owned() } else { region };
    [region, own("also"), own("except")]
}

pub(super) fn set(
    document: &mut dyn TableLike,
    boxes: &mut FilledIn<'_>,
) -> Result<(), NotPlanned> {
    let [region, also, except] = read(document);
    let own = boxes.written("region", &region);
    let region = boxes.fit("region", own, |own| [USUAL, "none"].contains(&own));
    let also = written("also", &also, boxes);
    let except = written("except", &except, boxes);
    if region.is_none() && also.is_none() && except.is_none() {
        return Ok(());
    }
    let row = row(document).ok_or(NotPlanned::Gone)?;
    if let Some(region) = region {
        put(row, "region", region.into());
    }
    for (name, days) in [("also", also), ("except", except)] {
        if let Some(days) = days {
            keep(row, name, &days);
        }
    }
    Ok(())
}

/// The days that were written, one a line; none where they stay, or one of them cannot be read.
fn written(name: &str, saved: &str, boxes: &mut FilledIn<'_>) -> Option<BTreeSet<NaiveDate>> {
    let own = boxes.written(name, saved)?;
    let mut days = BTreeSet::new();
    for line in lines(&own) {
        let Some(day) = day(line) else {
            boxes.unfit(name, line.to_owned());
            return None;
        };
        days.insert(day);
    }
    Some(days)
}

/// A day as files have it, or as people write it: `2027-05-03`, `3 May 2027`, `3/5/2027`.
fn day(own: &str) -> Option<NaiveDate> {
    let read = |how: &&str| NaiveDate::parse_from_str(own, how).ok();
    let day = ["%Y-%m-%d", "%d %B %Y", "%d/%m/%Y"].iter().find_map(read)?;
    // A year of two digits would be one of the first century.
    (2000..=2199).contains(&day.year()).then_some(day)
}

fn keep(row: &mut dyn TableLike, name: &str, is: &BTreeSet<NaiveDate>) {
    if is.is_empty() {
        return take(row, name);
    }
    match row.get_mut(name).and_then(Item::as_array_mut) {
        Some(list) => change(list, is),
        None => put(row, name, Value::Array(is.iter().map(ToString::to_string).collect())),
    }
}

/// What stays in the list keeps its place and the comment beside it. Another day comes before the first that is later.
fn change(list: &mut Array, is: &BTreeSet<NaiveDate>) {
    let before = space_before(list);
    for new in is {
        let there: Vec<_> = list.iter().map(|one| one.as_str().and_then(day)).collect();
        if there.contains(&Some(*new)) {
            continue;
        }
        let later = there.iter().position(|one| one.is_some_and(|one| one > *new));
        rows::add(list, later.unwrap_or(there.len()), new.to_string().into());
    }
    for place in (0..list.len()).rev() {
        // What is no text was written in no box, and is told as a fault.
        let Some(own) = list.get(place).and_then(Value::as_str) else { continue };
        if day(own).is_none_or(|own| !is.contains(&own)) {
            rows::take(list, place);
        }
    }
    // Where the first is another, it stands as the first did.
    if space_before(list) == " "
        && let Some(first) = list.get_mut(0)
    {
        first.decor_mut().set_prefix(before);
    }
}

fn space_before(list: &Array) -> String {
    let prefix = list.get(0).and_then(|first| first.decor().prefix());
    prefix.and_then(RawString::as_str).unwrap_or_default().to_owned()
}

/// The holidays, begun below the hours where the file has none. None where something else stands in their place.
fn row(document: &mut dyn TableLike) -> Option<&mut dyn TableLike> {
    if !document.contains_key("holidays") {
        let mut own = Table::new();
        own.decor_mut().set_prefix("\n");
        own.set_position(document.get("hours").and_then(last_position));
        document.insert("holidays", Item::Table(own));
    }
    document.get_mut("holidays")?.as_table_like_mut()
}

/// Where in the file the last table of it stands.
fn last_position(item: &Item) -> Option<isize> {
    let own = item.as_table().and_then(Table::position);
    let within = item.as_table_like()?.iter().filter_map(|(_, item)| last_position(item));
    within.chain(own).max()
}
