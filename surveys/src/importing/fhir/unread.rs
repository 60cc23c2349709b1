//! Elements, extensions and controls that nothing here does anything with, each told.

use serde::Deserialize;
use serde_json::Value;

use super::{
    question::expression,
    resource::{AnswerOption, Extension, Item, written},
};
use crate::importing::outcome::Difference;

/// Controls that come to what a question is anyway.
const DRAWN: [&str; 21] = [
    "autocomplete",
    "spinner",
    "flyover",
    "lower",
    "upper",
    "unit",
    "slider",
    "grid",
    "gtable",
    "table",
    "htable",
    "atable",
    "list",
    "page",
    "radio-button",
    "check-box",
    "drop-down",
    "help",
    "text-box",
    "inline",
    "prompt",
];
/// Extensions that are looked at elsewhere.
const READ: [&str; 19] = [
    "questionnaire-displayCategory",
    "variable",
    "questionnaire-itemControl",
    "questionnaire-hidden",
    "questionnaire-unit",
    "questionnaire-unitOption",
    "minValue",
    "maxValue",
    "maxDecimalPlaces",
    "regex",
    "minLength",
    "entryFormat",
    "questionnaire-choiceOrientation",
    "sdc-questionnaire-calculatedExpression",
    "cqf-calculatedValue",
    "sdc-questionnaire-enableWhenExpression",
    "sdc-questionnaire-openLabel",
    "rendering-style",
    "rendering-xhtml",
];
/// Elements that are told of the Questionnaire as a whole.
const TOLD_ONCE: [&str; 6] = ["code", "definition", "id", "_text", "answerConstraint", "_prefix"];

/// Extensions and elements that nothing here does.
pub(super) fn unread(item: &Item, differences: &mut Vec<Difference>) {
    let is_read = |extension: &&Extension| match extension.name() {
        "entryFormat" => ["string", "text", "url", "time"].contains(&item.r#type.as_str()),
        name => READ.contains(&name),
    };
    if drawn_words(item) && !differences.contains(&Difference::WithoutMarkup) {
        differences.push(Difference::WithoutMarkup);
    }
    let is_chosen = ["choice", "open-choice", "coding"].contains(&item.r#type.as_str());
    if let Some(value) = item.answer_value_set.clone().filter(|_| !is_chosen) {
        differences.push(Difference::Without { what: "set of answers", value });
    }
    for extension in item.extension.iter().filter(|one| !is_read(one)) {
        let value = extension.name().to_owned();
        differences.push(Difference::Without { what: "extension", value });
    }
    if let Some(control) = item.control().filter(|control| !DRAWN.contains(&&**control)) {
        differences.push(Difference::Without { what: "control", value: control });
    }
    let chosen = |one: &&AnswerOption| one.value.get("initialSelected") == Some(&Value::Bool(true));
    let given = item.initial.first().and_then(|initial| initial.as_object()?.values().next());
    let value = given.or_else(|| {
        let mut values = item.answer_option.iter().find(chosen)?.value.iter();
        values.find(|(name, _)| name.starts_with("value")).map(|(_, value)| value)
    });
    if let Some(value) = value {
        let value = written(value).unwrap_or_default();
        differences.push(Difference::Without { what: "initial value", value });
    }
    for name in item.rest.keys().filter(|name| !TOLD_ONCE.contains(&name.as_str())) {
        differences.push(Difference::Without { what: "element", value: name.clone() });
    }
}

/// Whether its words are there once more with markup, or in other letters.
fn drawn_words(item: &Item) -> bool {
    let names = extensions_of_words(item);
    names.iter().any(|extension| extension.name().starts_with("rendering-"))
}

/// Its words with markup, on one line where that is XHTML.
pub(super) fn drawn(item: &Item) -> Option<String> {
    let told = extensions_of_words(item);
    let named = |name: &str| told.iter().find(|one| one.name() == name).and_then(Extension::text);
    let xhtml = named("rendering-xhtml").map(|text| text.replace('\n', " "));
    xhtml.or_else(|| named("rendering-markdown"))
}

fn extensions_of_words(item: &Item) -> Vec<Extension> {
    let told = item.rest.get("_text").and_then(|text| text.get("extension"));
    told.and_then(|told| Vec::deserialize(told).ok()).unwrap_or_default()
}

/// The expression that works out its words.
pub(super) fn worked_out(item: &Item) -> Option<String> {
    let told = extensions_of_words(item);
    told.iter().find(|one| one.name() == "cqf-expression").map(expression)
}
