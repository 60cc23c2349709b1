//! Variables that are worked out, never asked.

use serde::{Deserialize, Serialize};

use super::Choice;
use crate::{condition::Condition, keys::QuestionKey, scoring::Scored};

/// A variable that is worked out, never asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Derived {
    /// Names the variable.
    pub key: QuestionKey,
    /// Its label.
    pub label: String,
    /// Its codes and what they mean; empty for a measured number.
    #[serde(default)]
    pub codes: Vec<Choice>,
    /// The first whose condition holds gives the value.
    #[serde(default)]
    pub cases: Vec<Case>,
    /// When no case holds.
    pub otherwise: Otherwise,
}

/// A condition and the value it gives.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Case {
    /// When.
    pub when: Condition,
    /// A code; a missing code when below 0.
    pub gives: i32,
}

/// What a derived variable is when none of its cases holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Otherwise {
    /// This code; a missing code when below 0.
    Code(i32),
    /// The missing code of this variable.
    MissingOf(String),
    /// The missing code of the first of these variables that was asked and has none but that; -1
    /// when there is no such variable.
    MissingOfFirst(Vec<String>),
    /// A number worked out by one of the formulas.
    Formula(Formula),
}

/// The few ways to work out a number that cases cannot express.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Formula {
    /// Completed years between the date in the vault and the day the response was begun.
    Age {
        /// The fact that holds the date.
        born: String,
    },
    /// Pay per week in pounds: hour × hours a week, week, two weeks ÷ 2, four weeks ÷ 4,
    /// month × 12 ÷ 52, year ÷ 52.
    WeeklyPay {
        /// The amount.
        amount: String,
        /// The period's code: 1 hour, 2 week, 3 two weeks, 4 four weeks, 5 month, 6 year.
        period: String,
        /// Hours a week, used when the period is an hour.
        hours: String,
    },
    /// The mean, when at least `least` of the variables are answered.
    Mean {
        /// The variables.
        of: Vec<String>,
        /// How many of them must be answered.
        least: u8,
    },
    /// The sum, when every one of the variables is answered.
    Sum {
        /// The variables.
        of: Vec<String>,
    },
    /// The code of another variable.
    Same {
        /// The variable.
        of: String,
    },
    /// A result of an instrument.
    Score(Box<Scored>),
}

impl Derived {
    /// Every name that it is worked out from: those of its cases, then those of what is otherwise.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        let cases = self.cases.iter().flat_map(|case| case.when.names());
        cases.chain(self.otherwise.names()).collect()
    }

    /// The way of scoring that it is a result of, with its version.
    #[must_use]
    pub fn scored_by(&self) -> Option<String> {
        let Otherwise::Formula(Formula::Score(scored)) = &self.otherwise else { return None };
        let by = format!("{}, version {}", scored.algorithm, scored.version);
        Some(match &scored.value_set {
            Some(value_set) => format!("{by}, value set {}", value_set.id),
            None => by,
        })
    }
}

impl Otherwise {
    /// The variables and facts that are looked at.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        match self {
            Self::Code(_) => Vec::new(),
            Self::MissingOf(variable) => vec![variable],
            Self::Formula(Formula::Age { born }) => vec![born],
            Self::Formula(Formula::WeeklyPay { amount, period, hours }) => {
                vec![amount, period, hours]
            }
            Self::MissingOfFirst(of)
            | Self::Formula(Formula::Mean { of, .. } | Formula::Sum { of }) => {
                of.iter().map(String::as_str).collect()
            }
            Self::Formula(Formula::Same { of }) => vec![of],
            Self::Formula(Formula::Score(scored)) => scored.of.iter().map(String::as_str).collect(),
        }
    }
}
