//! What is no TOML, said in words that an evaluator knows.

use std::ops::Range;

use toml::{
    Spanned,
    de::{DeTable, DeValue, Error},
};

use crate::authoring::{Fault, File};

/// After these the rest of the file is read as it was meant.
const HARMLESS: [&str; 13] = [
    "string values must be quoted",
    "invalid basic string",
    "invalid literal string",
    "missing comma between array elements",
    "duplicate key",
    "unexpected leading zero",
    "missing escaped value",
    "invalid boolean",
    "unexpected key or value",
    "invalid date",
    "invalid time",
    "extra comma in",
    "`_` may only go between digits",
];

/// Each slip, when the rest can be trusted.
///
/// # Errors
/// The first slip after which it cannot, and those before it.
pub fn slips(
    file: &File,
    table: &Spanned<DeTable<'_>>,
    errors: &[Error],
) -> Result<Vec<Fault>, Vec<Fault>> {
    let mut errors: Vec<_> = errors.iter().map(|error| (place(error), error)).collect();
    errors.sort_by_key(|(at, _)| at.start);
    let open = errors.iter().find(|(_, error)| error.message().starts_with("unclosed "));
    let open = open.and_then(|(at, error)| unclosed(table, at.start).zip(Some(error)));
    if let Some((start, error)) = open {
        let mark = if error.message().contains("table") { ("{", "}") } else { ("[", "]") };
        let problem = format!("this “{}” is never closed", mark.0);
        let mut faults: Vec<_> = errors
            .iter()
            .take_while(|(at, _)| at.start < start)
            .map(|(at, error)| fault(file, at, error.message()))
            .collect();
        faults.push(file.fault(start..start, problem, format!("write “{}” where it ends", mark.1)));
        return Err(faults);
    }
    let mut faults: Vec<Fault> = Vec::new();
    let mut is_lost = false;
    for (at, error) in &errors {
        let fault = fault(file, at, error.message());
        if faults.last().is_none_or(|last| last.line != fault.line) {
            faults.push(fault);
        }
        is_lost = !HARMLESS.iter().any(|harmless| error.message().starts_with(harmless));
        if is_lost {
            break;
        }
    }
    if is_lost { Err(faults) } else { Ok(faults) }
}

pub fn place(error: &Error) -> Range<usize> {
    error.span().unwrap_or(0..0)
}

/// Where the list or the table begins that is still open at the end.
fn unclosed(table: &Spanned<DeTable<'_>>, end: usize) -> Option<usize> {
    table.get_ref().values().find_map(|value| open_within(value, end))
}

fn open_within(value: &Spanned<DeValue<'_>>, end: usize) -> Option<usize> {
    match value.get_ref() {
        DeValue::Array(list) if value.span().end == end => {
            Some(value.span().start).filter(|_| !list.is_empty())
        }
        DeValue::Array(list) => list.iter().find_map(|one| open_within(one, end)),
        DeValue::Table(table) => table.values().find_map(|one| open_within(one, end)),
        _ => None,
    }
}

pub fn fault(file: &File, at: &Range<usize>, message: &str) -> Fault {
    let here = file.text.get(at.clone()).unwrap_or_default();
    let (problem, mend) = told(here, before(file, at.start), message);
    file.fault(at.clone(), problem, mend)
}

/// The line up to a place.
fn before(file: &File, at: usize) -> &str {
    let before = file.text.get(..at).unwrap_or_default();
    before.rsplit('\n').next().unwrap_or_default()
}

/// How a message of the parser begins, what it means, and what would be right.
const MEANS: [(&str, &str, &str); 19] = [
    ("invalid basic string", OPEN_WORDS, CLOSE_WORDS),
    ("invalid literal string", OPEN_WORDS, CLOSE_WORDS),
    ("invalid multi-line", OPEN_WORDS, CLOSE_WORDS),
    ("missing comma", NO_COMMA, "put one between the two"),
    ("extra assignment", NO_COMMA, "put one between the two"),
    ("extra comma", "there is one comma too many", "take it out"),
    (
        "unexpected leading zero",
        "a number begins with 0",
        "write it without, or in quotation marks",
    ),
    (
        "missing escaped value",
        "a backslash has another meaning here",
        "write two of them, \\\\, for one",
    ),
    ("unexpected key or value", "something stands behind the value", ONE_FIELD),
    ("key with no value", NO_FIELD, A_FIELD),
    ("missing assignment", NO_FIELD, A_FIELD),
    ("invalid unquoted key", NO_FIELD, A_FIELD),
    ("unclosed table", "a heading has fewer brackets at its end", "write it as [[questions]]"),
    (
        "unclosed array table",
        "a heading has fewer brackets at its end",
        "write it as [[questions]]",
    ),
    ("unexpected `=` in array", "a list is not closed before this", "write “]” where it ends"),
    ("missing key for inline table", OPEN_BRACES, "write “}” where they end"),
    ("invalid inline table", OPEN_BRACES, "write “}” where they end"),
    ("duplicate key", "“{here}” stands here for the second time", "take one of them out"),
    (
        "invalid boolean",
        "“{here}” is neither true nor false",
        "write true or false, in small letters",
    ),
];

const OPEN_WORDS: &str = "these words have no quotation mark at their end";
const CLOSE_WORDS: &str = "put one there";
const NO_COMMA: &str = "a comma is missing before this";
const NO_FIELD: &str = "“{before}” is no field";
const A_FIELD: &str = "write a field as name = value, and begin a remark with #";
const OPEN_BRACES: &str = "the braces before this are not closed";
const ONE_FIELD: &str =
    "write one field on a line, \\\" for a quotation mark within words, and numbers without commas";

fn told(here: &str, before: &str, message: &str) -> (String, String) {
    if message.starts_with("string values must be quoted") {
        return unquoted(here, before.split('=').next().unwrap_or_default().trim());
    }
    match MEANS.iter().find(|(begins, ..)| message.starts_with(begins)) {
        Some((_, problem, mend)) => {
            let problem = problem.replace("{here}", here).replace("{before}", before.trim());
            (problem, (*mend).to_owned())
        }
        None => (
            format!("this is no TOML: {message}"),
            "https://toml.io says how it is written".to_owned(),
        ),
    }
}

/// Words without quotation marks, or with those of a word processor.
fn unquoted(here: &str, name: &str) -> (String, String) {
    let plain = here.trim_matches(['“', '”', '„', '‘', '’', '«', '»']);
    if here.trim().is_empty() {
        return (format!("“{name}” has no value"), "write one behind the equals sign".to_owned());
    }
    let next = here.split_once(' ').filter(|(first, _)| first.parse::<f64>().is_ok());
    if let Some((first, next)) = next {
        let problem = format!("a comma is missing between “{first}” and “{next}”");
        return (problem, "put one between the two".to_owned());
    }
    if plain != here {
        let mend = format!("write \"{plain}\", with straight ones");
        return ("these are no quotation marks of a file".to_owned(), mend);
    }
    if ["yes", "no", "on", "off"].iter().any(|word| here.eq_ignore_ascii_case(word)) {
        let mend = format!("write true or false, or \"{here}\" where it is text");
        return (format!("“{here}” stands without quotation marks"), mend);
    }
    (format!("“{here}” stands without quotation marks"), format!("write \"{here}\""))
}
