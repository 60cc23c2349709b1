//! What is wrong with a protocol before it is put to use: it breaks its own caps, or says what can never come to pass.

use std::{collections::BTreeSet, fmt};

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::{Plan, Protocol, Send, Step, To};
use crate::{
    keys::{StepKey, WaveKey},
    manners::{Holidays, Hours, Open},
    stopping::Way,
    waves::{Anchor, Wave},
};

/// Hours that lie between two contacts at least, whatever a protocol says.
pub const LEAST_BETWEEN: u16 = 48;
/// Contacts that a wave may have at most, whatever a protocol says.
pub const MOST_CONTACTS: u16 = 10;

/// One thing to put right in a protocol.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Amiss {
    /// So few hours lie between contacts.
    TooLittleBetween(u16),
    /// A wave may have so many contacts.
    TooManyAllowed(u16),
    /// What is late by any moment is not sent.
    NeverLate,
    /// Two waves have this key, or this prefix.
    WaveTwice(String),
    /// It closes only after the next has opened, for people of this cohort or for all.
    Overlap(WaveKey, WaveKey, Option<i32>),
    /// Answers are taken for fewer days than it is open.
    ShortGrace(WaveKey),
    /// It has so many contacts.
    TooMany(WaveKey, usize),
    /// Something about one of its contacts.
    At(WaveKey, StepKey, AtStep),
}

/// One thing to put right in a contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AtStep {
    /// Another of the wave has its key.
    Twice,
    /// Nothing is sent.
    Empty,
    /// Two messages go in one way.
    WayTwice(Way),
    /// No hours are said for the way.
    NoHours(Way),
    /// The way is open at this time on none of its days.
    Shut(Way, NaiveTime),
    /// It comes so many hours after this contact.
    TooSoon(StepKey, i64),
    /// The wave may be over by then.
    Over,
    /// Its day is past before anybody has agreed to anything.
    Before,
    /// Other words for who has begun, in a contact that is not for them or only for them.
    Idle,
}

impl Protocol {
    /// Everything that is wrong with it.
    #[must_use]
    pub fn check(&self) -> Vec<Amiss> {
        let mut amiss = Vec::new();
        if self.hours_between < LEAST_BETWEEN {
            amiss.push(Amiss::TooLittleBetween(self.hours_between));
        }
        if self.most_contacts > MOST_CONTACTS {
            amiss.push(Amiss::TooManyAllowed(self.most_contacts));
        }
        if self.hours_late == 0 {
            amiss.push(Amiss::NeverLate);
        }
        let mut named = BTreeSet::new();
        for plan in &self.waves {
            let both = [plan.key().as_str(), plan.wave.prefix.as_str()];
            let twice = both.into_iter().filter(|name| !named.insert(*name));
            amiss.extend(twice.map(|name| Amiss::WaveTwice(name.to_owned())));
            self.of_wave(plan, &mut amiss);
        }
        amiss.extend(self.waves.windows(2).flat_map(|pair| overlaps(&pair[0].wave, &pair[1].wave)));
        amiss
    }

    fn of_wave(&self, plan: &Plan, amiss: &mut Vec<Amiss>) {
        let wave = plan.key();
        let Wave { open_for, grace, .. } = plan.wave;
        if open_for.zip(grace).is_some_and(|(open, grace)| grace < open) {
            amiss.push(Amiss::ShortGrace(wave.clone()));
        }
        if plan.steps.len() > usize::from(self.most_contacts) {
            amiss.push(Amiss::TooMany(wave.clone(), plan.steps.len()));
        }
        let mut keys = BTreeSet::new();
        for (place, step) in plan.steps.iter().enumerate() {
            let mut found = self.of_step(plan, step);
            if !keys.insert(&step.key) {
                found.push(AtStep::Twice);
            }
            found.extend(self.too_soon(&plan.steps[..place], step));
            let at = |one| Amiss::At(wave.clone(), step.key.clone(), one);
            amiss.extend(found.into_iter().map(at));
        }
    }

    fn of_step(&self, plan: &Plan, step: &Step) -> Vec<AtStep> {
        let mut found = Vec::new();
        if step.sends.is_empty() {
            found.push(AtStep::Empty);
        }
        let mut ways = BTreeSet::new();
        for send in step.sends.iter().chain(&step.otherwise) {
            if !ways.insert(send.way) {
                found.push(AtStep::WayTwice(send.way));
            }
            match self.hours.get(&send.way) {
                None => found.push(AtStep::NoHours(send.way)),
                Some(hours) if is_shut(hours, step, send) => {
                    found.push(AtStep::Shut(send.way, send.at));
                }
                Some(_) => {}
            }
            if send.to_begun.is_some() && step.to != To::Anybody {
                found.push(AtStep::Idle);
            }
        }
        let is_over = |open: &u16| (0..7).any(|opening| days(opening, step) > i64::from(*open));
        if plan.wave.open_for.as_ref().is_some_and(is_over) {
            found.push(AtStep::Over);
        }
        let opens = i64::from(plan.wave.opens_after);
        if plan.wave.anchor == Anchor::Consent && opens + i64::from(step.day) < 0 {
            found.push(AtStep::Before);
        }
        found
    }

