//! What a field becomes, by its type and its validation.

use std::collections::BTreeMap;

use super::{
    Known, Question, Row,
    annotation::{named, tags, value},
    calculation,
    options::options,
    piped,
    unread::unread,
};
use crate::importing::{
    Difference, NotConverted,
    draft::{Choice, Derived},
    links::Reads,
    plain::{plain, short},
    reasons::LookedFor,
    sentence::Fields,
};

/// What takes the place of a field.
pub(super) enum Converted {
    Question(Box<Question>, Known),
    Derived(Box<Derived>, Known),
    /// Words that are only read.
    Words(String),
}

/// What is known before the field is looked at.
#[derive(Clone, Copy)]
pub(super) struct Before<'a> {
    /// Fields that are converted.
    pub fields: &'a Fields,
    /// The names of all fields, in small letters.
    pub names: &'a BTreeMap<String, usize>,
    /// What conditions look for, anywhere in the file.
    pub looked_for: &'a LookedFor,
}

/// The most characters that one line takes, and several.
const LINE: f64 = 500.0;
const LINES: f64 = 5_000.0;
/// Where a number has no limit there.
const FAR: f64 = 1_000_000_000.0;

/// The field, with how it differs; or why there is nothing for it.
pub(super) fn convert(
    row: &Row,
    before: Before<'_>,
    differences: &mut Vec<Difference>,
) -> Result<Converted, NotConverted> {
    let tags = tags(&row.annotation);
    is_answered(row, &tags)?;
    unread(row, differences);
    if row.kind == "descriptive" {
        return words(row, before, differences);
    }
    let mut question = asked(row, before, differences);
    let mut known = Known { is_asked: true, ..Known::default() };
    match row.kind.as_str() {
        "calc" => {
            let formula = row.choices.trim();
            let (derived, known) = calculation::convert(formula, before.fields, differences)?;
            return Ok(Converted::Derived(Box::new(derived), known));
        }
        "yesno" => coded(&mut question, &mut known, &[("1", "Yes"), ("0", "No")]),
        "truefalse" => coded(&mut question, &mut known, &[("1", "True"), ("0", "False")]),
        "radio" | "dropdown" | "select" | "checkbox" => {
            known.is_multiple = row.kind == "checkbox";
            question.kind = if known.is_multiple { "multiple" } else { "single" };
            options((row, &tags), (&mut question, &mut known), before, differences)?;
        }
        "slider" => slider(row, &mut question, differences),
        "notes" | "textarea" => {
            (question.kind, question.most, known.is_text) = ("text", Some(LINES), true);
            differences.push(Difference::Shortened(LINES));
        }
        "text" => text(row, (&mut question, &mut known), differences),
        "file" => return Err(NotConverted::File),
        "sql" => return Err(NotConverted::Database),
        other => return Err(NotConverted::UnknownType(other.to_owned())),
    }
    told(&tags, &mut question, differences);
    Ok(Converted::Question(Box::new(question), known))
}

/// A date for which the vault has room.
pub(super) fn is_birthday(row: &Row) -> bool {
    let name = row.name.to_ascii_lowercase();
    let named = ["dob", "birthdate", "birth_date", "date_of_birth", "birthday"].contains(&&*name);
    row.validation.starts_with("date_") && named
}

/// Whether anybody sees it and answers it.
fn is_answered(row: &Row, tags: &[&str]) -> Result<(), NotConverted> {
    if row.is_identifier && !is_birthday(row) {
        return Err(NotConverted::Identifier);
    }
    for tag in tags {
        match &*named(tag) {
            "@CALCTEXT" | "@CALCDATE" => return Err(NotConverted::Formula((*tag).to_owned())),
            "@HIDDEN" | "@HIDDEN-SURVEY" if row.kind != "calc" => return Err(NotConverted::Hidden),
            "@READONLY" | "@READONLY-SURVEY" if row.kind != "calc" => {
                return Err(NotConverted::ReadOnly);
            }
            _ => {}
        }
    }
    Ok(())
}

/// Tags that do something here, and those that do not.
fn told(tags: &[&str], question: &mut Question, differences: &mut Vec<Difference>) {
    for tag in tags {
        let most = value(tag).parse::<u16>().ok().filter(|most| *most > 0);
        match (&*named(tag), most) {
            ("@NONEOFTHEABOVE", _) if question.kind == "multiple" => {}
            ("@HIDECHOICE", _) if !question.options.is_empty() => {}
            ("@CHARLIMIT", Some(most)) if question.kind == "text" => {
                question.most = Some(f64::from(most));
                differences.retain(|one| !matches!(one, Difference::Shortened(_)));
            }
            _ => differences.push(Difference::WithoutAnnotation((*tag).to_owned())),
        }
    }
}

