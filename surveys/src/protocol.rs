//! The protocol of a study's contacts: who is sent what, on which day of a wave, in which way.

mod amiss;

mod check;

mod remarks;

mod days;

mod in_words;

mod comparing;

use std::collections::BTreeMap;

use chrono::{NaiveTime, Weekday};
use serde::{Deserialize, Serialize};

pub use self::{
    amiss::{Amiss, AtStep},
    check::{LEAST_BETWEEN, MOST_CONTACTS, Part, Spot},
    comparing::{Difference, Manner},
    in_words::cohort_in_words,
};
use crate::{
    keys::{MessageKey, StepKey, WaveKey},
    manners::{Holidays, Hours},
    messages::Messages,
    stopping::Way,
    waves::Wave,
};

/// A protocol: a document with versions, like a survey.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Protocol {
    /// Counts up with each that is put to use.
    pub version: u32,
    /// At which hours each way is open.
    pub hours: BTreeMap<Way, Hours>,
    /// The days on which nobody is contacted.
    #[serde(default)]
    pub holidays: Holidays,
    /// Hours that lie between two contacts at least.
    pub hours_between: u16,
    /// Hours that a contact may be late. After that it is not made any more: nobody is sent a week's reminders at once.
    pub hours_late: u16,
    /// Contacts that one wave may have at most.
    pub most_contacts: u16,
    /// In the order in which they come.
    pub waves: Vec<Plan>,
    /// The words of what is sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub messages: Option<Messages>,
}

/// What is done about one wave.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// When it is open.
    #[serde(flatten)]
    pub wave: Wave,
    /// In the order of their days.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
}

impl Protocol {
    /// Its waves, without what is sent about them.
    #[must_use]
    pub fn only_waves(&self) -> Vec<Wave> {
        self.waves.iter().map(|plan| plan.wave.clone()).collect()
    }
}

impl Plan {
    /// The wave's key.
    #[must_use]
    pub fn key(&self) -> &WaveKey {
        &self.wave.key
    }
}

/// One contact: all that is sent in it is sent on one day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Names it, within its wave.
    pub key: StepKey,
    /// The step before it from whose day its own is counted, where that is not the wave's opening.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<StepKey>,
    /// Days from the wave's opening, or from the other step; before it, below zero.
    pub day: i16,
    /// On these days of the week only, on the next one that comes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub on: Vec<Weekday>,
    /// To whom.
    #[serde(default, skip_serializing_if = "To::is_anybody")]
    pub to: To,
    /// Only to who can be reached in none of these ways.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unless: Vec<Way>,
    /// Everything that is sent to who can be reached in these ways.
    pub sends: Vec<Send>,
    /// What is sent where nothing of it can be.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub otherwise: Vec<Send>,
}

/// One message of a contact.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Send {
    /// In which way.
    pub way: Way,
    /// At which time, by the clock where the person lives.
    pub at: NaiveTime,
    /// What is said.
    pub message: MessageKey,
    /// What is said instead to who has begun.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_begun: Option<MessageKey>,
}

/// To whom a contact is made. Nobody who has sent the survey is contacted about it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum To {
    /// Whether they have begun or not.
    #[default]
    Anybody,
    /// Who has not begun.
    NotBegun,
    /// Who has begun and stopped.
    Begun,
}

impl To {
    fn is_anybody(&self) -> bool {
        *self == Self::Anybody
    }
}
