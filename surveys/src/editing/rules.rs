//! Checks, alerts, and variables that are worked out.

use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, Value, value};

use super::{
    EditError, Of,
    adding::push,
    arranging::pages,
    naming::is_taken,
    question,
    rows::{self, Rows},
    says,
    values::{plain, put, take},
};
use crate::definition::Level;

/// A check, as it is to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewCheck {
    /// The flag's name in exports.
    pub key: String,
    /// How much it insists.
    pub level: Level,
    /// The question beside which it is said.
    pub at: String,
    /// What is odd, or wrong.
    pub when: String,
    /// What the person is told.
    pub say: String,
}

/// A variable that is worked out by cases, as it is to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewDerived {
    /// Names the variable.
    pub key: String,
    /// Its label.
    pub label: String,
    /// The condition under which it is 1; otherwise it is 0.
    pub when: String,
    /// Those whose missing code is taken over.
    pub missing_of: Vec<String>,
}

/// Answers after which somebody has to act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alert {
    /// 1, 2 or 3, the most urgent.
    pub level: i64,
    /// Which answers.
    pub answers: Answers,
}

/// Which answers raise an alert.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answers {
    /// This number and every higher one.
    From(i64),
    /// One of these codes.
    Codes(Vec<i64>),
}

fn check(new: &NewCheck) -> Table {
    let mut table = Table::new();
    table.decor_mut().set_prefix("\n");
    for (name, to) in parts(new) {
        if !to.is_empty() {
            table.insert(name, value(to));
        }
    }
    table
}

