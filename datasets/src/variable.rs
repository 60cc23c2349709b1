//! One column: what it is called, what it means, and what can stand in it.

use serde::{Deserialize, Serialize};

use crate::{Missing, Name};

/// The greatest whole number, and negative the least, that a double holds without loss: 2^53 − 1.
pub const GREATEST_WHOLE: i64 = (1 << 53) - 1;

/// A column of a dataset. Nothing is checked until it is part of a [`Dataset`](crate::Dataset).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Variable {
    /// What it is called in every program.
    pub name: Name,
    /// What it means, in the dataset's language. Of any length: a format that takes less cuts it and says so.
    pub label: String,
    /// What stands in it.
    pub kind: Kind,
    /// What its values mean, without the missing codes, in the order in which they are to be shown.
    pub labels: Vec<Label>,
    /// The reasons that may stand in place of a number. Dates, moments, months and texts have none: they are blank, and
    /// a status variable beside them tells why.
    pub missing: Vec<Missing>,
    /// What may be done with the values.
    pub measure: Measure,
    /// The multiple-response set that it belongs to.
    pub set: Option<Name>,
    /// Where it comes from, for codebooks and DDI.
    pub origin: Origin,
}

/// What stands in a variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A whole number from `least` to `most`, both included, missing codes aside. Of several versions of a question the
    /// widest range counts. Stata takes as few bytes as hold it.
    Whole {
        /// The least that is no missing code.
        least: i64,
        /// The greatest.
        most: i64,
    },
    /// A number with a point. `places` is how many digits after it a program shows, at most 15; the value is not rounded.
    Decimal {
        /// Digits after the point.
        places: u8,
    },
    /// Words in UTF-8. `bytes` is the greatest number of bytes of any of them, where it is known: .sav and .dta make room
    /// for so many, and for as many as they can hold where it is not.
    Text {
        /// The greatest number of bytes, from 1 on.
        bytes: Option<u32>,
    },
    /// A calendar date without a time.
    Date,
    /// A moment in UTC, to the second.
    Moment,
    /// A month of a year, which is its first day where a format has no months.
    Month,
}

/// What a value means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// The value.
    pub code: Code,
    /// In words.
    pub text: String,
}

/// A value that has a meaning: a number where the variable is one, otherwise a word.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Code {
    /// Of a whole or decimal number.
    Number(i32),
    /// Of a text. Stata labels no words, SPSS short ones.
    Word(String),
}

/// The level of measurement, as SPSS and DDI have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// The values are names only.
    Nominal,
    /// They have an order.
    Ordinal,
    /// They have an order and distances.
    Scale,
}

/// Where a variable comes from. Each is empty where there is nothing to say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Origin {
    /// The whole question.
    pub question: String,
    /// Who was asked.
    pub universe: String,
    /// Who worded it.
    pub source: String,
    /// The wave or waves that it is of.
    pub wave: String,
    /// The part of the survey that it stands in, as its pages call it.
    pub section: String,
    /// Every wave in which it was asked, in their order, where a file has a variable of its own for each: `wave` is one of
    /// these then.
    pub asked_in: Vec<String>,
    /// What changed from a wave to the next, in their order.
    pub changes: Vec<Change>,
}

/// What changed of a question with a wave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The wave that is the first with the change.
    pub wave: String,
    /// What changed, in a sentence.
    pub what: String,
}

impl Kind {
    /// Any whole number that a double holds.
    pub const WHOLE: Self = Self::Whole { least: -GREATEST_WHOLE, most: GREATEST_WHOLE };

    /// Text of which nobody knows how long it can be.
    pub const TEXT: Self = Self::Text { bytes: None };

    /// The word in a codebook.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Whole { .. } => "whole",
            Self::Decimal { .. } => "decimal",
            Self::Text { .. } => "text",
            Self::Date => "date",
            Self::Moment => "moment",
            Self::Month => "month",
        }
    }

    /// Whether it is a number, and so can have missing codes.
    #[must_use]
    pub const fn is_number(self) -> bool {
        matches!(self, Self::Whole { .. } | Self::Decimal { .. })
    }
}

impl Measure {
    /// The word in a codebook.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Nominal => "nominal",
            Self::Ordinal => "ordinal",
            Self::Scale => "scale",
        }
    }
}

impl Variable {
    /// A variable without value labels. A number has every missing code; a text is nominal, all else a scale.
    #[must_use]
    pub fn new(name: Name, label: impl Into<String>, kind: Kind) -> Self {
        let missing = if kind.is_number() { Missing::ALL.to_vec() } else { Vec::new() };
        let is_text = matches!(kind, Kind::Text { .. });
        Self {
            name,
            label: label.into(),
            kind,
            labels: Vec::new(),
            missing,
            measure: if is_text { Measure::Nominal } else { Measure::Scale },
            set: None,
            origin: Origin::default(),
        }
    }

    /// The same variable with labels of codes, and so nominal.
    #[must_use]
    pub fn coded<T: Into<String>>(self, labels: impl IntoIterator<Item = (i32, T)>) -> Self {
        let label = |(code, text): (i32, T)| Label { code: Code::Number(code), text: text.into() };
        let labels = labels.into_iter().map(label).collect();
        Self { labels, measure: Measure::Nominal, ..self }
    }

    /// Every number that has a meaning: its own codes, then the missing codes in the codebook's words.
    pub fn numbered(&self) -> impl Iterator<Item = (i32, &str)> {
        let own = self.labels.iter().filter_map(|label| match label.code {
            Code::Number(code) => Some((code, label.text.as_str())),
            Code::Word(_) => None,
        });
        own.chain(self.missing.iter().map(|reason| (reason.code(), reason.label())))
    }
}
