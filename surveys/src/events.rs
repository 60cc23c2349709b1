//! Dated events in somebody's life in the study that come from outside the surveys: support, jobs, a death.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// Support from the programme began.
    SupportStart,
    /// Support from the programme ended.
    SupportEnd,
    /// A job began.
    JobStart,
    /// The person asked to stop the support and stays in the study.
    SupportStopped,
    /// The person died.
    Death,
}

impl EventKind {
    /// Every kind.
    pub const ALL: [Self; 5] =
        [Self::SupportStart, Self::SupportEnd, Self::JobStart, Self::SupportStopped, Self::Death];

    /// The name in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::SupportStart => "support_start",
            Self::SupportEnd => "support_end",
            Self::JobStart => "job_start",
            Self::SupportStopped => "support_stopped",
            Self::Death => "death",
        }
    }

    /// The kind by its name in files.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether only who is offered the support can have it: nobody of the other arm is ever asked what is counted from it.
    #[must_use]
    pub const fn is_of_one_arm(self) -> bool {
        matches!(self, Self::SupportStart | Self::SupportEnd | Self::SupportStopped)
    }
}

/// The first day of each kind of event that one person had. A second job or a second end moves nothing that was counted
/// from the first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FirstDays([Option<NaiveDate>; EventKind::ALL.len()]);

impl FirstDays {
    /// The first day of a kind, where it happened.
    #[must_use]
    pub fn of(&self, kind: EventKind) -> Option<NaiveDate> {
        self.0[kind as usize]
    }

    /// Notes that it happened on this day.
    pub fn note(&mut self, kind: EventKind, on: NaiveDate) {
        let first = &mut self.0[kind as usize];
        *first = Some(first.map_or(on, |first| first.min(on)));
    }
}
