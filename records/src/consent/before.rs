//! What somebody had decided on consent forms before staff write down what they said: whether there is
//! anything new in it, and whether it only puts right how the same was given.

use chrono::NaiveDate;
use surveys::{
    calendar,
    consent::{Answer, Decision, Event, State},
};

use super::{Recorded, is_already};

/// What was decided before, oldest first, and where the study is.
pub(super) struct Before<'a> {
    pub events: Vec<Event>,
    pub zone: &'a str,
}

/// What is to be written down.
pub(super) struct News {
    /// Nothing, when all of it was written down like this before.
    pub decisions: Vec<Decision>,
    /// The answers are those that stand, and staff had written them down: it only puts right the day, the way
    /// or the witness.
    pub corrects: bool,
}

impl Before<'_> {
    /// What is new in it. Of a correction only that is which it corrects.
    pub fn news_of(
        &self,
        recorded: &Recorded,
        decisions: Vec<Decision>,
        given_on: NaiveDate,
    ) -> News {
        let is_new = |decision: &Decision| !self.has(recorded, decision, given_on);
        let state = State::fold(&self.events);
        let stands = |decision: &Decision| {
            is_already(&state, decision)
                && self.last(decision).is_none_or(|last| last.witness.is_some() || is_over(last))
        };
        let same_form = state.form_version == Some(recorded.version);
        let corrects = same_form && decisions.iter().all(stands);
        let decisions = match corrects {
            true => decisions.into_iter().filter(is_new).collect(),
            false if decisions.iter().any(is_new) => decisions,
            false => Vec::new(),
        };
        News { decisions, corrects }
    }

    /// The last day on which anything was decided that stands; what was put right does not.
    pub fn last_day(&self) -> Option<NaiveDate> {
        let stands = |event: &&Event| self.last(&event.decision).is_some_and(|last| last == *event);
        let standing = self.events.iter().filter(stands);
        standing.map(|event| calendar::date_in(self.zone, event.at)).max()
    }

    /// Whether it was written down already, to the day, the way and the witness.
    fn has(&self, recorded: &Recorded, decision: &Decision, given_on: NaiveDate) -> bool {
        self.last(decision).is_some_and(|last| {
            // What was withdrawn is not put right by a no: it would hide that it was agreed to.
            let withdrawn = is_over(last) && decision.answer == Answer::No;
            let as_before = last.decision == *decision
                && last.form_version == recorded.version
                && last.mode == recorded.mode
                && last.witness.as_ref() == Some(&recorded.witness)
                && calendar::date_in(self.zone, last.at) == given_on;
            withdrawn || as_before
        })
    }

    /// The last decision on the same statement, and the same way in it.
    fn last(&self, decision: &Decision) -> Option<&Event> {
        let about = |event: &&Event| {
            event.decision.statement == decision.statement
                && event.decision.permission == decision.permission
        };
        self.events.iter().rev().find(about)
    }
}

fn is_over(event: &Event) -> bool {
    event.decision.answer == Answer::Withdrawn
}
