//! Words with `[field]` in them, where what was answered there is filled in.

use super::field::Before;
use crate::importing::{
    links::{self, Reads},
    outcome::Difference,
    plain::plain,
};

/// The words as we write them, without markup, on one line.
pub(super) fn read(
    reads: Reads,
    text: &str,
    before: Before<'_>,
    differences: &mut Vec<Difference>,
) -> String {
    let mut note = |difference: Difference| {
        if !differences.contains(&difference) {
            differences.push(difference);
        }
    };
    let (text, links) = links::taken(text, reads, &mut note);
    let (text, had_markup) = plain(&text);
    if had_markup {
        note(Difference::WithoutMarkup);
    }
    let (text, embedded) = without_fields(&text, before);
    if !embedded.is_empty() {
        note(Difference::Embedded(embedded));
    }
    if text.contains(['{', '}']) {
        note(Difference::Braces);
    }
    let text = text.replace('{', "(").replace('}', ")");
    links.put(&filled(&text, before, &mut note))
}

/// With our keys for what is filled in.
fn filled(text: &str, before: Before<'_>, note: &mut impl FnMut(Difference)) -> String {
    let mut told = String::with_capacity(text.len());
    let mut rest = text;
    // Where no bracket closes any more, nothing is looked for again.
    while let Some((ahead, inner, after)) = bracketed(rest) {
        told.push_str(ahead);
        let is_of_event = after.starts_with('[') || told.ends_with(']');
        let field = field(inner);
        let known = before.fields.get(&field);
        match known.filter(|known| known.is_asked && !known.is_multiple) {
            Some(known) if !is_of_event => told.extend(["{", known.key.as_str(), "}"]),
            _ => {
                if is_of_event || before.names.contains_key(&field) || is_smart(&field) {
                    note(Difference::Piped);
                }
                told.extend(["[", inner, "]"]);
            }
        }
        rest = after;
    }
    told.push_str(rest);
    told
}

/// `{field}` draws a field within the words of another. Each is asked by itself here.
fn without_fields(text: &str, before: Before<'_>) -> (String, Vec<String>) {
    let mut told = String::with_capacity(text.len());
    let mut embedded = Vec::new();
    let mut rest = text;
    while let Some((ahead, within)) = rest.split_once('{') {
        told.push_str(ahead);
        let name = within.split_once('}').map(|(inner, after)| (field(inner), after));
        match name.filter(|(name, _)| before.names.contains_key(name)) {
            Some((name, after)) => {
                told.push('…');
                embedded.push(name);
                rest = after;
            }
            None => {
                told.push('{');
                rest = within;
            }
        }
    }
    told.push_str(rest);
    (told, embedded)
}

/// What is before, in and behind the next brackets.
fn bracketed(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('[')?;
    let (inner, after) = rest.split_once(']')?;
    Some((before, inner, after))
}

/// Its name; behind a colon stands how it is shown, and in brackets which of its options.
fn field(inner: &str) -> String {
    inner.split([':', '(']).next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// `record-name` or `survey-date-completed`, which REDCap fills in by itself. “[kg]” and “[see below]” are words.
fn is_smart(name: &str) -> bool {
    let mut parts = name.split('-');
    let are_words =
        parts.all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase()));
    are_words && name.contains('-')
}
