//! Where a name is said: in conditions, in words that are filled in, beside checks. A question is given another name
//! everywhere at once, and whoever takes one out learns first who still speaks of it.

mod variables;

use toml_edit::{DocumentMut, Item, TableLike, Value};

use self::variables::Variables;
use super::{EditError, arranging::place, question, rows::Rows, values::plain};
use crate::scoring;

/// The new name of a variable; none where it keeps its own.
type Names<'n> = &'n dyn Fn(&str) -> Option<String>;

/// Fields with a condition.
const CONDITIONS: [&str; 4] = ["asked_if", "offered_if", "when", "usable"];
/// Tables of conditions.
const SENTENCES: [&str; 2] = ["conditions", "routing"];
/// Fields in which names in braces are filled in.
const FILLED: [&str; 5] = ["text", "hint", "intro", "spoken", "say"];
/// Fields that are names themselves.
const NAMED: [&str; 9] =
    ["at", "most_fact", "missing_of", "of", "born", "amount", "period", "hours", "questions"];

pub(super) fn rename(document: &mut DocumentMut, from: &str, to: &str) -> Result<(), EditError> {
    if from == to {
        return Ok(());
    }
    if is_taken(document, from, to) {
        return Err(EditError::Taken(to.to_owned()));
    }
    let variables = Variables::of(document, from);
    question(document, from)?.insert("key", toml_edit::value(to));
    let named = |name: &str| Some(format!("{to}{}", variables.ending(from, name)?));
    table(document.as_table_mut(), &named);
    if let Some(routing) = document.get_mut("routing").and_then(Item::as_table_like_mut) {
        in_its_place(routing, from, to);
    }
    Ok(())
}

/// Whether anything else has the name: a question, a variable of one, or one that is made from answers.
pub(super) fn is_taken(document: &mut DocumentMut, own: &str, name: &str) -> bool {
    let listed = document.get("derive").and_then(Item::as_array);
    let derived = listed.is_some_and(|all| all.iter().any(|one| one.as_str() == Some(name)))
        || keys(document, "derived").iter().any(|key| key == name);
    let others = keys(document, "questions");
    let mut others = others.iter().filter(|key| *key != own);
    derived
        || place(document, name).is_some()
        || others.any(|key| Variables::of(document, key).has(key, name))
}

fn keys(document: &mut DocumentMut, rows: &str) -> Vec<String> {
    let Some(mut rows) = document.get_mut(rows).and_then(Rows::of) else { return Vec::new() };
    (0..rows.len()).filter_map(|place| Some(plain(rows.row(place)?.get("key")))).collect()
}

/// A key under another name, where it stood and with the comments around it.
fn in_its_place(table: &mut dyn TableLike, from: &str, to: &str) {
    let keys: Vec<_> = table.iter().map(|(key, _)| key.to_owned()).collect();
    for key in keys.iter().skip_while(|key| *key != from) {
        let decor = table.key(key).map(|key| key.leaf_decor().clone());
        let Some(item) = table.remove(key) else { continue };
        let name = if key == from { to } else { key };
        table.insert(name, item);
        if let (Some(mut key), Some(decor)) = (table.key_mut(name), decor) {
            *key.leaf_decor_mut() = decor;
        }
    }
}

/// What stands behind a question's key in the names of its variables.
pub(super) fn endings(document: &mut DocumentMut, key: &str) -> Vec<String> {
    Variables::of(document, key).endings
}

