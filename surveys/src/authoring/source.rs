//! The files as people write them, before anything is looked up.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SurveySource {
    pub key: Spanned<String>,
    pub version: u32,
    pub title: Spanned<String>,
    pub language: Spanned<String>,
    pub minutes: u8,
    pub bank: Option<Spanned<String>>,
    pub usable: Option<Spanned<String>>,
    pub sections: Vec<SectionSource>,
    /// Conditions that replace the bank's for this survey, by question key.
    #[serde(default)]
    pub routing: BTreeMap<String, Spanned<String>>,
    /// Derived variables and checks of the bank that this survey has.
    #[serde(default)]
    pub derive: Vec<Spanned<String>>,
    #[serde(default)]
    pub check: Vec<Spanned<String>>,
    /// Instruments whose items this survey writes out and that are scored.
    #[serde(default)]
    pub scores: Vec<Spanned<String>>,
    /// Instruments whose items it asks in another form, knowingly.
    #[serde(default)]
    pub adapted: Vec<Spanned<String>>,
    #[serde(default)]
    pub conditions: BTreeMap<String, Spanned<String>>,
    #[serde(default)]
    pub lists: BTreeMap<String, Vec<ChoiceSource>>,
    #[serde(default)]
    pub sources: BTreeMap<String, String>,
    #[serde(default)]
    pub questions: Vec<QuestionSource>,
    #[serde(default)]
    pub derived: Vec<DerivedSource>,
    #[serde(default)]
    pub checks: Vec<CheckSource>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct BankSource {
    pub conditions: BTreeMap<String, Spanned<String>>,
    pub lists: BTreeMap<String, Vec<ChoiceSource>>,
    pub sources: BTreeMap<String, String>,
    pub questions: Vec<QuestionSource>,
    pub derived: Vec<DerivedSource>,
    pub checks: Vec<CheckSource>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SectionSource {
    pub title: Spanned<String>,
    pub pages: Vec<PageSource>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PageSource {
    pub key: Option<Spanned<String>>,
    pub title: Option<String>,
    pub intro: Option<String>,
    pub questions: Option<Spanned<Vec<Spanned<String>>>>,
    /// In place of questions: all that an instrument asks.
    pub instrument: Option<Spanned<String>>,
    /// Who is asked the instrument.
    pub asked_if: Option<Spanned<String>>,
    /// Of the instrument: offers "prefer not to say" from the start.
    #[serde(default)]
    pub sensitive: bool,
    /// `false` leaves out what the instrument asks beside its score.
    pub unscored: Option<bool>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct QuestionSource {
    pub key: Spanned<String>,
    pub text: String,
    pub hint: Option<String>,
    pub label: Option<Spanned<String>>,
    pub kind: Spanned<String>,
    pub asked_if: Option<Spanned<String>>,
    #[serde(default)]
    pub sensitive: bool,
    #[serde(default)]
    pub optional: bool,
    #[serde(default)]
    pub vault: bool,
    pub source: Option<Spanned<String>>,
    pub options: Option<Vec<ChoiceSource>>,
    pub list: Option<Spanned<String>>,
    pub least: Option<f64>,
    pub most: Option<f64>,
    pub most_fact: Option<String>,
    pub unit: Option<String>,
    pub unit_of_one: Option<String>,
    pub places: Option<u8>,
    pub low: Option<String>,
    pub high: Option<String>,
    pub age: Option<(u8, u8)>,
    pub youngest: Option<u8>,
    pub rows: Option<Vec<RowSource>>,
    pub period: Option<Spanned<String>>,
    /// Answers after which somebody has to act; an empty list says that there are none.
    pub alerts: Option<Vec<AlertSource>>,
    pub spoken: Option<String>,
    #[serde(default)]
    pub probes: Vec<String>,
    pub define: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AlertSource {
    pub level: Spanned<u8>,
    pub from: Option<i32>,
    pub codes: Option<Vec<i32>>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ChoiceSource {
    pub code: Spanned<i32>,
    pub text: String,
    pub in_a_sentence: Option<String>,
    #[serde(default)]
    pub exclusive: bool,
    pub other: Option<u16>,
    pub offered_if: Option<Spanned<String>>,
    pub spoken: Option<String>,
    #[serde(default)]
    pub not_read_out: bool,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RowSource {
    pub key: Spanned<String>,
    pub text: String,
    pub spoken: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DerivedSource {
    pub key: Spanned<String>,
    pub label: String,
    #[serde(default)]
    pub codes: Vec<ChoiceSource>,
    #[serde(default)]
    pub cases: Vec<CaseSource>,
    /// A code.
    pub otherwise: Option<i32>,
    /// The variable, or variables, whose missing code is taken over.
    pub missing_of: Option<Names>,
    /// One of the formulas.
    pub formula: Option<crate::definition::Formula>,
}

/// One name, or several in order.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged, expecting = "expected a variable's name, or a list of them")]
pub(super) enum Names {
    One(String),
    Several(Vec<String>),
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CaseSource {
    pub when: Spanned<String>,
    pub gives: i32,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CheckSource {
    pub key: Spanned<String>,
    pub level: crate::definition::Level,
    pub at: Spanned<String>,
    pub when: Spanned<String>,
    /// Needed unless the check is paradata, which says nothing.
    #[serde(default)]
    pub say: String,
}
