//! What happened, as somebody would note it who knows nothing of the list; and what of it must never be.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Utc, Weekday};
use serde::Serialize;
use surveys::{
    calendar,
    calls::{Outcome, Reason, Standing},
    manners::Holidays,
};

use crate::calls::{Given, Listed};

/// What simulating came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the counts, under their own names")]
pub struct Simulated {
    pub cases: usize,
    pub calls: usize,
    pub complete_by_telephone: usize,
    pub outside_hours: usize,
    pub over_8: usize,
    pub over_2_a_day: usize,
    pub same_slot_same_day: usize,
    pub leased_twice: usize,
    pub dialled_after_complete: usize,
    pub dialled_after_stop: usize,
    pub dialled_in_hold: usize,
    /// Cases that were rung as often as may be, without having been reached.
    pub exhausted: usize,
    /// Of these, those whose first six calls had two evenings, a Saturday, a morning and an afternoon, over ten days or more.
    pub exhausted_and_covered: usize,
    /// Of the others, those whose survey closed so soon after the first call that there was no time for that.
    pub closed_too_soon: usize,
}

impl Simulated {
    /// Whether nothing happened that must never be.
    #[must_use]
    pub const fn is_sound(&self) -> bool {
        self.outside_hours
            + self.over_8
            + self.over_2_a_day
            + self.same_slot_same_day
            + self.leased_twice
            + self.dialled_after_complete
            + self.dialled_after_stop
            + self.dialled_in_hold
            == 0
            && self.exhausted == self.exhausted_and_covered + self.closed_too_soon
    }
}

type AtWave = (i32, String);

/// So many days are enough for the first six calls: ten, and an Easter on which nobody rings.
const ENOUGH: i64 = 15;

pub(super) struct Ledger {
    zone: String,
    calls: HashMap<i32, Vec<NaiveDateTime>>,
    cases: HashMap<i32, AtWave>,
    last_days: HashMap<AtWave, NaiveDate>,
    in_call: HashMap<i32, i32>,
    sent: HashSet<AtWave>,
    stopped: HashSet<AtWave>,
    alerts: HashSet<i32>,
    pub is_held: bool,
    sum: Simulated,
}

impl Ledger {
    pub fn new(zone: &str) -> Self {
        Self {
            zone: zone.to_owned(),
            calls: HashMap::new(),
            cases: HashMap::new(),
            last_days: HashMap::new(),
            in_call: HashMap::new(),
            sent: HashSet::new(),
            stopped: HashSet::new(),
            alerts: HashSet::new(),
            is_held: false,
            sum: Simulated::default(),
        }
    }

    /// Until when a survey is open to somebody who is to be rung about it.
    pub fn is_open_until(&mut self, person: i32, wave: &str, last: NaiveDate) {
        self.last_days.insert((person, wave.to_owned()), last);
    }

    pub fn sent(&mut self, person: i32, wave: &str) {
        self.sent.insert((person, wave.to_owned()));
    }

    pub fn stopped(&mut self, person: i32, wave: &str) {
        self.stopped.insert((person, wave.to_owned()));
    }

    pub fn alerted(&mut self, person: i32) {
        self.alerts.insert(person);
    }

    /// A number is dialled: all that must not be is counted.
    pub fn dialled(&mut self, given: &Given, by: i32, now: DateTime<Utc>) {
        let local = calendar::moment_in(&self.zone, now);
        let asked = [Reason::Appointment, Reason::LooseAppointment, Reason::AskedByText];
        let is_asked = asked.contains(&given.why);
        let before = self.calls.entry(given.case).or_default();
        let on_day = before.iter().filter(|call| call.date() == local.date());
        let in_slot = on_day.clone().filter(|call| slot(**call) == slot(local)).count();
        let at_wave = (given.participant, given.wave.clone());
        self.cases.insert(given.case, at_wave.clone());
        let sum = &mut self.sum;
        sum.calls += 1;
        sum.outside_hours += usize::from(!is_open(local, is_asked));
        sum.over_8 += usize::from(!is_asked && before.len() >= 8);
        sum.over_2_a_day += usize::from(!is_asked && on_day.count() >= 2);
        sum.same_slot_same_day += usize::from(!is_asked && in_slot >= 1);
        sum.leased_twice += usize::from(self.in_call.insert(given.case, by).is_some());
        sum.dialled_after_complete += usize::from(self.sent.contains(&at_wave));
        sum.dialled_after_stop += usize::from(self.stopped.contains(&at_wave));
        let is_alerted = self.alerts.contains(&given.participant);
        sum.dialled_in_hold += usize::from(self.is_held || is_alerted);
        before.push(local);
    }

    pub fn hung_up(&mut self, given: &Given) {
        self.in_call.remove(&given.case);
    }

    pub fn ended(&mut self, given: &Given, outcome: Outcome) {
        self.sum.complete_by_telephone += usize::from(outcome == Outcome::Complete);
        if outcome == Outcome::RefusedFirmly {
            self.stopped(given.participant, &given.wave);
        }
    }

    /// All of it.
    pub fn sum(mut self, listed: &[Listed]) -> Simulated {
        self.sum.cases = listed.len();
        let over = Some(Standing::Over { outcome: Outcome::MostAttempts });
        for case in listed.iter().filter(|case| case.standing == over) {
            let calls = self.calls.get(&case.case).map_or(&[][..], Vec::as_slice);
            let (is_covered, is_closed) =
                (is_covered(calls), self.closed_too_soon(case.case, calls));
            self.sum.exhausted += 1;
            self.sum.exhausted_and_covered += usize::from(is_covered);
            self.sum.closed_too_soon += usize::from(!is_covered && is_closed);
        }
        self.sum
    }

    fn closed_too_soon(&self, case: i32, calls: &[NaiveDateTime]) -> bool {
        let last = self.cases.get(&case).and_then(|at_wave| self.last_days.get(at_wave));
        let days = last.zip(calls.first()).map(|(last, first)| (*last - first.date()).num_days());
        days.is_some_and(|days| days < ENOUGH)
    }
}

/// M, A, E or S.
fn slot(at: NaiveDateTime) -> char {
    match at.hour() {
        _ if at.weekday() == Weekday::Sat => 'S',
        ..12 => 'M',
        12..17 => 'A',
        _ => 'E',
    }
}

/// Half past eight in the evening at the latest, nine where it was asked for; five on a Saturday.
fn is_open(at: NaiveDateTime, is_asked: bool) -> bool {
    let time = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default();
    let (from, to) = match at.weekday() {
        Weekday::Sun => return false,
        _ if is_asked => (time(9, 0), time(21, 0)),
        Weekday::Sat => (time(10, 0), time(17, 0)),
        _ => (time(9, 0), time(20, 30)),
    };
    (from..to).contains(&at.time()) && !Holidays::default().has(at.date())
}

/// Whether the first six calls tried every part of the week.
fn is_covered(calls: &[NaiveDateTime]) -> bool {
    let first = &calls[..calls.len().min(6)];
    let many = |which: char| first.iter().filter(|call| slot(**call) == which).count();
    let days = first
        .first()
        .zip(first.last())
        .map(|(first, last)| (last.date() - first.date()).num_days());
    first.len() == 6
        && many('E') >= 2
        && many('S') >= 1
        && many('M') >= 1
        && many('A') >= 1
        && days >= Some(10)
}
