//! What a field becomes, by its type and its validation.

use super::{Known, Question, Row, plain, short};
use crate::{
    definition::Formula,
    importing::{draft::Choice, sentence::Fields},
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
    differences: &mut Vec<String>,
) -> Result<Converted, String> {
    let mut question = asked(row, differences);
    let mut known = Known::default();
    match row.kind.as_str() {
        "descriptive" => return words(row),
        "calc" => return formula(row, fields).map(Converted::Derived),
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
            differences.push(format!("takes {LINES} characters at most"));
        }
        "text" => text(row, (&mut question, &mut known), differences)?,
        "file" => return Err("nobody can send a file or a signature".to_owned()),
        "sql" => return Err("its options come from a database that is not here".to_owned()),
        other => return Err(format!("there is no field type “{other}” that we know of")),
    }
    Ok(Converted::Question(Box::new(question), known))
}

/// What a question of any kind has.
fn asked(row: &Row, differences: &mut Vec<String>) -> Question {
    let (text, had_markup) = plain(&row.label);
    let (note, note_had) = plain(&row.note);
    if had_markup || note_had {
        differences.push("is written without markup".to_owned());
    }
    if text.contains('[') && text.contains(']') {
        differences.push("has [a field] in its words: write {its key} for it".to_owned());
    }
    for told in row.annotation.split_whitespace().filter(|word| word.starts_with('@')) {
        if !told.starts_with("@NONEOFTHEABOVE") {
            differences.push(format!("is without {told}"));
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

fn words(row: &Row) -> Result<Converted, String> {
    let (words, _) = plain(&row.label);
    if words.is_empty() {
        return Err("it has no words; a picture or a film is left out".to_owned());
    }
    Ok(Converted::Words(words))
}

fn coded(question: &mut Question, known: &mut Known, codes: &[(&str, &str)]) {
    question.kind = "single";
    for (place, (code, text)) in codes.iter().enumerate() {
        let ours = code.parse().unwrap_or(i32::try_from(place).unwrap_or_default());
        let text = (*text).to_owned();
        question.options.push(Choice { code: ours, text, exclusive: false });
        known.codes.insert((*code).to_owned(), ours);
    }
}

/// `1, Yes | 2, No`. A code that is no whole number from 0 on gets one.
fn options(
    row: &Row,
    kind: &'static str,
    (question, known): (&mut Question, &mut Known),
    differences: &mut Vec<String>,
) -> Result<(), String> {
    let pairs: Vec<_> = row.choices.split('|').filter_map(|pair| pair.split_once(',')).collect();
    let pairs = pairs.into_iter().map(|(code, text)| (code.trim(), plain(text).0));
    let pairs: Vec<_> = pairs.filter(|(code, _)| !code.is_empty()).collect();
    if pairs.is_empty() {
        return Err("it has no options".to_owned());
    }
    let legal = |code: &str| code.parse::<i32>().ok().filter(|code| *code >= 0);
    let mut free = pairs.iter().filter_map(|(code, _)| legal(code)).max().unwrap_or(0);
    let alone = alone(row);
    question.kind = kind;
    for (code, text) in pairs {
        let ours = match legal(code) {
            Some(ours) => ours,
            None => {
                free = free.saturating_add(1);
                differences.push(format!("has the code {free} for “{code}”"));
                free
            }
        };
        known.codes.insert(code.to_owned(), ours);
        let exclusive = alone.iter().any(|alone| alone == code);
        question.options.push(Choice { code: ours, text, exclusive });
    }
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

fn slider(row: &Row, question: &mut Question, differences: &mut Vec<String>) {
    let end = |text: &str, otherwise: f64| text.parse::<f64>().unwrap_or(otherwise);
    let (least, most) = (end(&row.least, 0.0), end(&row.most, 100.0));
    let ends: Vec<_> = row.choices.split('|').map(|text| plain(text).0).collect();
    let (low, high) = match ends.as_slice() {
        [low, .., high] => (low.clone(), high.clone()),
        _ => (String::new(), String::new()),
    };
    if least == 0.0 && most == 10.0 && !low.is_empty() && !high.is_empty() {
        (question.kind, question.low, question.high) = ("scale", Some(low), Some(high));
        differences.push("is chosen among eleven points".to_owned());
        return;
    }
    (question.kind, question.least, question.most) = ("number", Some(least), Some(most));
    if !low.is_empty() {
        let ends = format!("{least} is “{low}”, and {most} is “{high}”.");
        question.hint =
            Some(question.hint.take().map_or(ends.clone(), |hint| format!("{hint} {ends}")));
    }
    differences.push(format!("is typed as a number from {least} to {most}"));
}

fn text(
    row: &Row,
    (question, known): (&mut Question, &mut Known),
    differences: &mut Vec<String>,
) -> Result<(), String> {
    let validation = row.validation.as_str();
    if validation.starts_with("date_") {
        (question.kind, known.is_date) = ("date", true);
        question.vault = row.is_identifier && row.name == "dob";
        differences.push("takes no day after the one on which it is given".to_owned());
        if !row.least.is_empty() || !row.most.is_empty() {
            differences.push("is without its earliest and latest day".to_owned());
        }
    }
    if row.is_identifier && !question.vault {
        return Err("it names somebody: names, contact details and numbers are enrolled, or asked with “kind = \
                    \"contact\"”, and never stand among the answers"
            .to_owned());
    }
    if known.is_date {
        return Ok(());
    }
    if validation == "integer" || validation.starts_with("number") {
        number(row, question, differences);
        return Ok(());
    }
    (question.kind, question.most, known.is_text) = ("text", Some(LINE), true);
    differences.push(match validation {
        "" => format!("takes {LINE} characters at most"),
        other => format!("takes any words: that they are “{other}” is not looked at"),
    });
    Ok(())
}

fn number(row: &Row, question: &mut Question, differences: &mut Vec<String>) {
    let places = match row.validation.as_str() {
        "integer" => 0,
        told => {
            match told.trim_start_matches("number_").chars().next().and_then(|c| c.to_digit(10)) {
                Some(places @ ..=2) => places as u8,
                _ => {
                    differences.push("takes two decimal places at most".to_owned());
                    2
                }
            }
        }
    };
    let mut end = |text: &str, otherwise: f64| {
        text.replace(',', ".").parse::<f64>().unwrap_or_else(|_| {
            differences.push(format!("has {otherwise} for the limit that is missing"));
            otherwise
        })
    };
    question.kind = "number";
    (question.least, question.most) = (Some(end(&row.least, -FAR)), Some(end(&row.most, FAR)));
    question.places = (places > 0).then_some(places);
}

/// Sums and means of fields; anything else is more than a derived variable can be.
fn formula(row: &Row, fields: &Fields) -> Result<Formula, String> {
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
    if let Some(of) = named(text, '+').filter(|of| of.len() > 1) {
        return Ok(Formula::Sum { of });
    }
    Err(format!(
        "“{text}” is more than a mean of fields or their sum with +; work it out from the export"
    ))
}
