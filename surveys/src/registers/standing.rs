//! An entry as its events leave it, and what may be done next.

use chrono::{DateTime, Utc};

use super::{Assessment, Channel, Event, Fact, Outcome, Register, Report, Way};
use crate::safeguarding::Escalation;

/// How an entry stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// In which register it is.
    pub register: Register,
    /// From when its clock runs.
    pub since: DateTime<Utc>,
    /// How it came.
    pub channel: Channel,
    /// Whether there is somebody who can be written to.
    pub can_reach: bool,
    /// How it was acknowledged, if it was.
    pub acknowledged: Option<Way>,
    /// How bad it is, as it was assessed last.
    pub assessed: Option<Assessment>,
    /// Whether it was reported, once that was decided.
    pub reported: Option<Report>,
    /// How much of the time had gone when those who keep the register were told last.
    pub escalated: Option<Escalation>,
    /// How it ended.
    pub closed: Option<Outcome>,
    /// Whether what people wrote of it is gone.
    pub words_destroyed: bool,
}

/// What has to be done next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Task {
    /// Tell whoever complained that it arrived.
    Acknowledge,
    /// Nobody can be told, so write down that it was read.
    Read,
    /// Say how bad it is.
    Assess,
    /// Tell the regulator, or the ethics committee; or write down why not.
    Report,
    /// See to it, and close it. No clock runs.
    Settle,
}

/// Why something cannot be done to an entry as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It is nothing that is done in this register.
    #[error("that is not done in this register")]
    NotHere,
    /// It was done before.
    #[error("that was done before")]
    Done,
    /// The entry is closed.
    #[error("the entry is closed")]
    Closed,
    /// The entry is not closed.
    #[error("the entry is open")]
    Open,
    /// There is somebody who can be written to.
    #[error("there is somebody who can be written to")]
    CanBeReached,
    /// Something has to be done before.
    #[error("something else has to be done first")]
    StillDue(Task),
}

impl Task {
    /// Whether a clock runs for it.
    #[must_use]
    pub const fn has_clock(self) -> bool {
        !matches!(self, Self::Settle)
    }
}

impl Standing {
    /// What the events come to, oldest first; none before it was received.
    #[must_use]
    pub fn of<'e>(register: Register, events: impl IntoIterator<Item = &'e Event>) -> Option<Self> {
        events.into_iter().fold(None, |standing, event| match (standing, event.fact) {
            (None, Fact::Received { since, channel, can_reach }) => {
                Some(Self::received(register, since, (channel, can_reach)))
            }
            (None, _) => None,
            (Some(standing), fact) => Some(standing.after(fact)),
        })
    }

    fn received(
        register: Register,
        since: DateTime<Utc>,
        (channel, can_reach): (Channel, bool),
    ) -> Self {
        Self {
            register,
            since,
            channel,
            can_reach,
            acknowledged: None,
            assessed: None,
            reported: None,
            escalated: None,
            closed: None,
            words_destroyed: false,
        }
    }

    fn after(mut self, fact: Fact) -> Self {
        match fact {
            Fact::Acknowledged(way) => self.acknowledged = Some(way),
            Fact::Assessed(how) => self.assessed = Some(how),
            Fact::Reported(report) => self.reported = Some(report),
            Fact::Escalated(how) => self.escalated = self.escalated.max(Some(how)),
            Fact::Closed(outcome) => self.closed = Some(outcome),
            Fact::Reopened => self.closed = None,
            Fact::WordsDestroyed => self.words_destroyed = true,
            Fact::Received { .. } | Fact::Noted => {}
        }
        self
    }

    /// Whether it is a complaint by the form of the site. Whom that is about said so themselves; whom an entry
    /// is about that somebody of the team opened did not.
    #[must_use]
    pub fn is_in_their_own_hand(&self) -> bool {
        self.register == Register::Complaint && self.channel == Channel::Form
    }

    /// What has to be done next; nothing once it is closed.
    #[must_use]
    pub fn task(&self) -> Option<Task> {
        if self.closed.is_some() {
            return None;
        }
        Some(match (self.register, self.assessed) {
            (Register::Complaint, _) if self.acknowledged.is_some() => Task::Settle,
            (Register::Complaint, _) if self.can_reach => Task::Acknowledge,
            (Register::Complaint, _) => Task::Read,
            (_, None) => Task::Assess,
            (_, Some(how)) if how.needs_report() && self.reported.is_none() => Task::Report,
            (_, Some(_)) => Task::Settle,
        })
    }

    /// Whether something may be done to it now.
    ///
    /// # Errors
    /// When it may not.
    pub fn may(&self, fact: Fact) -> Result<(), Refused> {
        let is_complaint = self.register == Register::Complaint;
        match fact {
            Fact::Received { .. } => Err(Refused::Done),
            Fact::WordsDestroyed if self.words_destroyed => Err(Refused::Done),
            // Nothing can be sealed for it any more.
            _ if self.words_destroyed => Err(Refused::Closed),
            Fact::Noted | Fact::Escalated(_) => Ok(()),
            Fact::Reopened | Fact::WordsDestroyed if self.closed.is_none() => Err(Refused::Open),
            Fact::Reopened | Fact::WordsDestroyed => Ok(()),
            Fact::Closed(_) if self.closed.is_some() => Err(Refused::Done),
            _ if self.closed.is_some() => Err(Refused::Closed),
            Fact::Closed(Outcome::Mistake) => Ok(()),
            Fact::Closed(outcome) if !outcome.is_of(self.register) => Err(Refused::NotHere),
            Fact::Closed(_) => match self.task().filter(|task| task.has_clock()) {
                Some(task) => Err(Refused::StillDue(task)),
                None => Ok(()),
            },
            Fact::Acknowledged(_) if !is_complaint => Err(Refused::NotHere),
            Fact::Acknowledged(_) if self.acknowledged.is_some() => Err(Refused::Done),
            Fact::Acknowledged(Way::Nobody) if self.can_reach => Err(Refused::CanBeReached),
            Fact::Acknowledged(_) => Ok(()),
            Fact::Assessed(how) if how.is_of(self.register) => Ok(()),
            Fact::Assessed(_) => Err(Refused::NotHere),
            Fact::Reported(_) if is_complaint => Err(Refused::NotHere),
            Fact::Reported(report) if self.reported == Some(report) => Err(Refused::Done),
            Fact::Reported(_) => Ok(()),
        }
    }
}

impl Assessment {
    const fn is_of(self, register: Register) -> bool {
        matches!(
            (self, register),
            (Self::Breach(_), Register::Breach) | (Self::Harm { .. }, Register::Harm)
        )
    }
}

impl Outcome {
    /// Whether an entry of this register can end so.
    #[must_use]
    pub const fn is_of(self, register: Register) -> bool {
        match self {
            Self::Upheld | Self::PartlyUpheld | Self::NotUpheld | Self::Withdrawn => {
                matches!(register, Register::Complaint)
            }
            Self::Contained => matches!(register, Register::Breach),
            Self::Recovered | Self::LastingEffects | Self::Died | Self::NotKnown => {
                matches!(register, Register::Harm)
            }
            Self::Mistake => true,
        }
    }
}
