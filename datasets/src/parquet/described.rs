//! What a Parquet file tells of its columns beyond their types, as JSON.

use serde::Serialize;

use crate::{Code, Dataset, Kind, Missing, Variable};

/// The dataset without its cells. A reader has the variables in the order of columns.
#[derive(Debug, Serialize)]
pub struct Described<'d> {
    /// What the file is called, without its ending.
    pub name: &'d str,
    /// What it is, in words.
    pub title: &'d str,
    /// What whoever opens it should know.
    pub notes: &'d [String],
    /// The language of labels, by BCP 47.
    pub language: &'d str,
    /// The missing codes, all of them, with their words.
    pub missing: Vec<DescribedLabel<'d>>,
    /// The multiple-response sets.
    pub sets: Vec<DescribedSet<'d>>,
    /// The columns.
    pub variables: Vec<DescribedVariable<'d>>,
}

/// A value with its words.
#[derive(Debug, Serialize)]
pub struct DescribedLabel<'d> {
    /// A number, or a word.
    pub value: Value<'d>,
    /// What it means.
    pub label: &'d str,
}

/// A value that has a meaning.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Value<'d> {
    /// Of a number.
    Number(i32),
    /// Of a text.
    Word(&'d str),
}

/// A question that took several answers.
#[derive(Debug, Serialize)]
pub struct DescribedSet<'d> {
    /// Its name.
    pub name: &'d str,
    /// What was asked.
    pub label: &'d str,
    /// The value that says that an answer was chosen.
    pub counted: i32,
    /// The columns that belong to it.
    pub variables: Vec<&'d str>,
}

/// A column.
#[derive(Debug, Serialize)]
pub struct DescribedVariable<'d> {
    /// Its name.
    pub name: &'d str,
    /// What it means.
    pub label: &'d str,
    /// `whole`, `decimal`, `text`, `date`, `moment` or `month`.
    pub kind: &'static str,
    /// `nominal`, `ordinal` or `scale`.
    pub measure: &'static str,
    /// What its values mean, without the missing codes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<DescribedLabel<'d>>,
    /// Which of the missing codes can stand in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<i32>,
    /// Digits after the point that a program shows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub places: Option<u8>,
    /// The whole question.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub question: &'d str,
    /// Who was asked.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub universe: &'d str,
    /// Who worded it.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub source: &'d str,
    /// The wave or waves that it is of.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub wave: &'d str,
}

impl<'d> Described<'d> {
    /// The description of a dataset.
    #[must_use]
    pub fn of(dataset: &'d Dataset) -> Self {
        let reason =
            |own: Missing| DescribedLabel { value: Value::Number(own.code()), label: own.label() };
        let set = |(set, members): (&'d crate::ResponseSet, Vec<&'d Variable>)| DescribedSet {
            name: set.name.as_str(),
            label: &set.label,
            counted: set.counted,
            variables: members.into_iter().map(|variable| variable.name.as_str()).collect(),
        };
        Self {
            name: dataset.name().as_str(),
            title: dataset.title(),
            notes: dataset.notes(),
            language: dataset.language(),
            missing: Missing::ALL.into_iter().map(reason).collect(),
            sets: dataset.sets().map(set).collect(),
            variables: dataset.variables().iter().map(DescribedVariable::of).collect(),
        }
    }
}

impl<'d> DescribedVariable<'d> {
    fn of(variable: &'d Variable) -> Self {
        let label = |own: &'d crate::Label| DescribedLabel {
            value: match &own.code {
                Code::Number(code) => Value::Number(*code),
                Code::Word(word) => Value::Word(word),
            },
            label: &own.text,
        };
        let places = match variable.kind {
            Kind::Decimal { places } => Some(places),
            _ => None,
        };
        Self {
            name: variable.name.as_str(),
            label: &variable.label,
            kind: variable.kind.name(),
            measure: variable.measure.name(),
            labels: variable.labels.iter().map(label).collect(),
            missing: variable.missing.iter().map(|reason| reason.code()).collect(),
            places,
            question: &variable.origin.question,
            universe: &variable.origin.universe,
            source: &variable.origin.source,
            wave: &variable.origin.wave,
        }
    }
}
