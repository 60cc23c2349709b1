//! Elements, extensions and controls that nothing here does anything with, each told.

use serde_json::Value;

use super::resource::{AnswerOption, Extension, Item, written};
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
    let is_read = |extension: &&Extension| READ.contains(&extension.name());
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
