//! Calls that somebody asked for. They are kept, also where we should not ring by ourselves: a promise goes before a limit.
//! They count like any other for the calls that come after them.

use chrono::{DateTime, Utc};

use super::{Agreed, Answered, CallRules, Case, Reason, Turn, standing::Calling};
use crate::manners::Holidays;

impl Calling<'_> {
    /// The next call that was asked for, not before a moment.
    pub(super) fn asked(&self, from: DateTime<Utc>) -> Option<Turn> {
        match (self.appointment(from), self.call_back(from)) {
            (Some(agreed), Some(text)) if text.at < agreed.at => {
                Some(Turn { until: text.until.min(agreed.at), ..text })
            }
            (Some(agreed), _) => Some(agreed),
            (None, text) => text,
        }
    }

    /// The appointment that nobody has kept yet. One that was missed is a loose one for the rest of the day on which it could
    /// have been kept; after that it is none.
    fn appointment(&self, from: DateTime<Utc>) -> Option<Turn> {
        let agreed = self.open()?;
        let (begins, ends) = agreed.due(self.rules)?;
        let zone = self.case.zone;
        let own = self.rules.appointments.first(zone, self.holidays, begins.max(from))?;
        let is_exact = matches!(agreed, Agreed::At(_));
        if own < ends {
            let why = if is_exact { Reason::Appointment } else { Reason::LooseAppointment };
            let day_ends = self.rules.appointments.end(zone, self.holidays, own)?;
            return self.turn(own, ends.min(day_ends), why);
        }
        let hours = &self.rules.hours;
        let first = hours.first(zone, self.holidays, begins)?;
        let day_ends = hours.end(zone, self.holidays, first)?;
        self.turn(first.max(ends).max(from), day_ends, Reason::LooseAppointment)
    }

    /// What was agreed last, unless it was kept, or something else was said since.
    fn open(&self) -> Option<Agreed> {
        let calls = &self.case.attempts;
        let due = |agreed: Option<Agreed>| agreed?.due(self.rules);
        let nth = calls.iter().rposition(|call| due(call.agreed).is_some())?;
        let (begins, _) = due(calls[nth].agreed)?;
        let is_settled = calls[nth + 1..]
            .iter()
            .any(|later| later.at >= begins || later.outcome.answered() == Answered::Participant);
        calls[nth].agreed.filter(|_| !is_settled)
    }

    /// The call that they asked for by text, while nobody has rung since.
    fn call_back(&self, from: DateTime<Utc>) -> Option<Turn> {
        let asked = self.case.asked_for_call?;
        if self.case.attempts.last().is_some_and(|last| last.at >= asked) {
            return None;
        }
        let (zone, hours) = (self.case.zone, &self.rules.hours);
        let first = hours.first(zone, self.holidays, asked.max(from))?;
        self.turn(first, hours.end(zone, self.holidays, first)?, Reason::AskedByText)
    }

    fn turn(&self, at: DateTime<Utc>, until: DateTime<Utc>, why: Reason) -> Option<Turn> {
        let until = self.in_wave(until);
        let turn = || Turn { at, until, why, slot: self.slot(at), number: 0, not_by: None };
        (at < until).then(turn)
    }
}

/// What was agreed with somebody about the next call and is not over yet, also where something keeps everybody from ringing them.
#[must_use]
pub fn still_agreed(
    case: &Case<'_>,
    rules: &CallRules,
    holidays: &Holidays,
    now: DateTime<Utc>,
) -> Option<Agreed> {
    let agreed = Calling { case, rules, holidays }.open()?;
    let (_, ends) = agreed.due(rules)?;
    (now < ends).then_some(agreed)
}

/// Whether one of the calls, counted from 0, was asked for. The limits speak of the others.
#[must_use]
pub fn was_asked_for(case: &Case<'_>, rules: &CallRules, holidays: &Holidays, nth: usize) -> bool {
    let Some(call) = case.attempts.get(nth) else { return false };
    let asked_for_call = case.asked_for_call.filter(|asked| *asked <= call.at);
    let attempts = case.attempts[..nth].to_vec();
    let before = Case { attempts, asked_for_call, ..case.clone() };
    let asked = Calling { case: &before, rules, holidays }.asked(call.at);
    asked.is_some_and(|turn| turn.at == call.at)
}
