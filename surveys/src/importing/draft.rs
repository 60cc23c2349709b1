//! A definition file of ours, as it is written.

use serde::Serialize;

use crate::definition::Formula;

/// A survey, field by field as `docs/definitions.md` has them.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Draft {
    pub key: String,
    pub version: u32,
    pub title: String,
    pub language: String,
    pub minutes: u8,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub derive: Vec<String>,
    pub sections: Vec<Section>,
    pub questions: Vec<Question>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub derived: Vec<Derived>,
}

#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Section {
    pub title: String,
    pub pages: Vec<Page>,
}

#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Page {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub intro: Option<String>,
    pub questions: Vec<String>,
}

#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Question {
    pub key: String,
    pub text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    pub kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asked_if: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub optional: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub vault: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub least: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub places: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub low: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<Choice>,
}

#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Choice {
    pub code: i32,
    pub text: String,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub exclusive: bool,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct Derived {
    pub key: String,
    pub label: String,
    pub formula: Formula,
}
