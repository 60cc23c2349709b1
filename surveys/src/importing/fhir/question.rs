//! What an item becomes, by its type.

use super::{
    options::{Around, options},
    resource::{Extension, Item},
};
use crate::importing::{
    beside::own,
    draft::{Choice, Question},
    outcome::{Difference, NotConverted},
    sentence::Known,
};

/// The most characters that one line takes, and several.
const LINE: f64 = 500.0;
const LINES: f64 = 5_000.0;
/// Where a number has no limit there.
const FAR: f64 = 1_000_000_000.0;
/// What the words behind “other” take.
const OTHER: u16 = 200;

/// A question without its words and conditions; or why there is none.
pub(super) fn convert(
    item: &Item,
    around: Around<'_>,
    differences: &mut Vec<Difference>,
) -> Result<(Question, Known), NotConverted> {
    is_answered(item)?;
    let mut question = Question::default();
    let mut known = Known { is_asked: true, ..Known::default() };
    match item.r#type.as_str() {
        kind if is_listed(kind, item) => {
            chosen(item, around, (&mut question, &mut known), differences)?;
        }
        "boolean" => yes_or_no((&mut question, &mut known), around.is_beside()),
        "integer" | "decimal" | "quantity" => {
            known.units = number(item, &mut question, differences);
        }
        "date" | "dateTime" => {
            (question.kind, known.is_date) = ("date", true);
            date(item, differences);
        }
        "string" | "text" | "url" | "time" => {
            known.is_text = true;
            text(item, &mut question, differences);
        }
        "choice" | "open-choice" | "coding" => {
            differences.extend((item.r#type == "coding").then_some(Difference::OfR5));
            chosen(item, around, (&mut question, &mut known), differences)?;
        }
        "attachment" => return Err(NotConverted::File),
        "reference" => return Err(NotConverted::Reference),
        "" => return Err(NotConverted::Typeless),
        other => return Err(NotConverted::UnknownType(other.to_owned())),
    }
    if item.repeats && !known.is_multiple {
        differences.push(Difference::OneAnswer);
    }
    Ok((question, known))
}

/// Whether only answers that are written out can be given, whatever they are.
fn is_listed(kind: &str, item: &Item) -> bool {
    let open = ["integer", "decimal", "date", "dateTime", "time", "string", "text", "url"];
    open.contains(&kind) && !item.answer_option.is_empty()
}

/// Whether anybody sees it and answers it.
fn is_answered(item: &Item) -> Result<(), NotConverted> {
    if item.is_hidden() {
        return Err(NotConverted::Hidden);
    }
    for calculated in ["sdc-questionnaire-calculatedExpression", "cqf-calculatedValue"] {
        if let Some(extension) = item.told(calculated) {
            return Err(NotConverted::Path(expression(extension)));
        }
    }
    if item.read_only { Err(NotConverted::ReadOnly) } else { Ok(()) }
}

pub(super) fn expression(extension: &Extension) -> String {
    let inner = extension.value.get("valueExpression").and_then(|value| value.get("expression"));
    let text = inner.and_then(|text| text.as_str()).map(str::to_owned);
    text.or_else(|| extension.text()).unwrap_or_else(|| extension.name().to_owned())
}

fn date(item: &Item, differences: &mut Vec<Difference>) {
    differences.extend((item.r#type == "dateTime").then_some(Difference::WithoutTime));
    differences.push(Difference::NotInTheFuture);
    if item.told("minValue").is_some() || item.told("maxValue").is_some() {
        differences.push(Difference::WithoutDays);
    }
}

fn yes_or_no((question, known): (&mut Question, &mut Known), is_beside: bool) {
    question.kind = "single";
    for (name, code, text) in [("true", 1, "Yes"), ("false", 0, "No")] {
        question.options.push(Choice { code, text: own(text, is_beside), ..Choice::default() });
        known.codes.insert(name.to_owned(), code);
    }
}

/// The question; given are the names of its unit.
fn number(item: &Item, question: &mut Question, differences: &mut Vec<Difference>) -> Vec<String> {
    let end = |name: &str| item.told(name).and_then(Extension::number);
    question.kind = "number";
    let length = item.max_length.map(|most| most.to_string());
    differences.extend(length.map(|value| Difference::Without { what: "greatest length", value }));
    if item.r#type != "integer" {
        let places = item.told("maxDecimalPlaces").and_then(Extension::number);
        match places.filter(|places| (0.0..=2.0).contains(places)) {
            Some(places) => question.places = (places > 0.0).then_some(places as u8),
            None => {
                question.places = Some(2);
                differences.push(Difference::TwoPlaces);
            }
        }
    }
    for (limit, name, far) in
        [(&mut question.least, "minValue", -FAR), (&mut question.most, "maxValue", FAR)]
    {
        *limit = Some(end(name).unwrap_or_else(|| {
            differences.push(Difference::Limited(far));
            far
        }));
    }
    let units: Vec<_> = item
        .extension
        .iter()
        .filter(|one| ["questionnaire-unit", "questionnaire-unitOption"].contains(&one.name()))
        .collect();
    match units.as_slice() {
        [unit] => {
            question.unit = unit_of(unit);
            let coding = unit.value.get("valueCoding");
            let named = |name| coding?.get(name)?.as_str().map(str::to_owned);
            return [named("code"), named("display")].into_iter().flatten().collect();
        }
        [] if item.r#type != "quantity" => {}
        _ => differences.push(Difference::WithoutUnit),
    }
    Vec::new()
}

fn unit_of(extension: &Extension) -> Option<String> {
    let coding = extension.value.get("valueCoding")?;
    let text = coding.get("display").or_else(|| coding.get("code"))?;
    text.as_str().map(|unit| unit.replace(['{', '}'], ""))
}

fn text(item: &Item, question: &mut Question, differences: &mut Vec<Difference>) {
    question.kind = "text";
    let most = if item.r#type == "text" { LINES } else { LINE };
    let said = item.max_length.map(f64::floor);
    let said = said.filter(|most| (1.0..=f64::from(u16::MAX)).contains(most));
    question.most = Some(said.unwrap_or(most));
    if said.is_none() {
        differences.push(Difference::Shortened(most));
    }
    if ["url", "time"].contains(&item.r#type.as_str()) {
        differences.push(Difference::Unchecked(item.r#type.clone()));
    }
    let rules =
        [("regex", "pattern"), ("minLength", "fewest characters"), ("entryFormat", "format")];
    for (rule, what) in rules {
        if let Some(value) = item.told(rule).and_then(Extension::text) {
            differences.push(Difference::Without { what, value });
        }
    }
}

fn chosen(
    item: &Item,
    around: Around<'_>,
    (question, known): (&mut Question, &mut Known),
    differences: &mut Vec<Difference>,
) -> Result<(), NotConverted> {
    let (mut coded, reasons, systems) = options(item, around, differences)?;
    known.systems = systems;
    question.sensitive = reasons.offers_refusal();
    known.apart = reasons.apart;
    let is_open = item.r#type == "open-choice"
        || item.rest.get("answerConstraint").and_then(|value| value.as_str())
            == Some("optionsOrString");
    if is_open {
        let label = item.told("sdc-questionnaire-openLabel").and_then(Extension::text);
        let words = label.map_or_else(
            || own("Other", around.is_beside()),
            |label| label.replace(['{', '}'], ""),
        );
        // No answer of theirs has this name.
        let code = coded.add_other("\u{0}other", &words, OTHER);
        differences.push(Difference::Other { words, most: OTHER, code });
    }
    known.is_multiple = item.repeats;
    question.kind = if item.repeats { "multiple" } else { "single" };
    (question.options, known.codes) = (coded.options, coded.codes);
    Ok(())
}
