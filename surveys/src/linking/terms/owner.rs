//! Who holds records about people: on which agreement, which identifiers they may get, and what they give for it.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    keys::{OutcomeKey, OwnerKey, PurposeKey, QuestionKey},
    linking::Identifier,
};

/// An owner of records.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Owner {
    /// Names it.
    pub key: OwnerKey,
    /// What people call it.
    pub title: String,
    /// What its records are used for.
    pub purpose: PurposeKey,
    /// The reference of the agreement with it.
    pub agreement: String,
    /// The agreement's first day.
    pub agreed_from: NaiveDate,
    /// Its last day, on which a file may still be sent.
    pub agreed_to: NaiveDate,
    /// The statement that somebody has to have agreed to.
    pub consent: String,
    /// The first version of the consent form whose statement covers this owner.
    #[serde(default = "first_form", skip_serializing_if = "is_first_form")]
    pub since_form: u32,
    /// What it is given as it stands.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clear: Vec<Identifier>,
    /// What it is given as a keyed hash.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keyed: Vec<Identifier>,
    /// Sets of identifiers. Whoever has none of these sets whole is left out: nobody would be found by the rest.
    pub needs: Vec<Vec<Identifier>>,
    /// What it does with the file.
    pub gives: Gives,
    /// What it returns of each person.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outcomes: Vec<Outcome>,
    /// What goes to where it keeps its records, as a second file that has no identifiers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<QuestionKey>,
    /// From this day on what it returned stays in the dataset.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frozen_on: Option<NaiveDate>,
}

/// What an owner does with a file of identifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gives {
    /// It returns outcomes, which become variables.
    Returns,
    /// It keeps its records. Answers go there under another number, and nothing comes back.
    Keeps,
}

/// A column that an owner returns.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// Its name in the file.
    pub name: OutcomeKey,
    /// In words, of at most 80 characters.
    pub label: String,
    /// What it holds.
    pub holds: Holds,
    /// The least that a number can be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least: Option<f64>,
    /// The most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<f64>,
    /// What it can be, where it holds codes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<OutcomeCode>,
}

/// What a column holds. An empty cell is always allowed: the owner has no record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Holds {
    /// Whole numbers.
    Whole,
    /// Numbers with a point before decimals.
    Number,
    /// Dates, as `2027-04-06`.
    Date,
    /// One of its codes.
    Code,
}

/// A code of a column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutcomeCode {
    /// The number.
    pub code: i32,
    /// What it means.
    pub text: String,
}

/// Why no file goes to an owner on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotNow {
    /// The agreement begins later.
    #[error("the agreement begins on {0}")]
    NotBegun(NaiveDate),
    /// It is over.
    #[error("the agreement ended on {0}")]
    Over(NaiveDate),
}

impl Owner {
    /// What it is given, in the order of the columns, and whether as a keyed hash.
    pub fn fields(&self) -> impl Iterator<Item = (Identifier, bool)> + '_ {
        let given = |one: &Identifier| self.clear.contains(one) || self.keyed.contains(one);
        let all = Identifier::ALL.into_iter().filter(given);
        all.map(|one| (one, self.keyed.contains(&one)))
    }

    /// Whether the agreement allows a file on this day.
    ///
    /// # Errors
    /// When it has not begun or is over.
    pub fn may_be_sent(&self, today: NaiveDate) -> Result<(), NotNow> {
        if today < self.agreed_from {
            return Err(NotNow::NotBegun(self.agreed_from));
        }
        if today > self.agreed_to { Err(NotNow::Over(self.agreed_to)) } else { Ok(()) }
    }
}

impl Holds {
    /// In words, of one cell.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Whole => "a whole number",
            Self::Number => "a number with a point before decimals",
            Self::Date => "a date written as 2027-04-06",
            Self::Code => "one of the column's codes",
        }
    }
}

impl fmt::Display for Gives {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Returns => "returns",
            Self::Keeps => "keeps",
        })
    }
}

const fn first_form() -> u32 {
    1
}

fn is_first_form(version: &u32) -> bool {
    *version == first_form()
}
