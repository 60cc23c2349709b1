//! The calls of a case as days and slots where the person lives, and what is still to be tried.

use chrono::NaiveDate;

use super::{Answered, CallRules, Case, Slot, Slots};
use crate::calendar;

/// Of each call, its day and its slot.
pub(super) struct History {
    calls: Vec<(NaiveDate, Slot)>,
}

impl History {
    pub(super) fn of(case: &Case<'_>, rules: &CallRules) -> Self {
        let local = |at| calendar::moment_in(case.zone, at);
        let calls = case.attempts.iter().map(|one| local(one.at));
        Self { calls: calls.map(|at| (at.date(), Slot::at(&rules.slots, at))).collect() }
    }

    /// How many calls were made on a day.
    pub(super) fn on(&self, day: NaiveDate) -> usize {
        self.calls.iter().filter(|(on, _)| *on == day).count()
    }

    /// How many of them in one slot.
    pub(super) fn in_slot(&self, day: NaiveDate, slot: Slot) -> usize {
        self.calls.iter().filter(|one| **one == (day, slot)).count()
    }

    /// The day of the first call.
    pub(super) fn first_day(&self) -> Option<NaiveDate> {
        self.calls.first().map(|(day, _)| *day)
    }

    /// The slot of the last call.
    pub(super) fn last_slot(&self) -> Option<Slot> {
        self.calls.last().map(|(_, slot)| *slot)
    }

    /// The slots in which fewer calls were made than have to be.
    pub(super) fn needed(&self, rules: &CallRules) -> Slots {
        let is_needed = |slot: &Slot| {
            let made = self.calls.iter().filter(|(_, one)| one == slot).count();
            made < usize::from(rules.first.of(*slot))
        };
        Slot::ALL.into_iter().filter(is_needed).collect()
    }

    /// The slots in which they themselves spoke most often; without any, those in which somebody else did.
    pub(super) fn best(&self, case: &Case<'_>) -> Slots {
        let spoke = |slot: Slot, who: Answered| {
            let calls = self.calls.iter().zip(&case.attempts);
            calls.filter(|((_, one), call)| *one == slot && call.outcome.answered() == who).count()
        };
        let of = |who: Answered| {
            let most = Slot::ALL.into_iter().map(|slot| spoke(slot, who)).max().unwrap_or_default();
            let best = Slot::ALL.into_iter().filter(|slot| most > 0 && spoke(*slot, who) == most);
            best.collect::<Slots>()
        };
        let theirs = of(Answered::Participant);
        if theirs.is_empty() { of(Answered::Another) } else { theirs }
    }
}
