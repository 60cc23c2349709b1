//! A Questionnaire as FHIR R4 writes it, as far as it is read here. What else an element holds is told by its name.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

/// The resource.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Questionnaire {
    pub title: Option<String>,
    pub name: Option<String>,
    pub status: Option<String>,
    pub language: Option<String>,
    pub copyright: Option<String>,
    pub contained: Vec<Value>,
    pub item: Vec<Item>,
    /// It is written as the release before R4 has it.
    #[serde(skip)]
    pub is_older: bool,
    #[serde(flatten)]
    pub rest: BTreeMap<String, Value>,
}

/// A group, a question or words.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Item {
    pub link_id: String,
    pub r#type: String,
    pub text: Option<String>,
    pub prefix: Option<String>,
    pub enable_when: Vec<EnableWhen>,
    pub enable_behavior: Option<String>,
    pub required: bool,
    pub repeats: bool,
    pub read_only: bool,
    pub max_length: Option<f64>,
    pub answer_option: Vec<AnswerOption>,
    pub answer_value_set: Option<String>,
    pub initial: Vec<Value>,
    pub item: Vec<Item>,
    pub extension: Vec<Extension>,
    #[serde(flatten)]
    pub rest: BTreeMap<String, Value>,
}

/// When something is asked.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct EnableWhen {
    pub question: String,
    pub operator: String,
    /// `answerCoding` and its like: one of them.
    #[serde(flatten)]
    pub answer: BTreeMap<String, Value>,
}

/// One of the answers that can be chosen.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(super) struct AnswerOption {
    pub extension: Vec<Extension>,
    /// `valueCoding` and its like: one of them.
    #[serde(flatten)]
    pub value: BTreeMap<String, Value>,
}

/// A code with its words.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Coding {
    pub code: Option<String>,
    pub display: Option<String>,
    pub extension: Vec<Extension>,
    pub system: Option<String>,
    /// A heading that nobody can choose.
    pub r#abstract: bool,
    pub inactive: bool,
    /// Codes within it, in an expansion and in a system.
    pub contains: Vec<Coding>,
    pub concept: Vec<Coding>,
}

/// What an implementation adds.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(super) struct Extension {
    pub url: String,
    /// `valueDecimal` and its like, or extensions within.
    #[serde(flatten)]
    pub value: BTreeMap<String, Value>,
}

/// A set of codes within the Questionnaire.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct ValueSet {
    pub id: Option<String>,
    pub url: Option<String>,
    pub compose: Compose,
    pub expansion: Expansion,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Compose {
    pub include: Vec<Include>,
    pub exclude: Vec<Include>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Include {
    pub system: Option<String>,
    pub concept: Vec<Coding>,
    pub filter: Vec<Value>,
    pub value_set: Vec<String>,
}

/// A system of codes within the Questionnaire.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct CodeSystem {
    pub url: Option<String>,
    pub concept: Vec<Coding>,
    /// How much of it is here: `complete`, `fragment` and others.
    pub content: Option<String>,
}

impl CodeSystem {
    pub fn is_whole(&self) -> bool {
        self.content.as_deref().is_none_or(|content| content == "complete")
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Expansion {
    pub contains: Vec<Coding>,
    /// How many codes there are, where these may be a page of them.
    pub total: Option<Value>,
    /// How many come before these.
    pub offset: Option<Value>,
    pub extension: Vec<Extension>,
}

impl Extension {
    /// The last part of its address, by which people know it.
    pub fn name(&self) -> &str {
        self.url.trim_end_matches('/').rsplit(['/', '#']).next().unwrap_or_default()
    }

    /// Its value as it is written: a number, words, or the code of a concept.
    pub fn text(&self) -> Option<String> {
        self.value
            .iter()
            .find(|(name, _)| name.starts_with("value"))
            .and_then(|(_, value)| written(value))
    }

    /// Its value as a number.
    pub fn number(&self) -> Option<f64> {
        self.text()?.parse::<f64>().ok().filter(|number| number.is_finite())
    }
}

impl Questionnaire {
    /// The same with options where R4 has them: STU3, the release before it, calls them otherwise.
    pub fn in_r4(mut self) -> Self {
        self.is_older = renamed(&mut self.item);
        self
    }
}

/// Whether something had its older name.
fn renamed(items: &mut [Item]) -> bool {
    let mut is_older = false;
    for item in items {
        let listed = item.rest.get("option").and_then(|told| Vec::deserialize(told).ok());
        if let Some(options) = listed.filter(|_| item.answer_option.is_empty()) {
            item.answer_option = options;
            item.rest.remove("option");
            is_older = true;
        }
        let set = item.rest.get("options").and_then(|set| set.get("reference")?.as_str());
        if let Some(set) = set.filter(|_| item.answer_value_set.is_none()) {
            item.answer_value_set = Some(set.to_owned());
            item.rest.remove("options");
            is_older = true;
        }
        is_older |= renamed(&mut item.item);
    }
    is_older
}

impl Item {
    /// The value of an extension.
    pub fn told(&self, name: &str) -> Option<&Extension> {
        self.extension.iter().find(|extension| extension.name() == name)
    }

    /// How a form would draw it: `grid`, `help`, `page`.
    pub fn control(&self) -> Option<String> {
        self.told("questionnaire-itemControl").and_then(Extension::text)
    }

    /// Whether nobody sees it.
    pub fn is_hidden(&self) -> bool {
        let text = self.told("questionnaire-hidden").and_then(Extension::text);
        text.as_deref() == Some("true")
    }
}

/// A value in a word: of a coding its code, of a quantity its number.
pub(super) fn written(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(is) => Some(is.to_string()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(fields) => {
            // A coding lies in a concept, and nothing lies deeper.
            let coding = fields.get("coding").and_then(|codings| codings.get(0)?.as_object());
            let fields = coding.unwrap_or(fields);
            let names = ["code", "display", "value", "unit", "text", "reference"];
            match names.iter().find_map(|name| fields.get(*name))? {
                Value::String(text) => Some(text.clone()),
                Value::Number(number) => Some(number.to_string()),
                _ => None,
            }
        }
        Value::Array(_) | Value::Null => None,
    }
}
