//! What a contact says in each way: a way with a message is one in which it goes.

use chrono::NaiveTime;
use toml_edit::{Array, InlineTable, TableLike, Value};

use super::{
    super::values::{put, take},
    FilledIn, NotPlanned, PlannedMessage, Rows, plain, says,
};
use crate::{keys::MessageKey, stopping::Way};

/// All that is said, in the order of the file.
pub(super) fn messages(row: &mut dyn TableLike, part: &str) -> Vec<PlannedMessage> {
    let Some(mut rows) = Rows::under(row, part) else { return Vec::new() };
    (0..rows.len()).filter_map(|at| rows.row(at).map(|row| message(row))).collect()
}

fn message(row: &dyn TableLike) -> PlannedMessage {
    PlannedMessage {
        way: plain(row.get("way")),
        at: plain(row.get("at")),
        message: plain(row.get("message")),
        to_begun: plain(row.get("to_begun")),
    }
}

/// Says in one way what was written. Without a message nothing goes in it.
pub(super) fn say(
    row: &mut dyn TableLike,
    (part, way): (&str, Way),
    boxes: &mut FilledIn<'_>,
) -> Result<(), NotPlanned> {
    let mut rows = Rows::under(row, part);
    let found = rows.as_mut().and_then(|rows| rows.find(|row| says(row, "way", way.as_str())));
    let saved = found.and_then(|at| rows.as_mut()?.row(at).map(|row| message(row)));
    let saved = saved.unwrap_or_default();
    let Some(is) = written(&saved, (part, way), boxes) else { return Ok(()) };
    match found {
        Some(found) if is.message.is_empty() => unsaid(row, part, found),
        Some(found) => said(row, (part, found), (&saved, &is)),
        None if is.message.is_empty() => Ok(()),
        None => add(row, part, &is),
    }
}

/// The message as it is to be; none where that cannot be told from what was written.
fn written(
    saved: &PlannedMessage,
    (part, way): (&str, Way),
    boxes: &mut FilledIn<'_>,
) -> Option<PlannedMessage> {
    let [at_box, message_box, begun_box] =
        ["at", "message", "to_begun"].map(|field| format!("{part}-{}-{field}", way.as_str()));
    let is_key = |own: &str| own.is_empty() || MessageKey::new(own).is_ok();
    let at = boxes.written(&at_box, &saved.at);
    let at = boxes.fit(&at_box, at, |own| own.is_empty() || time(own).is_some());
    let own = boxes.written(&message_box, &saved.message);
    let own = boxes.fit(&message_box, own, is_key);
    let begun = boxes.written(&begun_box, &saved.to_begun);
    let begun = boxes.fit(&begun_box, begun, is_key);
    let at = at.map(|own| time(&own).unwrap_or_default());
    let is = PlannedMessage {
        way: way.as_str().to_owned(),
        at: at.unwrap_or_else(|| saved.at.clone()),
        message: own.unwrap_or_else(|| saved.message.clone()),
        to_begun: begun.unwrap_or_else(|| saved.to_begun.clone()),
    };
    let is_taken_out = is.message.is_empty() && !saved.message.is_empty();
    // What stands beside no message would be lost.
    if is.message.is_empty() && !is_taken_out && !(is.at.is_empty() && is.to_begun.is_empty()) {
        boxes.unfit(&message_box, String::new());
        return None;
    }
    if !is.message.is_empty() && is.at.is_empty() {
        boxes.unfit(&at_box, String::new());
        return None;
    }
    Some(is)
}

/// Writes what is other than it was.
fn said(
    row: &mut dyn TableLike,
    (part, at): (&str, usize),
    (saved, is): (&PlannedMessage, &PlannedMessage),
) -> Result<(), NotPlanned> {
    let rows = Rows::under(row, part).ok_or(NotPlanned::Gone)?;
    let row = rows.into_row(at).ok_or(NotPlanned::Gone)?;
    let all = [
        ("at", &saved.at, &is.at),
        ("message", &saved.message, &is.message),
        ("to_begun", &saved.to_begun, &is.to_begun),
    ];
    for (name, _, own) in all.into_iter().filter(|(_, saved, own)| saved != own) {
        if own.is_empty() {
            take(row, name);
        } else {
            put(row, name, own.into());
        }
    }
    Ok(())
}

/// A contact without messages sends nothing, which reading it says; nothing is said otherwise without any.
fn unsaid(row: &mut dyn TableLike, part: &str, at: usize) -> Result<(), NotPlanned> {
    let mut rows = Rows::under(row, part).ok_or(NotPlanned::Gone)?;
    rows.remove(at);
    if rows.len() == 0 && part == "otherwise" {
        take(row, part);
    }
    Ok(())
}

fn add(row: &mut dyn TableLike, part: &str, is: &PlannedMessage) -> Result<(), NotPlanned> {
    let (new, is_there) = (inline(is), row.get(part).is_some());
    match Rows::under(row, part) {
        Some(Rows::Inline(list)) if list.is_empty() => list.push(new),
        Some(mut rows) => rows.add(rows.len(), new),
        None if is_there => return Err(NotPlanned::Gone),
        None => put(row, part, Value::Array(Array::from_iter([new]))),
    }
    Ok(())
}

pub(super) fn inline(is: &PlannedMessage) -> InlineTable {
    let parts =
        [("way", &is.way), ("at", &is.at), ("message", &is.message), ("to_begun", &is.to_begun)];
    let said = parts.into_iter().filter(|(_, own)| !own.is_empty());
    said.map(|(name, own)| (name, Value::from(own))).collect()
}

/// `9:00` and `09:00` are the same.
pub(super) fn time(own: &str) -> Option<String> {
    let time = NaiveTime::parse_from_str(own.trim(), "%H:%M").ok()?;
    Some(time.format("%H:%M").to_string())
}
