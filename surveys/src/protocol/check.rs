//! What is wrong with a protocol before it is put to use: it breaks its own caps, or says what can never come to pass.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveDateTime};

use self::Part::{Field, Nth};
use super::{Amiss, AtStep, Plan, Protocol, Send, Step, To};
use crate::{
    events::EventKind,
    manners::{Hours, Open},
    waves::{Anchor, Wave, is_prefix},
};

/// Hours that lie between two contacts at least, whatever a protocol says.
pub const LEAST_BETWEEN: u16 = 48;
/// Contacts that a wave may have at most, whatever a protocol says.
pub const MOST_CONTACTS: u16 = 10;

/// Where in a protocol something stands, from outside to within.
pub type Spot = Vec<Part>;

/// One step on the way to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A field, by its name in files.
    Field(&'static str),
    /// One of a list, counted from 0.
    Nth(usize),
}

/// What is wrong, and where.
type Found = Vec<(Spot, Amiss)>;

impl Protocol {
    /// Everything that is wrong with it.
    #[must_use]
    pub fn check(&self) -> Vec<Amiss> {
        self.check_in_place().into_iter().map(|(_, amiss)| amiss).collect()
    }

    /// Everything that is wrong with it, and where it stands.
    #[must_use]
    pub fn check_in_place(&self) -> Vec<(Spot, Amiss)> {
        let mut found = Found::new();
        if self.hours_between < LEAST_BETWEEN {
            let amiss = Amiss::TooLittleBetween(self.hours_between);
            found.push((vec![Field("hours_between")], amiss));
        }
        if self.most_contacts > MOST_CONTACTS {
            let amiss = Amiss::TooManyAllowed(self.most_contacts);
            found.push((vec![Field("most_contacts")], amiss));
        }
        if self.hours_late == 0 {
            found.push((vec![Field("hours_late")], Amiss::NeverLate));
        }
        self.backwards(&mut found);
        self.named_twice(&mut found);
        for (nth, plan) in self.waves.iter().enumerate() {
            of_window(nth, &plan.wave, &mut found);
            self.of_steps(nth, plan, &mut found);
        }
        for (nth, pair) in self.waves.windows(2).enumerate() {
            let told = overlaps(&pair[0].wave, &pair[1].wave).into_iter();
            found.extend(told.map(|amiss| (of(nth + 1, "opens_after"), amiss)));
        }
        found
    }

    fn backwards(&self, found: &mut Found) {
        for (way, hours) in &self.hours {
            let days = [
                ("weekdays", hours.weekdays),
                ("saturday", hours.saturday),
                ("sunday", hours.sunday),
            ];
            let is_one = |open: Open| open.from >= open.to;
            for (days, _) in days.into_iter().filter(|(_, open)| open.is_some_and(is_one)) {
                let spot = vec![Field("hours"), Field(way.as_str()), Field(days)];
                found.push((spot, Amiss::Backwards(*way, days)));
            }
        }
    }

    fn named_twice(&self, found: &mut Found) {
        let mut named = BTreeSet::new();
        for (nth, plan) in self.waves.iter().enumerate() {
            let both = [("key", plan.key().as_str()), ("prefix", plan.wave.prefix.as_str())];
            for (field, name) in both {
                if !named.insert(name) {
                    found.push((of(nth, field), Amiss::WaveTwice(name.to_owned())));
                }
            }
        }
    }

    fn of_steps(&self, nth: usize, plan: &Plan, found: &mut Found) {
        let wave = plan.key();
        if plan.steps.len() > usize::from(self.most_contacts) {
            found.push((of(nth, "key"), Amiss::TooMany(wave.clone(), plan.steps.len())));
        }
        let mut keys = BTreeSet::new();
        for (place, step) in plan.steps.iter().enumerate() {
            let mut told = Vec::new();
            self.of_sends(step, &mut told);
            of_days(plan, step, &mut told);
            if !keys.insert(&step.key) {
                told.push((vec![Field("key")], AtStep::Twice));
            }
            let too_soon = self.too_soon(plan, place, step);
            told.extend(too_soon.map(|amiss| (vec![Field("day")], amiss)));
            found.extend(told.into_iter().map(|(within, one)| {
                let mut spot = of(nth, "steps");
                spot.push(Nth(place));
                spot.extend(within);
                (spot, Amiss::At(wave.clone(), step.key.clone(), one))
            }));
        }
    }

    fn of_sends(&self, step: &Step, told: &mut Vec<(Spot, AtStep)>) {
        if step.sends.is_empty() {
            told.push((vec![Field("key")], AtStep::Empty));
        }
        let mut ways = BTreeSet::new();
        let all = [("sends", &step.sends), ("otherwise", &step.otherwise)];
        let all = all.into_iter().flat_map(|(list, sends)| {
            sends.iter().enumerate().map(move |(nth, send)| (list, nth, send))
        });
        for (list, nth, send) in all {
            let at = |field| vec![Field(list), Nth(nth), Field(field)];
            if !ways.insert(send.way) {
                told.push((at("way"), AtStep::WayTwice(send.way)));
            }
            if step.unless.contains(&send.way) {
                told.push((at("way"), AtStep::Never(send.way)));
            }
            match self.hours.get(&send.way) {
                None => told.push((at("way"), AtStep::NoHours(send.way))),
                Some(hours) if is_shut(hours, step, send) => {
                    told.push((at("at"), AtStep::Shut(send.way, send.at)));
                }
                Some(_) => {}
            }
            if send.to_begun.is_some() && step.to != To::Anybody {
                told.push((at("to_begun"), AtStep::Idle));
            }
        }
    }