    /// The contact before it to which it is nearer than it may be, on whichever day of the week the wave opens.
    fn too_soon(&self, before: &[Step], step: &Step) -> Option<AtStep> {
        let apart = |one: &Step, opening| {
            let ((_, ends), (begins, _)) = (moments(opening, one)?, moments(opening, step)?);
            Some((begins - ends).num_hours())
        };
        let nearest = before.iter().filter_map(|one| {
            let hours = (0..7).filter_map(|opening| apart(one, opening)).min()?;
            Some((hours, &one.key))
        });
        let (hours, key) = nearest.min()?;
        (hours < i64::from(self.hours_between)).then(|| AtStep::TooSoon(key.clone(), hours))
    }
}

/// A Monday; the wave opens so many days after it.
const MONDAY: NaiveDate = NaiveDate::from_ymd_opt(2024, 1, 1).expect("a date");

/// Days from the opening to the contact: its own, and those until the day of the week on which it is made.
fn days(opening: i64, step: &Step) -> i64 {
    let own = i64::from(step.day);
    let is_one = |days: &i64| {
        let day = MONDAY + TimeDelta::days(opening + days);
        step.on.is_empty() || step.on.contains(&day.weekday())
    };
    (own..own + 7).find(is_one).unwrap_or(own)
}

/// The first and the last of its messages, by the clock on the wall.
fn moments(opening: i64, step: &Step) -> Option<(NaiveDateTime, NaiveDateTime)> {
    let day = MONDAY + TimeDelta::days(opening + days(opening, step));
    let times = || step.sends.iter().chain(&step.otherwise).map(|send| send.at);
    Some((day.and_time(times().min()?), day.and_time(times().max()?)))
}

/// Whether on none of the days on which the contact may be made the way is open at its time.
fn is_shut(hours: &Hours, step: &Step, send: &Send) -> bool {
    let days = (0..7).map(|days| MONDAY + TimeDelta::days(days));
    let mut of_step = days.filter(|day| step.on.is_empty() || step.on.contains(&day.weekday()));
    let none = Holidays::default();
    let is_open = |open: Open| open.from <= send.at && send.at < open.to;
    !of_step.any(|day| hours.on(&none, day).is_some_and(is_open))
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

/// What is wrong, and what would be right.
impl fmt::Display for Amiss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLittleBetween(hours) => write!(
                f,
                "{hours} hours lie between two contacts; write hours_between = {LEAST_BETWEEN} or more"
            ),
            Self::TooManyAllowed(most) => write!(
                f,
                "a wave may have {most} contacts; write most_contacts = {MOST_CONTACTS} or fewer"
            ),
            Self::NeverLate => f.write_str(
                "what is late by a moment is not sent; write hours_late = 24, or how late it may be",
            ),
            Self::WaveTwice(name) => {
                write!(f, "two waves are called “{name}”; give one another key or prefix")
            }
            Self::Overlap(first, next, cohort) => {
                let who = cohort.map(|cohort| format!(" for cohort {cohort}")).unwrap_or_default();
                write!(
                    f,
                    "“{next}” opens{who} while answers to “{first}” are still taken; open it later, or \
                     shorten the grace of “{first}”"
                )
            }
            Self::ShortGrace(wave) => write!(
                f,
                "answers to “{wave}” are taken for fewer days than it is open; count grace from the opening, too"
            ),
            Self::TooMany(wave, many) => write!(
                f,
                "“{wave}” has {many} contacts, and may have fewer; take some out, or write more as most_contacts"
            ),
            Self::At(wave, step, one) => write!(f, "“{wave}”, “{step}”: {one}"),
        }
    }
}

impl fmt::Display for AtStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Twice => f.write_str("the wave has two of this key; give one another"),
            Self::Empty => f.write_str("nothing is sent; say what, or take it out"),
            Self::WayTwice(way) => {
                write!(f, "two messages go by {}; give one a contact of its own", way.as_str())
            }
            Self::NoHours(way) => {
                write!(f, "nothing says when people may be contacted by {0}; add {0} to the hours", way.as_str())
            }
            Self::Shut(way, at) => write!(
                f,
                "nobody is contacted by {} at {} on its days; choose an hour that is open",
                way.as_str(),
                at.format("%H:%M")
            ),
            Self::TooSoon(before, hours) => write!(
                f,
                "it may come {hours} hours after “{before}”, and would be put off; choose a later day, or other days \
                 of the week"
            ),
            Self::Over => f.write_str("the wave may be over by then; choose an earlier day"),
            Self::Before => f.write_str(
                "on this day nobody has consented yet; choose a day from the opening on",
            ),
            Self::Idle => f.write_str(
                "it has other words for who has begun, and goes to them only or not at all; take to_begun out",
            ),
        }
    }
}
