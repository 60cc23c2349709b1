//! Whether somebody is rung now, later or never, and why.

use chrono::{DateTime, NaiveTime, Utc};

use super::{
    Because, CallRules, Case, Outcome, Slot, disposition, history::History, refusal::Refusal,
};
use crate::{calendar, manners::Holidays};

/// How a case stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// They may be rung now.
    Now(Turn),
    /// They may be rung from a moment on, as things stand.
    Later(Turn),
    /// Somebody else has to do something first.
    WaitsFor(Waited),
    /// Nobody rings any more.
    Over {
        /// What the case came to.
        outcome: Outcome,
    },
    /// Nobody rings while something keeps them from it.
    Not(Because),
}

/// Once that somebody may be rung.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// From when on, but not before the moment for which it was worked out.
    pub at: DateTime<Utc>,
    /// The moment from which on something else holds, if nothing happens until then.
    pub until: DateTime<Utc>,
    /// Why then.
    pub why: Reason,
    /// In which slot it begins.
    pub slot: Slot,
    /// At which of their numbers.
    pub number: u8,
    /// By anybody but this interviewer, to whom they refused.
    pub not_by: Option<i32>,
}

/// Why somebody is rung, in the order in which cases come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// They named this moment.
    Appointment,
    /// They named a time that has come, or a moment that was missed.
    LooseAppointment,
    /// They asked by text to be rung.
    AskedByText,
    /// They have begun.
    Begun,
    /// The wave closes soon.
    ClosingSoon,
    /// They refused some days ago; somebody else asks again.
    Conversion,
    /// Too few calls were made at this time of the week.
    SlotNotTried,
    /// All times of the week were tried, and this is the best.
    BestSlot,
}

/// For whom, or for what, a case waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Waited {
    /// A supervisor, who decides.
    Supervisor,
    /// Somebody who speaks their language.
    Interpreter,
    /// A number that works.
    Number,
    /// An interviewer to whom they did not refuse.
    AnotherInterviewer,
}

/// Where a case stands among others that may be rung: the smallest comes first. Of equal ones any may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank {
    /// By reason.
    pub order: u8,
    /// By what comes to an end first: an appointment, or the wave. None where any may come first.
    pub ends: Option<DateTime<Utc>>,
}

impl Standing {
    /// The turn that is now or comes, for a list of cases by time.
    #[must_use]
    pub const fn turn(&self) -> Option<&Turn> {
        match self {
            Self::Now(turn) | Self::Later(turn) => Some(turn),
            Self::WaitsFor(_) | Self::Over { .. } | Self::Not(_) => None,
        }
    }

    /// Whether nobody rings them any more, as far as is known. What keeps everybody from it for a while does not count.
    #[must_use]
    pub const fn is_over(&self) -> bool {
        match self {
            Self::Now(_) | Self::Later(_) | Self::WaitsFor(_) => false,
            Self::Over { .. } => true,
            Self::Not(because) => {
                !matches!(because, Because::Alert | Because::Held | Because::Shut)
            }
        }
    }

    /// From when on they may be rung.
    #[must_use]
    pub fn next_at(&self) -> Option<DateTime<Utc>> {
        self.turn().map(|turn| turn.at)
    }
}

impl Turn {
    /// Where it stands among others.
    #[must_use]
    pub fn rank(&self, closes: Option<DateTime<Utc>>) -> Rank {
        let ends = match self.why {
            Reason::Appointment | Reason::LooseAppointment => Some(self.until),
            Reason::AskedByText | Reason::Begun | Reason::ClosingSoon => closes,
            Reason::Conversion | Reason::SlotNotTried | Reason::BestSlot => None,
        };
        Rank { order: self.why as u8, ends }
    }
}

/// How a case stands for an interviewer, or for one who could be anybody.
///
/// Everything counts in the person's own time zone. A turn's `at` is `now` where they may be rung now; until its
/// `until` that stays so, and so does its reason, unless a call is made or a fact changes.
#[must_use]
pub fn standing(
    case: &Case<'_>,
    rules: &CallRules,
    holidays: &Holidays,
    interviewer: Option<i32>,
    now: DateTime<Utc>,
) -> Standing {
    let over = || Standing::Over { outcome: disposition(case, rules, now) };
    if let Some(kept) = case.kept_from {
        return Standing::Not(kept.because);
    }
    if case.is_complete() || case.closes.is_some_and(|closes| closes <= now) {
        return over();
    }
    if let Some(waited) = case.waits_for() {
        return Standing::WaitsFor(waited);
    }
    let refusal = Refusal::of(case, rules);
    if refusal == Refusal::Final {
        return over();
    }
    let calling = Calling { case, rules, holidays };
    let from = calling.after_pause().map_or(now, |over| over.max(now));
    let found = calling.asked(from).or_else(|| calling.ours(refusal, from));
    let Some(found) = found else { return over() };
    let Some(number) = case.number(rules) else { return Standing::WaitsFor(Waited::Number) };
    match (Turn { number, ..found }) {
        turn if turn.at > now => Standing::Later(turn),
        turn if turn.not_by.is_some() && turn.not_by == interviewer => {
            Standing::WaitsFor(Waited::AnotherInterviewer)
        }
        turn => Standing::Now(turn),
    }
}

/// A case with what holds for it.
pub(super) struct Calling<'a> {
    pub(super) case: &'a Case<'a>,
    pub(super) rules: &'a CallRules,
    pub(super) holidays: &'a Holidays,
}

impl Calling<'_> {
    /// The moment at which their pause is over.
    fn after_pause(&self) -> Option<DateTime<Utc>> {
        let next = self.case.paused_until?.succ_opt()?;
        calendar::instant_in(self.case.zone, next, NaiveTime::MIN)
    }

    /// In which slot a moment is.
    pub(super) fn slot(&self, at: DateTime<Utc>) -> Slot {
        Slot::at(&self.rules.slots, calendar::moment_in(self.case.zone, at))
    }

    /// This moment, or that at which the wave closes where it is earlier.
    pub(super) fn in_wave(&self, at: DateTime<Utc>) -> DateTime<Utc> {
        self.case.closes.map_or(at, |closes| closes.min(at))
    }

    pub(super) fn history(&self) -> History {
        History::of(self.case, self.rules)
    }
}
