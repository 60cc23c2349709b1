//! The few elements of FHIR R4 that are written, by their names there.

use std::borrow::Cow;

use serde::Serialize;

/// What somebody answered.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Response<'r> {
    pub resource_type: &'static str,
    pub language: &'r str,
    pub questionnaire: &'r str,
    pub status: &'static str,
    // FHIR knows no empty list.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub item: Vec<Item<'r>>,
}

/// What was answered to a question.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Item<'r> {
    pub link_id: &'r str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub extension: Vec<Extension<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub answer: Vec<Value<'r>>,
}

/// A value, named with its type.
#[derive(Debug, Serialize)]
pub(super) enum Value<'r> {
    #[serde(rename = "valueCode")]
    Code(Cow<'r, str>),
    #[serde(rename = "valueCoding")]
    Coding(Coding<'r>),
    #[serde(rename = "valueInteger")]
    Integer(i64),
    #[serde(rename = "valueDecimal")]
    Decimal(Number),
    #[serde(rename = "valueString")]
    String(Cow<'r, str>),
    #[serde(rename = "valueDate")]
    Date(String),
    #[serde(rename = "valueDateTime")]
    DateTime(String),
    /// Of an extension that has several.
    #[serde(rename = "extension")]
    Several(Vec<Extension<'r>>),
}

/// A number that FHIR calls a decimal.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Number {
    Whole(i64),
    Double(f64),
}

/// A code with its words.
#[derive(Debug, Serialize)]
pub(super) struct Coding<'r> {
    pub code: Cow<'r, str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub display: Cow<'r, str>,
}

/// What FHIR itself has no element for.
#[derive(Debug, Serialize)]
pub(super) struct Extension<'r> {
    pub url: &'static str,
    #[serde(flatten)]
    pub value: Value<'r>,
}

/// What is asked.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Questionnaire<'q> {
    pub resource_type: &'static str,
    pub language: &'q str,
    pub url: &'q str,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub title: Cow<'q, str>,
    pub status: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub description: Cow<'q, str>,
    pub item: Vec<Question<'q>>,
}

/// A question.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Question<'q> {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub extension: Vec<Extension<'q>>,
    pub link_id: &'q str,
    pub text: Cow<'q, str>,
    pub r#type: &'static str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub repeats: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub answer_option: Vec<Value<'q>>,
}