/// What is to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Going<'n> {
    /// A question, by its key.
    Question(&'n str),
    /// A variable that is worked out.
    Derived(&'n str),
    /// An instrument, with its items and scores.
    Instrument(&'n str),
}

/// Everything else that names it, or one of its variables, as people know it: “the question “hrs””.
///
/// # Errors
/// When the text cannot be read at all.
pub fn mentions(text: &str, of: Going<'_>) -> Result<Vec<String>, EditError> {
    let mut document = super::parse(text)?;
    let variables = match of {
        Going::Question(key) => Variables::of(&mut document, key),
        Going::Derived(_) | Going::Instrument(_) => Variables::default(),
    };
    let is = |name: &str| match of {
        Going::Question(key) => variables.has(key, name),
        Going::Derived(key) => name == key,
        Going::Instrument(own) => is_of_instrument(own, name),
    };
    let named = |name: &str| is(name).then(|| format!("{name}\u{fffd}"));
    let mut told = in_rows(&mut document, of, &named);
    told.extend(in_sentences(&mut document, &is, &named));
    for (section, page, called) in pages(&mut document) {
        let Some(pages) = super::arranging::pages(&mut document, section) else { continue };
        let Some(row) = pages.into_row(page) else { continue };
        row.remove("questions");
        told.extend(speaks_of(row, &named).then_some(called));
    }
    Ok(told)
}

fn is_of_instrument(own: &str, name: &str) -> bool {
    let is_score = name.strip_prefix(own).is_some_and(|rest| rest.starts_with('_'));
    is_score || scoring::instrument(own).is_some_and(|own| own.keys().iter().any(|key| key == name))
}

/// Whether a row names one of them. What it names is changed by asking.
fn speaks_of(row: &mut dyn TableLike, named: &dyn Fn(&str) -> Option<String>) -> bool {
    let before = told_of(row);
    table(row, named);
    told_of(row) != before
}

fn in_rows(
    document: &mut DocumentMut,
    of: Going<'_>,
    named: &dyn Fn(&str) -> Option<String>,
) -> Vec<String> {
    let mut told = Vec::new();
    for (rows, called) in [("questions", "question"), ("checks", "check"), ("derived", "variable")]
    {
        let Some(mut rows) = document.get_mut(rows).and_then(Rows::of) else { continue };
        for place in 0..rows.len() {
            let Some(row) = rows.row(place) else { continue };
            let key = plain(row.get("key"));
            let is_itself = match of {
                Going::Question(own) => called == "question" && key == own,
                Going::Derived(own) => called == "variable" && key == own,
                Going::Instrument(own) => called == "question" && is_of_instrument(own, &key),
            };
            if !is_itself && speaks_of(row, named) {
                told.push(format!("the {called} “{key}”"));
            }
        }
    }
    told
}

fn in_sentences(
    document: &mut DocumentMut,
    is: &dyn Fn(&str) -> bool,
    named: &dyn Fn(&str) -> Option<String>,
) -> Vec<String> {
    let mut told = Vec::new();
    for (name, called) in [("conditions", "condition"), ("routing", "condition of")] {
        let Some(all) = document.get_mut(name).and_then(Item::as_table_like_mut) else { continue };
        for (key, when) in all.iter_mut().filter(|(key, _)| name != "routing" || !is(key.get())) {
            let when = when.as_str().unwrap_or_default();
            if sentence(when, named) != when {
                told.push(format!("the {called} “{}”", key.get()));
            }
        }
    }
    let usable = plain(document.get("usable"));
    if sentence(&usable, named) != usable {
        told.push("what makes an unsent response worth keeping".to_owned());
    }
    told
}

/// The places of all pages, and what people call them.
fn pages(document: &mut DocumentMut) -> Vec<(usize, usize, String)> {
    let mut all = Vec::new();
    let sections = document.get_mut("sections").and_then(Rows::of).map_or(0, |all| all.len());
    for section in 0..sections {
        let pages = super::arranging::pages(document, section).map_or(0, |pages| pages.len());
        let called = |page: usize| format!("page {} of section {}", page + 1, section + 1);
        all.extend((0..pages).map(|page| (section, page, called(page))));
    }
    all
}

fn told_of(row: &dyn TableLike) -> String {
    row.iter().map(|(_, item)| item.to_string()).collect()
}

/// Says another name wherever one is said, in a table and all that it holds.
fn table(table: &mut dyn TableLike, names: Names<'_>) {
    for (key, item) in table.iter_mut() {
        let name = key.get().to_owned();
        let name = name.as_str();
        match item {
            Item::Table(inner) if SENTENCES.contains(&name) => sentences(inner, names),
            Item::Table(inner) => self::table(inner, names),
            Item::ArrayOfTables(rows) => rows.iter_mut().for_each(|row| self::table(row, names)),
            Item::Value(value) => within(name, value, names),
            Item::None => {}
        }
    }
}

/// Conditions by name, each a sentence.
fn sentences(all: &mut dyn TableLike, names: Names<'_>) {
    for (_, when) in all.iter_mut() {
        said(when, &|text| sentence(text, names));
    }
}

fn within(name: &str, value: &mut Value, names: Names<'_>) {
    match value {
        Value::InlineTable(inner) if SENTENCES.contains(&name) => sentences(inner, names),
        Value::InlineTable(inner) => table(inner, names),
        Value::Array(all) => all.iter_mut().for_each(|one| within(name, one, names)),
        Value::String(_) => {
            let mut item = Item::Value(value.clone());
            if CONDITIONS.contains(&name) {
                said(&mut item, &|text| sentence(text, names));
            } else if FILLED.contains(&name) {
                said(&mut item, &|text| filled(text, names));
            } else if NAMED.contains(&name) {
                said(&mut item, &|text| names(text).unwrap_or_else(|| text.to_owned()));
            }
            if let Ok(changed) = item.into_value() {
                *value = changed;
            }
        }
        _ => {}
    }
}

fn said(item: &mut Item, to: &dyn Fn(&str) -> String) {
    let Some(value) = item.as_value_mut() else { return };
    let Some(text) = value.as_str() else { return };
    let new = to(text);
    if new != text {
        let decor = value.decor().clone();
        *value = new.into();
        *value.decor_mut() = decor;
    }
}

/// A condition with other names. What follows a comparison is a code or a word, and stays.
fn sentence(text: &str, names: Names<'_>) -> String {
    let word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '-');
    let (mut new, mut rest, mut last) = (String::new(), text, "");
    while let Some(first) = rest.chars().next() {
        let same = |c: char| word(c) == word(first) && (word(first) || c == first);
        let (token, after) = rest.split_at(rest.find(|c| !same(c)).unwrap_or(rest.len()));
        let is_literal = ["=", ">", "<", "of", ","].contains(&last);
        let other = names(token).filter(|_| word(first) && !is_literal);
        new.push_str(other.as_deref().unwrap_or(token));
        if !first.is_whitespace() {
            last = token;
        }
        rest = after;
    }
    new
}

/// Words with other names in their braces.
pub(super) fn filled(text: &str, names: Names<'_>) -> String {
    let mut parts = text.split('{');
    let mut new = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        new.push('{');
        let other = part.split_once('}').and_then(|(name, rest)| Some((names(name)?, rest)));
        match other {
            Some((name, rest)) => new.push_str(&format!("{name}}}{rest}")),
            None => new.push_str(part),
        }
    }
    new
}