fn parts(new: &NewCheck) -> [(&'static str, &str); 5] {
    let NewCheck { key, level, at, when, say } = new;
    [("key", key.as_str()), ("level", level.name()), ("at", at), ("when", when), ("say", say)]
}

/// A check counts once its key stands under `check`.
pub(super) fn add_check(document: &mut DocumentMut, new: &NewCheck) {
    push(document, "checks", check(new));
    list(document, "check", &new.key);
}

pub(super) fn set_check(
    document: &mut DocumentMut,
    place: usize,
    new: &NewCheck,
) -> Result<(), EditError> {
    let rows = document.get_mut("checks").and_then(Rows::of).ok_or(EditError::Gone)?;
    let row = rows.into_row(place).ok_or(EditError::Gone)?;
    let old = plain(row.get("key"));
    for (name, to) in parts(new) {
        if to.is_empty() {
            take(row, name);
        } else {
            put(row, name, to.into());
        }
    }
    list(document, "check", &new.key);
    unlist(document, "checks", "check", &old);
    Ok(())
}

pub(super) fn remove_check(document: &mut DocumentMut, place: usize) -> Result<(), EditError> {
    let mut rows = document.get_mut("checks").and_then(Rows::of).ok_or(EditError::Gone)?;
    let key = plain(rows.row(place).ok_or(EditError::Gone)?.get("key"));
    rows.remove(place);
    unlist(document, "checks", "check", &key);
    Ok(())
}

pub(super) fn add_derived(document: &mut DocumentMut, new: &NewDerived) -> Result<(), EditError> {
    if is_taken(document, "", &new.key) {
        return Err(EditError::Taken(new.key.clone()));
    }
    let coded = |code: i64, text: &str| {
        InlineTable::from_iter([("code", Value::from(code)), ("text", text.into())])
    };
    let case = |when: String, gives: i64| {
        InlineTable::from_iter([("when", Value::from(when)), ("gives", gives.into())])
    };
    let mut table = Table::new();
    table.decor_mut().set_prefix("\n");
    table.insert("key", value(&new.key));
    table.insert("label", value(&new.label));
    table.insert("codes", value(Array::from_iter([coded(0, "No"), coded(1, "Yes")])));
    table.insert("cases", value(Array::from_iter([case(new.when.clone(), 1)])));
    if new.missing_of.is_empty() {
        table.insert("otherwise", value(0));
    } else {
        // It is “no” only where everything that it is made from was answered.
        let answered = new.missing_of.iter().map(|name| format!("{name} is answered"));
        let answered = answered.collect::<Vec<_>>().join(" and ");
        if let Some(cases) = table.get_mut("cases").and_then(Item::as_array_mut) {
            cases.push(case(answered, 0));
        }
        table.insert("missing_of", value(Array::from_iter(&new.missing_of)));
    }
    push(document, "derived", table);
    list(document, "derive", &new.key);
    Ok(())
}

/// A variable of the bank is only taken off the list.
pub(super) fn remove_derived(document: &mut DocumentMut, key: &str) {
    if let Some(mut rows) = document.get_mut("derived").and_then(Rows::of)
        && let Some(found) = rows.find(|row| says(row, "key", key))
    {
        rows.remove(found);
    }
    unlist(document, "derived", "derive", key);
}

/// Puts a name into a list at the top of the file.
fn list(document: &mut DocumentMut, name: &str, key: &str) {
    let listed = document.entry(name).or_insert_with(|| value(Array::new()));
    let Some(listed) = listed.as_array_mut() else { return };
    if !listed.iter().any(|one| one.as_str() == Some(key)) {
        rows::add(listed, listed.len(), key.into());
    }
}

/// Takes a name out of a list once no row has it.
fn unlist(document: &mut DocumentMut, all: &str, name: &str, key: &str) {
    let mut left = document.get_mut(all).and_then(Rows::of);
    if left.as_mut().is_some_and(|rows| rows.find(|row| says(row, "key", key)).is_some()) {
        return;
    }
    let Some(listed) = document.get_mut(name).and_then(Item::as_array_mut) else { return };
    let found = listed.iter().position(|one| one.as_str() == Some(key));
    if let Some(found) = found {
        rows::take(listed, found);
    }
}

pub(super) fn alerts(
    document: &mut DocumentMut,
    key: &str,
    alerts: Option<&[Alert]>,
) -> Result<(), EditError> {
    let own = question(document, key)?;
    let Some(alerts) = alerts else {
        take(own, "alerts");
        return Ok(());
    };
    let row = |alert: &Alert| {
        let (name, answers) = match &alert.answers {
            Answers::From(from) => ("from", Value::from(*from)),
            Answers::Codes(codes) => ("codes", Value::Array(Array::from_iter(codes.clone()))),
        };
        InlineTable::from_iter([("level", Value::from(alert.level)), (name, answers)])
    };
    put(own, "alerts", Value::Array(alerts.iter().map(row).collect()));
    Ok(())
}

/// A question of the bank gets its condition in the survey's `[routing]`.
pub(super) fn when(
    document: &mut DocumentMut,
    of: &Of,
    when: Option<&str>,
) -> Result<(), EditError> {
    let (row, name) = match of {
        Of::Question(key) => {
            let routed = document.get("routing").and_then(|routing| routing.get(key)).is_some();
            match question(document, key) {
                Err(EditError::NotAsked(key)) => return Err(EditError::NotAsked(key)),
                Ok(_) if !routed => (question(document, key)?, "asked_if"),
                Ok(_) | Err(_) => {
                    let routing = document.entry("routing").or_insert_with(toml_edit::table);
                    (routing.as_table_like_mut().ok_or(EditError::Gone)?, key.as_str())
                }
            }
        }
        Of::Page(section, page) => {
            let pages = pages(document, *section).ok_or(EditError::Gone)?;
            (pages.into_row(*page).ok_or(EditError::Gone)?, "asked_if")
        }
        Of::Check(place) => {
            let rows = document.get_mut("checks").and_then(Rows::of).ok_or(EditError::Gone)?;
            (rows.into_row(*place).ok_or(EditError::Gone)?, "when")
        }
        Of::Usable => (document.as_table_mut() as _, "usable"),
    };
    match when {
        Some(when) => put(row, name, when.into()),
        None if matches!(of, Of::Check(_)) => return Err(EditError::Empty("when")),
        None => take(row, name),
    }
    Ok(())
}
