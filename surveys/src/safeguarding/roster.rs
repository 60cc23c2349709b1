//! What a study has on record for the day on which somebody needs help.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Help, Hours, Level};

/// Who acts, when somebody is there, how soon, and what participants are told. Everything may be
/// missing here; a survey with an alert then cannot open.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Safeguarding {
    /// The email address with which the lead signs in: told at once of level 3, and of what nobody
    /// has taken in time.
    pub lead: Option<String>,
    /// The number at which staff reach the lead when something cannot wait. Participants are not told it.
    pub lead_phone: Option<String>,
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
    /// Who is told of a new task: the people on duty, and of the most urgent the lead as well.
    #[must_use]
    pub fn told_of(&self, level: Level) -> Vec<&str> {
        match level {
            Level::One | Level::Two => self.duty.iter().map(String::as_str).collect(),
            Level::Three => self.people(),
        }
    }

    /// Within how long participants are promised a call: `2 working days`. None where nothing is promised.
    #[must_use]
    pub fn promised(&self) -> Option<String> {
        self.calls_within_working_days.map(|days| match days {
            1 => "1 working day".to_owned(),
            days => format!("{days} working days"),
        })
    }

    /// Those who cannot sign in, when these addresses can.
    #[must_use]
    pub fn absent(&self, can_sign_in: &[String]) -> Vec<&str> {
        let people = self.people().into_iter();
        people.filter(|person| !is_among(person, can_sign_in)).collect()
    }

    /// Whether the lead and two people on duty can sign in, when these addresses can. A person who
    /// leads and is on duty counts as both.
    #[must_use]
    pub fn is_manned(&self, can_sign_in: &[String]) -> bool {
        let duty: BTreeSet<_> = self.duty.iter().map(|email| email.to_lowercase()).collect();
        let there = duty.iter().filter(|email| is_among(email, can_sign_in)).count();
        there >= 2 && self.lead.as_ref().is_some_and(|lead| is_among(lead, can_sign_in))
    }

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

fn is_among(person: &str, emails: &[String]) -> bool {
    emails.iter().any(|email| email.eq_ignore_ascii_case(person.trim()))
}
