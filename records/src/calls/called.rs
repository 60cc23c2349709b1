//! A call as an interviewer tells it, what is missing or wrong in it, and what it came to.

use chrono::{DateTime, Utc};
use surveys::calls::{Agreed, Case, Needs, Outcome, Sent, Standing, may_promise};

use super::{CallError, ringing::Ringing};
use crate::outbox::Channel;

/// The longest note, in characters.
const LONGEST: usize = 500;
/// The longest word on language and who answered, in characters.
pub const LONGEST_WORD: usize = 60;

/// A call, as an interviewer tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Called {
    /// How it ended.
    pub outcome: Outcome,
    /// When it was dialled.
    pub dialled_at: DateTime<Utc>,
    /// When somebody answered, if anybody did.
    pub answered_at: Option<DateTime<Utc>>,
    /// What was agreed about the next call.
    pub agreed: Option<Agreed>,
    /// Which language they speak.
    pub language: Option<String>,
    /// Who answered, in a word.
    pub who_answered: Option<String>,
    /// What else there is to say, without a word on health.
    pub note: Option<String>,
    /// They wish no more calls in this study.
    pub no_more_calls: bool,
}

/// What a call came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// How the case stands now.
    pub standing: Standing,
    /// What it counts as at this moment.
    pub outcome: Outcome,
    /// How many calls were made.
    pub attempts: usize,
    /// What was agreed with them, where nobody rings them for now.
    pub unkept: Option<Agreed>,
    /// How the link goes to who asked for it; none where nothing reaches them, or they did not.
    pub link_by: Option<Channel>,
}

impl Called {
    /// A call that ended like this, dialled at a moment, with nothing else to say.
    #[must_use]
    pub const fn ended(outcome: Outcome, dialled_at: DateTime<Utc>) -> Self {
        Self {
            outcome,
            dialled_at,
            answered_at: None,
            agreed: None,
            language: None,
            who_answered: None,
            note: None,
            no_more_calls: false,
        }
    }

    /// What is missing or wrong in it.
    pub(super) fn check(
        &self,
        ringing: &Ringing,
        case: &Case<'_>,
        now: DateTime<Utc>,
    ) -> Result<(), CallError> {
        self.check_ending(ringing, case, now)?;
        if self.dialled_at < case.issued_at {
            return Err(CallError::BeforeIssued);
        }
        let last = case.attempts.last().map(|last| last.at);
        let is_in_order = self.dialled_at <= now
            && last.is_none_or(|last| last <= self.dialled_at)
            && self.answered_at.is_none_or(|at| self.dialled_at <= at && at <= now);
        if !is_in_order {
            return Err(CallError::OutOfOrder);
        }
        match self.outcome {
            Outcome::MessageLeft if !case.may_leave_message(&ringing.rules) => {
                Err(CallError::EnoughMessages)
            }
            _ => Ok(()),
        }
    }

    /// What is missing or wrong in how it ended, whatever came before it. What was agreed is held against a moment.
    pub(super) fn check_ending(
        &self,
        ringing: &Ringing,
        case: &Case<'_>,
        at: DateTime<Utc>,
    ) -> Result<(), CallError> {
        if !self.outcome.is_recorded() {
            return Err(CallError::NotRecorded(self.outcome.label()));
        }
        self.is_complete()?;
        if let Some(agreed) = self.agreed {
            let rules = (&ringing.rules, &ringing.holidays);
            may_promise(agreed, case, rules, at).map_err(CallError::NoPromise)?;
        }
        self.fits(case)
    }

    /// Whether a case may have come to this. Who sent the survey is in the response: what its participant sent is no interview.
    fn fits(&self, case: &Case<'_>) -> Result<(), CallError> {
        match (self.outcome, case.sent) {
            (Outcome::Complete, None) => Err(CallError::NotSent),
            (Outcome::Complete, Some(Sent::Online)) => Err(CallError::SentOnline),
            (Outcome::CompleteOnline, None | Some(Sent::ByTelephone)) => {
                Err(CallError::NotSentOnline)
            }
            (Outcome::Partial, _) if case.usable_since.is_none() => Err(CallError::NotUsable),
            _ => Ok(()),
        }
    }

    /// Whether everything is there that goes with how it ended.
    fn is_complete(&self) -> Result<(), CallError> {
        let lacks = match (self.outcome.needs(), self.agreed) {
            (Needs::Moment, Some(Agreed::At(_)))
            | (Needs::MomentIfAgreed, None | Some(Agreed::At(_) | Agreed::Between(..)))
            | (Needs::Span, Some(Agreed::Between(..)))
            | (Needs::Date, Some(Agreed::On(_)))
            | (Needs::Nothing, None) => None,
            (Needs::Language, None) => {
                self.language.is_none().then_some("say which language they speak")
            }
            (Needs::Moment, _) => Some("say at which moment they are rung"),
            (Needs::Span, _) => Some("say between which two moments they are rung"),
            (Needs::Date, _) => Some("say until which day they are away"),
            (Needs::MomentIfAgreed | Needs::Nothing | Needs::Language, _) => {
                Some("nothing of this kind is agreed with this outcome")
            }
        };
        if let Some(lacks) = lacks {
            return Err(CallError::Lacks(lacks));
        }
        let long = |text: &Option<String>, most: usize| {
            text.as_ref().is_some_and(|text| text.chars().count() > most)
        };
        match () {
            () if long(&self.note, LONGEST) => Err(CallError::TooLong(LONGEST)),
            () if long(&self.language, LONGEST_WORD) || long(&self.who_answered, LONGEST_WORD) => {
                Err(CallError::TooLong(LONGEST_WORD))
            }
            () => Ok(()),
        }
    }
}
