//! Calls that nobody asked for: within the hours, after the delay of what was before, at most so many, and first at the times
//! of the week at which too few were made.

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};

use super::{
    Agreed, Answered, Outcome, Reason, Slot, Slots, Turn, history::History, refusal::Refusal,
    standing::Calling,
};
use crate::calendar;

/// So many days are looked through where no close of the wave is nearer.
const FARTHEST: usize = 62;

/// A stretch of a slot in which somebody may be rung.
#[derive(Clone, Copy)]
struct Free {
    at: DateTime<Utc>,
    until: DateTime<Utc>,
    slot: Slot,
}

impl Calling<'_> {
    /// The next call that nobody asked for, not before a moment; none where as many were made as may be, or none can be made
    /// before the wave closes.
    pub(super) fn ours(&self, refusal: Refusal, from: DateTime<Utc>) -> Option<Turn> {
        if self.case.attempts.len() >= usize::from(self.rules.most.a_wave) {
            return None;
        }
        let history = self.history();
        let from = self.ready().max(from);
        if let Refusal::Open { at, by } = refusal {
            let from = self.days_after(at, self.rules.delays.refusal_days).max(from);
            let spread = self.spread(&history).map_or(from, |spread| spread.max(from));
            let free = self.first(&history, Slots::ALL, spread);
            let free = free.or_else(|| self.first(&history, Slots::ALL, from))?;
            return Some(self.turn_in(free, Reason::Conversion, Some(by)));
        }
        let needed = history.needed(self.rules);
        let free = self.wanted(&history, needed, from)?;
        let is_closing = self.closing().is_some_and(|closing| closing <= free.at);
        let why = match needed.has(free.slot) {
            _ if self.case.has_begun => Reason::Begun,
            _ if is_closing => Reason::ClosingSoon,
            true => Reason::SlotNotTried,
            false => Reason::BestSlot,
        };
        Some(self.turn_in(free, why, None))
    }

    fn turn_in(&self, free: Free, why: Reason, not_by: Option<i32>) -> Turn {
        let closing = self.closing().filter(|closing| free.at < *closing);
        let until = closing.map_or(free.until, |closing| closing.min(free.until));
        Turn { at: free.at, until, why, slot: free.slot, number: 0, not_by }
    }

    /// The first time in a slot that is still needed, as long as one comes; then in the best ones, until the wave is about to
    /// close; then in any. After somebody else answered another slot is tried.
    fn wanted(&self, history: &History, needed: Slots, from: DateTime<Utc>) -> Option<Free> {
        let spread = self.spread(history).map_or(from, |spread| spread.max(from));
        let last = self.case.attempts.last();
        let is_unavailable = last.is_some_and(|last| last.outcome == Outcome::NotAvailable);
        let other = history.last_slot().filter(|_| is_unavailable);
        let best = history.best(self.case).without(other);
        let wanted = match (needed.is_empty(), best.is_empty()) {
            (false, _) => needed.without(other),
            (true, false) => best,
            (true, true) => Slots::ALL.without(other),
        };
        let closing = self.closing();
        let in_time = |free: &Free| closing.is_none_or(|closing| free.at < closing);
        let given_up = match closing {
            Some(closing) if needed.is_empty() => spread.max(closing),
            _ => spread,
        };
        self.first(history, wanted, spread)
            .filter(in_time)
            .or_else(|| self.first(history, needed, spread))
            .or_else(|| self.first(history, Slots::ALL, given_up))
            .or_else(|| self.first(history, needed, from))
            .or_else(|| self.first(history, Slots::ALL, from))
    }

    /// The day before which the last of the first calls is not made.
    fn spread(&self, history: &History) -> Option<DateTime<Utc>> {
        let first = &self.rules.first;
        let is_last = self.case.attempts.len() + 1 >= usize::from(first.attempts);
        let day = history.first_day().filter(|_| is_last)?;
        let day = day.checked_add_days(Days::new(first.days.into()))?;
        calendar::instant_in(self.case.zone, day, NaiveTime::MIN)
    }

    /// From when on the wave is about to close.
    fn closing(&self) -> Option<DateTime<Utc>> {
        Some(self.case.closes? - TimeDelta::days(self.rules.closing_days.into()))
    }

    /// The first stretch of the slots, not before a moment.
    fn first(&self, history: &History, slots: Slots, from: DateTime<Utc>) -> Option<Free> {
        if slots.is_empty() || self.case.closes.is_some_and(|closes| closes <= from) {
            return None;
        }
        let begins = (from, calendar::moment_in(self.case.zone, from));
        let last = self.case.closes.map(|closes| calendar::date_in(self.case.zone, closes));
        let days = begins.1.date().iter_days().take(FARTHEST);
        let mut days = days.take_while(|day| last.is_none_or(|last| *day <= last));
        days.find_map(|day| self.on_day(history, slots, day, begins))
    }

    fn on_day(
        &self,
        history: &History,
        slots: Slots,
        day: NaiveDate,
        begins: (DateTime<Utc>, NaiveDateTime),
    ) -> Option<Free> {
        let most = &self.rules.most;
        let of_day = Slot::of(chrono::Datelike::weekday(&day)).iter().copied();
        let mut of_day = of_day.filter(|slot| slots.has(*slot)).peekable();
        if of_day.peek().is_none() || history.on(day) >= usize::from(most.a_day) {
            return None;
        }
        let open = self.rules.hours.on(self.holidays, day)?;
        let is_free = |slot: &Slot| history.in_slot(day, *slot) < usize::from(most.a_slot);
        of_day.filter(is_free).find_map(|slot| {
            let (opens, shuts) = slot.span(&self.rules.slots);
            let hours = (opens.max(open.from), shuts.min(open.to));
            self.stretch(day, hours, begins).map(|(at, until)| Free { at, until, slot })
        })
    }

    /// What is left of some hours of a day from a moment on, within the wave.
    fn stretch(
        &self,
        day: NaiveDate,
        (opens, shuts): (NaiveTime, NaiveTime),
        (from, local): (DateTime<Utc>, NaiveDateTime),
    ) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        let is_open = day == local.date() && opens <= local.time();
        if opens >= shuts || is_open && shuts <= local.time() {
            return None;
        }
        let zone = self.case.zone;
        let at = if is_open { from } else { calendar::instant_in(zone, day, opens)?.max(from) };
        let until = self.in_wave(calendar::instant_in(zone, day, shuts)?);
        (at < until).then_some((at, until))
    }

    /// From when on the delays of all calls are over since the person was spoken to.
    fn ready(&self) -> DateTime<Utc> {
        let calls = &self.case.attempts;
        let spoke = |outcome: Outcome| outcome.answered() == Answered::Participant;
        let since = calls.iter().rposition(|call| spoke(call.outcome)).unwrap_or_default();
        let ready = (since..calls.len()).map(|nth| self.after(nth));
        ready.max().map_or(self.case.issued_at, |ready| ready.max(self.case.issued_at))
    }

    /// From when on the delay of one call is over.
    fn after(&self, nth: usize) -> DateTime<Utc> {
        let (call, delays) = (&self.case.attempts[nth], &self.rules.delays);
        let agreed = call.agreed.and_then(|agreed| match agreed {
            Agreed::At(at) | Agreed::Between(at, _) => Some(at),
            Agreed::On(day) => calendar::instant_in(self.case.zone, day, NaiveTime::MIN),
        });
        let hours = |hours: u16| call.at + TimeDelta::hours(hours.into());
        let days = |days| self.days_after(call.at, days);
        agreed.unwrap_or_else(|| match call.outcome {
            Outcome::Busy if self.is_tried_soon(nth) => {
                call.at + TimeDelta::minutes(delays.busy_minutes.into())
            }
            Outcome::Busy | Outcome::NoAnswer => hours(delays.no_answer_hours),
            Outcome::NotAvailable
            | Outcome::Away
            | Outcome::Appointment
            | Outcome::LooseAppointment => hours(delays.not_available_hours),
            Outcome::MessageLeft => hours(delays.message_hours),
            Outcome::NoMessage => hours(delays.no_message_hours),
            Outcome::Technical => hours(delays.technical_hours),
            Outcome::Blocked => hours(delays.blocked_hours),
            Outcome::Partial => days(delays.partial_days),
            Outcome::BrokeOff => days(delays.break_off_days),
            Outcome::AskedForLink => days(delays.link_days),
            _ => call.at,
        })
    }

    /// Whether a busy line was not busy too many times in a row.
    fn is_tried_soon(&self, nth: usize) -> bool {
        let before = self.case.attempts[..=nth].iter().rev();
        let in_a_row = before.take_while(|call| call.outcome == Outcome::Busy).count();
        in_a_row <= usize::from(self.rules.most.busy)
    }

    /// So many days of the calendar later, at the same time by the clock.
    fn days_after(&self, at: DateTime<Utc>, days: u16) -> DateTime<Utc> {
        let local = calendar::moment_in(self.case.zone, at);
        let day = local.date().checked_add_days(Days::new(days.into()));
        let later = day.and_then(|day| calendar::instant_in(self.case.zone, day, local.time()));
        later.unwrap_or(at + TimeDelta::days(days.into()))
    }
}
