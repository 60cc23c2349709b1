//! A definition file of ours, as it is written.

use std::collections::BTreeMap;

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
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub check: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub adapted: Vec<String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub sources: BTreeMap<String, String>,
    pub sections: Vec<Section>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub lists: BTreeMap<String, Vec<Choice>>,
    pub questions: Vec<Question>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub derived: Vec<Derived>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub checks: Vec<Check>,
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
    pub sensitive: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub vault: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub least: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most_fact: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub places: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub low: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<Choice>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(super) struct Choice {
    pub code: i32,
    pub text: String,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub exclusive: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offered_if: Option<String>,
}

#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Derived {
    pub key: String,
    pub label: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub otherwise: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub formula: Option<Formula>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<Choice>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cases: Vec<Case>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct Case {
    pub when: String,
    pub gives: i32,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct Check {
    pub key: String,
    pub level: &'static str,
    pub at: String,
    pub when: String,
    pub say: String,
}
