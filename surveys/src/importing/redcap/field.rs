//! What a field becomes, by its type and its validation.

use super::{Known, Question, Row};
use crate::{
    definition::Formula,
    importing::{
        Difference, NotConverted,
        draft::Choice,
        outcome::Recoded,
        plain::{plain, short},
        sentence::Fields,
    },
};

/// What takes the place of a field.
pub(super) enum Converted {
    Question(Box<Question>, Known),
    Derived(Formula),
    /// Words that are only read.
    Words(String),
}

/// The most characters that one line takes, and several.
const LINE: f64 = 500.0;
const LINES: f64 = 5_000.0;
/// Where a number has no limit there.
const FAR: f64 = 1_000_000_000.0;

/// The field, with how it differs; or why there is nothing for it.
pub(super) fn convert(
    row: &Row,
    fields: &Fields,
    differences: &mut Vec<Difference>,
) -> Result<Converted, NotConverted> {
    let is_kept_apart = row.validation.starts_with("date_") && row.name == "dob";
    if row.is_identifier && !is_kept_apart {
        return Err(NotConverted::Identifier);
    }
    let mut question = asked(row, differences);
    let mut known = Known::default();
    match row.kind.as_str() {
        "descriptive" => return words(row),
        "calc" => return formula(row, fields, differences).map(Converted::Derived),
        "yesno" => coded(&mut question, &mut known, &[("1", "Yes"), ("0", "No")]),
        "truefalse" => coded(&mut question, &mut known, &[("1", "True"), ("0", "False")]),
        "radio" | "dropdown" => options(row, "single", (&mut question, &mut known), differences)?,
        "checkbox" => {
            known.is_multiple = true;
            options(row, "multiple", (&mut question, &mut known), differences)?;
        }
        "slider" => slider(row, &mut question, differences),
        "notes" => {
            (question.kind, question.most, known.is_text) = ("text", Some(LINES), true);
            differences.push(Difference::Shortened(LINES));
        }
        "text" => text(row, (&mut question, &mut known), differences),
        "file" => return Err(NotConverted::File),
        "sql" => return Err(NotConverted::Database),
        other => return Err(NotConverted::UnknownType(other.to_owned())),
    }
    Ok(Converted::Question(Box::new(question), known))
}

/// What a question of any kind has.
fn asked(row: &Row, differences: &mut Vec<Difference>) -> Question {
    let (text, had_markup) = plain(&row.label);
    let (note, note_had) = plain(&row.note);
    if had_markup || note_had {
        differences.push(Difference::WithoutMarkup);
    }
    if text.contains('[') && text.contains(']') {
        differences.push(Difference::Piped);
    }
    for told in row.annotation.split_whitespace().filter(|word| word.starts_with('@')) {
        if !told.starts_with("@NONEOFTHEABOVE") {
            differences.push(Difference::WithoutAnnotation(told.to_owned()));
        }
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

fn words(row: &Row) -> Result<Converted, NotConverted> {
    let (words, _) = plain(&row.label);
    if words.is_empty() {
        return Err(NotConverted::Wordless);
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

/// `1, Yes | 2, No`. A code that is no whole number from 0 on gets one.
fn options(
    row: &Row,
    kind: &'static str,
    (question, known): (&mut Question, &mut Known),
    differences: &mut Vec<Difference>,
) -> Result<(), NotConverted> {
    let mut pairs = Vec::new();
    for option in row.choices.split('|').map(str::trim).filter(|option| !option.is_empty()) {
        let pair = option.split_once(',').filter(|(code, _)| !code.trim().is_empty());
        let (code, text) = pair.ok_or_else(|| NotConverted::Option(option.to_owned()))?;
        let (text, had_markup) = plain(text);
        if had_markup && !differences.contains(&Difference::WithoutMarkup) {
            differences.push(Difference::WithoutMarkup);
        }
        pairs.push((code.trim(), text));
    }
    if pairs.is_empty() {
        return Err(NotConverted::NoOptions);
    }
    let legal = |code: &str| code.parse::<i32>().ok().filter(|code| *code >= 0);
    let mut free = pairs.iter().filter_map(|(code, _)| legal(code)).max().unwrap_or(0);
    let alone = alone(row);
    let mut recoded = Vec::new();
    question.kind = kind;
    for (code, text) in pairs {
        let ours = match legal(code) {
            Some(ours) => ours,
            None => {
                free = free.saturating_add(1);
                recoded.push((code.to_owned(), free));
                free
            }
        };
        known.codes.insert(code.to_owned(), ours);
        let exclusive = alone.iter().any(|alone| alone == code);
        question.options.push(Choice { code: ours, text, exclusive, ..Choice::default() });
    }
    differences.extend((!recoded.is_empty()).then_some(Difference::Recoded(Recoded(recoded))));
    Ok(())
}

/// The codes of `@NONEOFTHEABOVE='98,99'`.
fn alone(row: &Row) -> Vec<String> {
    let Some((_, rest)) = row.annotation.split_once("@NONEOFTHEABOVE") else { return Vec::new() };
    let rest = rest.trim_start_matches(['=', ' ']);
    let quoted = rest.strip_prefix(['\'', '"']).and_then(|rest| rest.split(['\'', '"']).next());
    let codes = quoted.unwrap_or_else(|| rest.split_whitespace().next().unwrap_or_default());
    codes.split(',').map(|code| code.trim().to_owned()).collect()
}

fn slider(row: &Row, question: &mut Question, differences: &mut Vec<Difference>) {
    let end = |text: &str, otherwise: f64| text.parse::<f64>().unwrap_or(otherwise);
    let (least, most) = (end(&row.least, 0.0), end(&row.most, 100.0));
    let ends: Vec<_> = row.choices.split('|').map(|text| plain(text).0).collect();
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
        question.vault = row.is_identifier;
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
        text.replace(',', ".").parse::<f64>().unwrap_or_else(|_| {
            differences.push(Difference::Limited(otherwise));
            otherwise
        })
    };
    question.kind = "number";
    (question.least, question.most) = (Some(end(&row.least, -FAR)), Some(end(&row.most, FAR)));
    question.places = (places > 0).then_some(places);
}

/// Sums and means of fields; anything else is more than a derived variable can be.
fn formula(
    row: &Row,
    fields: &Fields,
    differences: &mut Vec<Difference>,
) -> Result<Formula, NotConverted> {
    let text = row.choices.trim();
    let named = |list: &str, divider: char| {
        list.split(divider)
            .map(|field| {
                let name = field.trim().strip_prefix('[')?.strip_suffix(']')?.to_ascii_lowercase();
                Some(fields.get(&name)?.key.clone())
            })
            .collect::<Option<Vec<_>>>()
    };
    let inside = |name: &str| {
        let rest = text.to_ascii_lowercase().starts_with(name).then(|| &text[name.len()..])?;
        named(rest.trim().strip_prefix('(')?.strip_suffix(')')?, ',')
    };
    if let Some(of) = inside("mean") {
        return Ok(Formula::Mean { of, least: 1 });
    }
    // REDCap's sum counts what is blank as nothing, and ours has no value then.
    if let Some(of) = inside("sum") {
        differences.push(Difference::SumOfAll);
        return Ok(Formula::Sum { of });
    }
    if let Some(of) = named(text, '+').filter(|of| of.len() > 1) {
        return Ok(Formula::Sum { of });
    }
    Err(NotConverted::Formula(text.to_owned()))
}
