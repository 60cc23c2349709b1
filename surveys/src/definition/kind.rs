//! The kinds of question, and what can be chosen.

use serde::{Deserialize, Serialize};

use crate::{condition::Condition, keys::QuestionKey};

/// How a question is answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// One of the options.
    Single {
        /// What can be chosen.
        options: Vec<Choice>,
    },
    /// Any number of the options.
    Multiple {
        /// What can be ticked.
        options: Vec<Choice>,
    },
    /// A number with at most `places` decimals, from `least` to `most`, both included.
    Number {
        /// The smallest that is taken.
        least: f64,
        /// The largest that is taken.
        most: f64,
        /// A fact that lowers `most` for this person.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        most_fact: Option<String>,
        /// 0 for whole numbers, at most 2.
        places: u8,
        /// The word after the box, for example "hours".
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unit: Option<String>,
        /// The unit after the number 1.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unit_of_one: Option<String>,
    },
    /// A point from 0 to 10.
    Scale {
        /// What 0 means.
        low: String,
        /// What 10 means.
        high: String,
    },
    /// A calendar date, not after the day on which it is given.
    Date {
        /// The youngest and the oldest that someone born on the date may be, in completed years.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        age: Option<(u8, u8)>,
    },
    /// A month of a year, not after the one in which it is given.
    Month {
        /// The youngest that the person may have been, in years, by the date of birth in the vault.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        youngest: Option<u8>,
    },
    /// Words.
    Text {
        /// At most so many characters.
        most: u16,
    },
    /// Several 0 to 10 scales under one stem; each row is a variable.
    Grid {
        /// What 0 means.
        low: String,
        /// What 10 means.
        high: String,
        /// The rows.
        rows: Vec<Row>,
    },
    /// An amount of money and the period it is for.
    Amount {
        /// The largest amount that is taken; the smallest is 0. In pounds, two decimals.
        most: f64,
        /// The variable that takes the period's code.
        period: QuestionKey,
        /// The periods.
        periods: Vec<Choice>,
    },
    /// Telephone number, email address, postal address and postcode, each optional.
    Contact,
}

/// One option of a question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    /// The code in exports; never below 0.
    pub code: i32,
    /// What is read.
    pub text: String,
    /// What stands in another text that names this question; without it, the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_a_sentence: Option<String>,
    /// Cannot stand with any other, like "None of these".
    #[serde(default)]
    pub exclusive: bool,
    /// Asks for words when chosen, at most so many characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<u16>,
    /// When the option is offered at all.
    #[serde(default)]
    pub offered_if: Condition,
    /// What an interviewer reads instead of the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spoken: Option<String>,
    /// An interviewer chooses it when it is said, and does not read it out.
    #[serde(default, skip_serializing_if = "is_read_out")]
    pub not_read_out: bool,
}

/// One row of a grid.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Follows the question's key and an underscore in the variable's name.
    pub key: String,
    /// What is read.
    pub text: String,
    /// What an interviewer reads instead of the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spoken: Option<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks in this way")]
fn is_read_out(not_read_out: &bool) -> bool {
    !not_read_out
}
