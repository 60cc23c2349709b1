//! What an answer can be once it is believed, and the typed reasons for there being none.

use std::{collections::BTreeMap, fmt};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One variable's value. A question has one variable, or several: each row of a grid, the amount
/// and the period of pay, the words behind "other".
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Value {
    /// The code of the option that was chosen, or the point on a scale.
    #[serde(rename = "c")]
    Code(i32),
    /// The codes of every option that was ticked, ascending; never empty.
    #[serde(rename = "m")]
    Codes(Vec<i32>),
    /// A number, in the question's unit. Whole below 2^53; decimals have at most two places, which
    /// a double holds and prints without loss.
    #[serde(rename = "n")]
    Number(f64),
    /// A calendar date.
    #[serde(rename = "d")]
    Date(NaiveDate),
    /// A month of a year, as its first day.
    #[serde(rename = "y")]
    Month(NaiveDate),
    /// Words, as typed.
    #[serde(rename = "t")]
    Text(String),
    /// Given, and kept in the identity vault. The answer store knows no more than that.
    #[serde(rename = "v")]
    Vault,
    /// There is no answer, for this reason.
    #[serde(rename = "x")]
    Missing(Missing),
}

impl Value {
    /// The number by which this value takes part in a comparison; none for words, dates, sets and
    /// missing values.
    #[must_use]
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Code(code) => Some(f64::from(*code)),
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The date by which this value takes part in a comparison of dates.
    #[must_use]
    pub fn date(&self) -> Option<NaiveDate> {
        match self {
            Self::Date(date) | Self::Month(date) => Some(*date),
            _ => None,
        }
    }

    /// Whether `code` was chosen, alone or among others.
    #[must_use]
    pub fn has(&self, code: i32) -> bool {
        match self {
            Self::Code(chosen) => *chosen == code,
            Self::Codes(chosen) => chosen.contains(&code),
            _ => false,
        }
    }

    /// What a sheet knows of a value that goes to the vault: that it was given, or why it was not.
    /// Of the parts of a question, such as an email among contact details, it knows those that were
    /// typed, since a device that has not shown whose it is sees no others.
    #[must_use]
    pub fn as_known(&self, is_whole_question: bool) -> Option<Self> {
        match self {
            Self::Text(text) if !is_whole_question && text.is_empty() => None,
            given => Some(given.missing().map_or(Self::Vault, Self::Missing)),
        }
    }

    /// The reason, when this is not an answer.
    #[must_use]
    pub fn missing(&self) -> Option<Missing> {
        match self {
            Self::Missing(reason) => Some(*reason),
            _ => None,
        }
    }
}

/// Why there is no answer. The codes are the study's default profile and are the same in every
/// exported format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i32", into = "i32")]
pub enum Missing {
    /// -1: the routing passed this question by.
    NotApplicable,
    /// -2: this version or mode of the survey does not have the question.
    NotAsked,
    /// -3: the wave was not due, or the person was not invited.
    NotDue,
    /// -4: the wave's window closed without a response.
    WindowClosed,
    /// -5: withdrawn before the wave.
    Withdrawn,
    /// -6: passed by twice, knowingly.
    Blank,
    /// -7: the person stopped before reaching it.
    NotReached,
    /// -8: don't know.
    DontKnow,
    /// -9: refused, or preferred not to say.
    Refused,
}

impl Missing {
    /// Every reason, from -1 to -9.
    pub const ALL: [Self; 9] = [
        Self::NotApplicable,
        Self::NotAsked,
        Self::NotDue,
        Self::WindowClosed,
        Self::Withdrawn,
        Self::Blank,
        Self::NotReached,
        Self::DontKnow,
        Self::Refused,
    ];

    /// The code in exported files, from -1 down to -9.
    #[must_use]
    pub const fn code(self) -> i32 {
        -(self as i32) - 1
    }

    /// The label in codebooks and labelled files.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::NotApplicable => "Not applicable (routed past)",
            Self::NotAsked => "Not asked in this version or mode",
            Self::NotDue => "Not due or not invited",
            Self::WindowClosed => "Window closed without response",
            Self::Withdrawn => "Withdrawn before the wave",
            Self::Blank => "Left blank",
            Self::NotReached => "Not reached",
            Self::DontKnow => "Don't know",
            Self::Refused => "Prefer not to say",
        }
    }
}

/// A number that is no missing code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0} is not a missing code: they run from -1 to -9")]
pub struct NotAMissingCode(i32);

impl TryFrom<i32> for Missing {
    type Error = NotAMissingCode;

    fn try_from(code: i32) -> Result<Self, NotAMissingCode> {
        Self::ALL.into_iter().find(|reason| reason.code() == code).ok_or(NotAMissingCode(code))
    }
}

impl From<Missing> for i32 {
    fn from(reason: Missing) -> Self {
        reason.code()
    }
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.code())
    }
}

/// Values by the name of their variable, in the order of the names. Holding one means that each
/// value has passed its question's rules.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(BTreeMap<String, Value>);

impl Answers {
    /// The value of a variable, missing or not; none when nothing has been said yet.
    #[must_use]
    pub fn get(&self, variable: &str) -> Option<&Value> {
        self.0.get(variable)
    }

    /// Puts a value in place, and returns what stood there before.
    pub fn set(&mut self, variable: String, value: Value) -> Option<Value> {
        self.0.insert(variable, value)
    }

    /// Takes a value away.
    pub fn clear(&mut self, variable: &str) -> Option<Value> {
        self.0.remove(variable)
    }

    /// Keeps only the variables whose name passes.
    pub fn retain(&mut self, mut keep: impl FnMut(&str) -> bool) {
        self.0.retain(|name, _| keep(name));
    }

    /// Every variable with its value, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// Whether nothing at all has been answered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
