//! What a study has on record for the day on which somebody needs help.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Help, Hours};

/// Who acts, when somebody is there, how soon, and what participants are told. Everything may be
/// missing here; a survey with an alert then cannot open.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Safeguarding {
    /// The email address with which the lead signs in: told at once of level 3, and of what nobody
    /// has taken in time.
    pub lead: Option<String>,
    /// The email addresses with which the people on duty sign in.
    pub duty: Vec<String>,
    /// When somebody is there.
    pub hours: Hours,
    /// Days on which nobody is, beside the bank holidays of England.
    pub closed_on: Vec<NaiveDate>,
    /// How soon somebody acts.
    pub respond: Option<Respond>,
    /// What participants are promised: a call within so many working days. Nothing is, without it.
    pub calls_within_working_days: Option<u8>,
    /// What pages say while nobody is there.
    pub out_of_hours: Option<String>,
    /// What participants are told at once.
    pub help: Option<Help>,
}

/// How soon somebody acts, in staffed time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Respond {
    /// Level 1: by the end of so many working days after the day of the alert.
    pub level_1_working_days: u8,
    /// Level 2, counted alike.
    pub level_2_working_days: u8,
    /// Level 3: within so many staffed hours, and before the end of that day's.
    pub level_3_hours: u8,
}

impl Safeguarding {
    /// Everybody who may be told, the lead first, each once.
    #[must_use]
    pub fn people(&self) -> Vec<&str> {
        let mut people: Vec<&str> = Vec::new();
        for person in self.lead.iter().chain(&self.duty) {
            if !people.iter().any(|known| known.eq_ignore_ascii_case(person)) {
                people.push(person);
            }
        }
        people
    }
}