/// What a question of any kind has.
fn asked(row: &Row, before: Before<'_>, differences: &mut Vec<Difference>) -> Question {
    let text = piped::read(Reads::AsTheyStand, &row.label, before, differences);
    let note = piped::read(Reads::AsMarkdown, &row.note, before, differences);
    if row.is_ranking {
        differences.push(Difference::Without { what: "ranking", value: row.matrix.clone() });
    }
    let label = short(&text);
    Question {
        label: (label != text).then_some(label),
        text,
        hint: (!note.is_empty()).then_some(note),
        optional: !row.is_required,
        ..Question::default()
    }
}

fn words(
    row: &Row,
    before: Before<'_>,
    differences: &mut Vec<Difference>,
) -> Result<Converted, NotConverted> {
    let words = piped::read(Reads::AsMarkdown, &row.label, before, differences);
    if words.is_empty() {
        return Err(NotConverted::Wordless);
    }
    if !row.note.is_empty() {
        differences.push(Difference::Without { what: "field note", value: row.note.clone() });
    }
    Ok(Converted::Words(words))
}

fn coded(question: &mut Question, known: &mut Known, codes: &[(&str, &str)]) {
    question.kind = "single";
    for (place, (code, text)) in codes.iter().enumerate() {
        let ours = code.parse().unwrap_or(i32::try_from(place).unwrap_or_default());
        let text = (*text).to_owned();
        question.options.push(Choice { code: ours, text, ..Choice::default() });
        known.codes.insert((*code).to_owned(), ours);
    }
}

fn slider(row: &Row, question: &mut Question, differences: &mut Vec<Difference>) {
    let end = |text: &str, otherwise: f64| finite(text).unwrap_or(otherwise);
    let (least, most) = (end(&row.least, 0.0), end(&row.most, 100.0));
    let ends: Vec<_> = row.choices.split('|').map(|text| plain(text).0).collect();
    if let [_, middle, _] = ends.as_slice()
        && !middle.is_empty()
    {
        differences.push(Difference::Without { what: "middle", value: middle.clone() });
    }
    let (low, high) = match ends.as_slice() {
        [low, .., high] => (low.clone(), high.clone()),
        _ => (String::new(), String::new()),
    };
    if least == 0.0 && most == 10.0 && !low.is_empty() && !high.is_empty() {
        (question.kind, question.low, question.high) = ("scale", Some(low), Some(high));
        differences.push(Difference::Points);
        return;
    }
    (question.kind, question.least, question.most) = ("number", Some(least), Some(most));
    if !low.is_empty() {
        let ends = format!("{least} is “{low}”, and {most} is “{high}”.");
        question.hint =
            Some(question.hint.take().map_or(ends.clone(), |hint| format!("{hint} {ends}")));
    }
    differences.push(Difference::Typed(least, most));
}

fn text(
    row: &Row,
    (question, known): (&mut Question, &mut Known),
    differences: &mut Vec<Difference>,
) {
    let validation = row.validation.as_str();
    if validation.starts_with("date_") {
        (question.kind, known.is_date) = ("date", true);
        differences.push(Difference::NotInTheFuture);
        if !row.least.is_empty() || !row.most.is_empty() {
            differences.push(Difference::WithoutDays);
        }
    }
    if known.is_date {
        return;
    }
    if validation == "integer" || validation.starts_with("number") {
        number(row, question, differences);
        return;
    }
    (question.kind, question.most, known.is_text) = ("text", Some(LINE), true);
    differences.push(match validation {
        "" => Difference::Shortened(LINE),
        other => Difference::Unchecked(other.to_owned()),
    });
    let limits = [&row.least, &row.most].into_iter().filter(|limit| !limit.is_empty());
    differences.extend(limits.map(|limit| Difference::WithoutLimit(limit.clone())));
}

fn number(row: &Row, question: &mut Question, differences: &mut Vec<Difference>) {
    let places = match row.validation.as_str() {
        "integer" => 0,
        told => {
            match told.trim_start_matches("number_").chars().next().and_then(|c| c.to_digit(10)) {
                Some(places @ ..=2) => places as u8,
                _ => {
                    differences.push(Difference::TwoPlaces);
                    2
                }
            }
        }
    };
    let mut end = |text: &str, otherwise: f64| {
        finite(text).unwrap_or_else(|| {
            if !text.is_empty() {
                differences.push(Difference::WithoutLimit(text.to_owned()));
            }
            differences.push(Difference::Limited(otherwise));
            otherwise
        })
    };
    question.kind = "number";
    (question.least, question.most) = (Some(end(&row.least, -FAR)), Some(end(&row.most, FAR)));
    question.places = (places > 0).then_some(places);
}

/// A limit may have a comma for its point; “1e999” is none.
fn finite(text: &str) -> Option<f64> {
    text.replace(',', ".").parse::<f64>().ok().filter(|number| number.abs() < 1e15)
}
