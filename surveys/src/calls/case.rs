//! A case: one person in one wave who is to be rung, with all that was tried.

use chrono::{DateTime, NaiveDate, Utc};

use super::{Answered, Attempt, CallRules, Outcome, Waited};

/// The facts of a case.
#[derive(Clone, Debug, Default)]
pub struct Case<'a> {
    /// Where the person lives, by the IANA name of their time zone.
    pub zone: &'a str,
    /// From when they may be rung.
    pub issued_at: DateTime<Utc>,
    /// The moment after the last at which the wave takes answers, if one is set.
    pub closes: Option<DateTime<Utc>>,
    /// They have begun the survey, in whichever way.
    pub has_begun: bool,
    /// Since when what they answered would do as a partial interview.
    pub usable_since: Option<DateTime<Utc>>,
    /// When they last asked by text to be rung.
    pub asked_for_call: Option<DateTime<Utc>>,
    /// What keeps everybody from ringing them.
    pub kept_from: Option<Kept>,
    /// In which way the survey was sent, once it was.
    pub sent: Option<Sent>,
    /// The last day of the pause that they asked for, where they live.
    pub paused_until: Option<NaiveDate>,
    /// When it was last given back to the interviewers, by whoever it waited for.
    pub given_back: Option<DateTime<Utc>>,
    /// Their numbers, in the order in which they are rung.
    pub numbers: Vec<u8>,
    /// The calls, oldest first.
    pub attempts: Vec<Attempt>,
}

/// Something that keeps everybody from ringing somebody, and since when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// What it is.
    pub because: Because,
    /// Since when.
    pub since: DateTime<Utc>,
}

/// In which way a survey was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    /// An interviewer sent it in a call.
    ByTelephone,
    /// They sent it themselves, on the web.
    Online,
}

/// Why nobody rings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Because {
    /// They sent the survey.
    Complete,
    /// They stopped this survey.
    Stopped,
    /// They wish no calls, or have not agreed to any.
    NoCalls,
    /// They withdrew from the study.
    Withdrawn,
    /// They have died.
    Died,
    /// They are not able to take part any more.
    Unable,
    /// An answer of theirs raised an alert that nobody has settled.
    Alert,
    /// All that the study sends and all its calls are held.
    Held,
    /// Nobody could begin the survey: a licence has ended, or nobody would look at its alerts.
    Shut,
}

impl Case<'_> {
    /// The number to ring. One on which they spoke is kept to; others are rung by turns, the first that may be.
    #[must_use]
    pub fn number(&self, rules: &CallRules) -> Option<u8> {
        let ended = |number: u8, with: &[Outcome]| {
            self.attempts.iter().any(|one| one.number == number && with.contains(&one.outcome))
        };
        let gone = [Outcome::DeadNumber, Outcome::WrongNumber];
        let working = self.numbers.iter().copied().filter(|number| !ended(*number, &gone));
        let turns = working.take(rules.most.numbers.into());
        let spoke = |number: &u8| {
            let calls = self.attempts.iter().filter(|one| one.number == *number);
            calls.map(|one| one.outcome.answered()).max() == Some(Answered::Participant)
        };
        let rung = |number: &u8| self.attempts.iter().filter(|one| one.number == *number).count();
        turns.clone().find(spoke).or_else(|| turns.min_by_key(rung))
    }

    /// Whether another message may be left on their voicemail.
    #[must_use]
    pub fn may_leave_message(&self, rules: &CallRules) -> bool {
        let left = self.attempts.iter().filter(|one| one.outcome == Outcome::MessageLeft);
        left.count() < usize::from(rules.most.messages)
    }

    /// For whom it waits since a call that only they can follow up.
    pub(super) fn waits_for(&self) -> Option<Waited> {
        let since = self.given_back;
        let open = self.attempts.iter().filter(|one| since.is_none_or(|since| one.at > since));
        open.rev().find_map(|one| one.outcome.waits_for())
    }

    /// Whether the survey was completed in a call.
    pub(super) fn is_complete(&self) -> bool {
        let ends = [Outcome::Complete, Outcome::CompleteOnline];
        self.attempts.iter().any(|one| ends.contains(&one.outcome))
    }
}
