//! One call that was made.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::{CallRules, Outcome};

/// A number was dialled. Each time counts, whoever answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// When it was dialled.
    pub at: DateTime<Utc>,
    /// How it ended.
    pub outcome: Outcome,
    /// By which interviewer.
    pub by: i32,
    /// Which of the person's numbers: each that they ever had keeps its own.
    pub number: u8,
    /// What was agreed about the next call.
    pub agreed: Option<Agreed>,
}

/// When somebody is to be rung next, as was agreed with them or for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreed {
    /// At this moment.
    At(DateTime<Utc>),
    /// From the first moment on, and before the second.
    Between(DateTime<Utc>, DateTime<Utc>),
    /// On this day, where they live, or later: they are away until then.
    On(NaiveDate),
}

impl Agreed {
    /// The first moment at which it is due and the first at which it is not any more; none of a day, which is no appointment.
    #[must_use]
    pub fn due(self, rules: &CallRules) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        let around = TimeDelta::minutes(rules.appointment_minutes.into());
        match self {
            Self::At(at) => Some((at - around, at + around)),
            Self::Between(from, until) => Some((from, until)),
            Self::On(_) => None,
        }
    }
}
