//! The terms on which data leave a study: what they are used for, how small groups are hidden, and who holds records about its
//! people. A document with versions, like a protocol.

mod owner;

mod amiss;

mod check;

mod beside;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use self::{
    amiss::{Amiss, AtOutcome, AtOwner},
    owner::{Gives, Holds, NotNow, Outcome, OutcomeCode, Owner},
};
use super::Sex;
pub use crate::collapsing::{Bands, FEWEST, Rare};
use crate::keys::{PurposeKey, QuestionKey};

/// The terms of a study.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// Counts up with each that is put to use.
    pub version: u32,
    /// What holds of every release.
    pub release: Release,
    /// What holds of linking.
    #[serde(default, skip_serializing_if = "Linkage::is_none")]
    pub linkage: Linkage,
}

/// What holds of every release.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Release {
    /// From this day on the dataset is frozen for the analysis.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frozen_on: Option<NaiveDate>,
    /// What data are used for.
    pub purposes: Vec<Purpose>,
    /// Numbers that are given as bands only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bands: Vec<Bands>,
    /// Codes that few people have.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rare: Vec<Rare>,
}

/// What data are used for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Purpose {
    /// Names it.
    pub key: PurposeKey,
    /// In words.
    pub title: String,
    /// The statement that somebody has to have agreed to, where taking part is not enough.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent: Option<String>,
}

/// What holds of linking.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Linkage {
    /// How the sex is read from an answer, where an owner is given it or a key that has it in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sex: Option<SexCodes>,
    /// Who holds records.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub owners: Vec<Owner>,
}

/// Which answers are which sex. Every other answer, and none, is not known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SexCodes {
    /// The question.
    pub variable: QuestionKey,
    /// The code of male.
    pub male: i32,
    /// The code of female.
    pub female: i32,
}

impl Linkage {
    fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

impl SexCodes {
    /// The sex that a code says.
    #[must_use]
    pub fn read(&self, code: Option<i32>) -> Sex {
        match code {
            Some(code) if code == self.male => Sex::Male,
            Some(code) if code == self.female => Sex::Female,
            _ => Sex::NotKnown,
        }
    }
}