    /// The contact before it to which it is nearer than it may be, on whichever day of the week the wave opens.
    fn too_soon(&self, plan: &Plan, place: usize, step: &Step) -> Option<AtStep> {
        let apart = |one: &Step, opens| {
            let ((_, ends), (begins, _)) =
                (moments(plan, opens, one)?, moments(plan, opens, step)?);
            Some((begins - ends).num_hours())
        };
        let nearest = plan.steps[..place].iter().filter_map(|one| {
            let hours = plan.openings().filter_map(|opens| apart(one, opens)).min()?;
            Some((hours, &one.key))
        });
        let (hours, key) = nearest.min()?;
        (hours < i64::from(self.hours_between)).then(|| AtStep::TooSoon(key.clone(), hours))
    }
}

/// A field of a wave.
fn of(nth: usize, field: &'static str) -> Spot {
    vec![Field("waves"), Nth(nth), Field(field)]
}

/// When it is open, and what it is called in the data.
fn of_window(nth: usize, wave: &Wave, found: &mut Found) {
    if !is_prefix(&wave.prefix) {
        found.push((of(nth, "prefix"), Amiss::NoPrefix(wave.prefix.clone())));
    }
    let mut cohorts = BTreeSet::new();
    for (place, own) in
        wave.cohorts.iter().enumerate().filter(|(_, own)| !cohorts.insert(own.cohort))
    {
        let mut spot = of(nth, "cohorts");
        spot.extend([Nth(place), Field("cohort")]);
        found.push((spot, Amiss::CohortTwice(wave.key.clone(), own.cohort)));
    }
    if let Anchor::Event(event) = wave.anchor {
        let amiss = match event {
            EventKind::Death => Some(Amiss::AfterDeath(wave.key.clone())),
            _ if wave.outcomes && event.is_of_one_arm() => {
                Some(Amiss::OneArm(wave.key.clone(), event))
            }
            _ => None,
        };
        found.extend(amiss.map(|amiss| (of(nth, "anchor"), amiss)));
    }
    if wave.open_for.zip(wave.grace).is_some_and(|(open, grace)| grace < open) {
        found.push((of(nth, "grace"), Amiss::ShortGrace(wave.key.clone())));
    }
    found.extend(of_batch(wave).map(|amiss| (of(nth, "batch"), amiss)));
}

/// Whether everybody finds it open for a while, and may agree on any day.
fn of_batch(wave: &Wave) -> Option<Amiss> {
    let wait = wave.batch?.longest_wait();
    let mut cohorts = wave.cohorts.iter().map(|own| own.opens_after).chain([wave.opens_after]);
    if wave.anchor == Anchor::Consent && cohorts.any(|days| days == 0) {
        return Some(Amiss::BatchAtConsent(wave.key.clone()));
    }
    let is_short = wave.open_for.is_some_and(|open| open < wait);
    is_short.then(|| Amiss::OverBefore(wave.key.clone(), wait))
}

fn of_days(plan: &Plan, step: &Step, told: &mut Vec<(Spot, AtStep)>) {
    let day = || vec![Field("day")];
    let offset = |opens: NaiveDate| Some((plan.day(opens, step)? - opens).num_days());
    let Some(first) = plan.openings().filter_map(offset).min() else {
        let after = step.after.iter().cloned();
        told.extend(after.map(|key| (vec![Field("after")], AtStep::NoneBefore(key))));
        return;
    };
    let is_over = |open: u16| plan.openings().filter_map(offset).any(|days| days > i64::from(open));
    if plan.wave.fewest_days().is_some_and(is_over) {
        told.push((day(), AtStep::Over));
    }
    let cohorts = plan.wave.cohorts.iter().map(|own| own.opens_after);
    let earliest = cohorts.chain([plan.wave.opens_after]).min().unwrap_or_default();
    if i64::from(earliest) + first < 0 {
        told.push((day(), AtStep::Before(plan.wave.anchor)));
    }
}

/// The first and the last of a contact's messages, by the clock on the wall.
fn moments(plan: &Plan, opens: NaiveDate, step: &Step) -> Option<(NaiveDateTime, NaiveDateTime)> {
    let day = plan.day(opens, step)?;
    let times = || step.sends.iter().chain(&step.otherwise).map(|send| send.at);
    Some((day.and_time(times().min()?), day.and_time(times().max()?)))
}

/// Whether on none of the days on which the contact may be made the way is open at its time.
fn is_shut(hours: &Hours, step: &Step, send: &Send) -> bool {
    step.open_days(hours, send).next().is_none()
}

/// For whom the first is still open, or answers to it are still taken, when the next opens.
fn overlaps(first: &Wave, next: &Wave) -> Vec<Amiss> {
    if first.anchor != next.anchor || first.until_randomised {
        return Vec::new();
    }
    let own = first.cohorts.iter().chain(&next.cohorts).map(|one| Some(one.cohort));
    let cohorts: BTreeSet<_> = own.chain([None]).collect();
    let late = |cohort: &Option<i32>| {
        let open = first.grace.or(first.open_for);
        let closes = open.map(|open| u32::from(first.opens_after(*cohort)) + u32::from(open));
        closes.is_none_or(|closes| closes >= u32::from(next.opens_after(*cohort)))
    };
    let told = |cohort| Amiss::Overlap(first.key.clone(), next.key.clone(), cohort);
    cohorts.into_iter().filter(late).map(told).collect()
}
