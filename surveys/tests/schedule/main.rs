//! What Anna is sent, when, and why not. She lives in London, was randomised on Tuesday 1 September 2026, and her
//! four-month survey opens 122 days later, on Friday 1 January 2027, a bank holiday.

#![cfg(feature = "calendar")]

mod anything;

mod batches;

mod checking;

mod failing;

mod moments;

mod reading;

mod reasons;

mod ringing;

mod sending;

mod spacing;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use surveys::{
    keys::{StepKey, WaveKey},
    protocol::Protocol,
    schedule::{Arrival, Because, Fate, Handed, Person, Reach, Stand, Until, schedule},
    stopping::Way,
    waves::Dates,
};

const PROTOCOL: &str = r#"
version = 1
hours_between = 48
hours_late = 48
most_contacts = 10

[hours]
email = { weekdays = { from = "07:00:00", to = "20:00:00" }, saturday = { from = "07:00:00", to = "20:00:00" }, sunday = { from = "07:00:00", to = "20:00:00" }, on_holidays = true }
sms = { weekdays = { from = "09:00:00", to = "20:00:00" }, saturday = { from = "10:00:00", to = "18:00:00" } }
post = { weekdays = { from = "08:00:00", to = "16:00:00" } }

[[waves]]
key = "four-month"
prefix = "w1"
title = "Four months"
survey = "four-month"
anchor = "randomisation"
opens_after = 122
open_for = 56

[[waves.steps]]
key = "invitation"
day = 0
on = ["Tue", "Wed", "Thu"]
sends = [
  { way = "email", at = "10:00:00", message = "invitation" },
  { way = "sms", at = "12:00:00", message = "invitation-text" },
]

[[waves.steps]]
key = "reminder"
day = 7
sends = [{ way = "sms", at = "17:00:00", message = "reminder-text", to_begun = "finish-text" }]
otherwise = [{ way = "post", at = "09:00:00", message = "reminder-letter" }]

[[waves.steps]]
key = "why-it-matters"
day = 12
to = "not_begun"
sends = [{ way = "email", at = "10:00:00", message = "why" }]
"#;

fn protocol() -> Protocol {
    toml::from_str(PROTOCOL).expect("the protocol reads")
}

fn wave() -> WaveKey {
    WaveKey::new("four-month").expect("a key")
}

fn at(moment: &str) -> DateTime<Utc> {
    format!("{moment}:00Z").parse().expect("a moment")
}

/// Anna can be reached in every way, and has answered nothing.
fn anna() -> Person<'static> {
    Person {
        zone: "Europe/London",
        dates: Dates { randomised_on: NaiveDate::from_ymd_opt(2026, 9, 1), ..Dates::default() },
        ways: Way::ALL.map(|way| (way, Reach::Open)).into(),
        ..Person::default()
    }
}

fn who(stand: Stand) -> Person<'static> {
    Person { waves: BTreeMap::from([(wave(), stand)]), ..anna() }
}

/// Anna, to whom these were handed over: step, way and when.
fn handed(all: &[(&str, Way, &str)]) -> Person<'static> {
    let one = |(step, way, moment): &(&str, Way, &str)| Handed {
        wave: wave(),
        step: StepKey::new(step).expect("a key"),
        way: *way,
        at: at(moment),
        arrival: Arrival::Left,
    };
    Person { handed: all.iter().map(one).collect(), ..anna() }
}

/// What becomes of each message, a line each: message, fate and moment.
fn told(protocol: &Protocol, person: &Person<'_>, now: &str) -> Vec<String> {
    let planned = schedule(protocol, person, at(now)).into_iter();
    let line = planned.map(|one| match one.fate {
        Fate::Handed(at) => format!("{} handed {}", one.message, minute(at)),
        Fate::Due(at) => format!("{} due {}", one.message, minute(at)),
        Fate::Later(at) => format!("{} later {}", one.message, minute(at)),
        Fate::Waits(because, until) => format!("{} {}", one.message, waits(because, until)),
        Fate::Not(because) => format!("{} not {because:?}", one.message),
    });
    line.collect()
}

fn waits(because: Because, until: Until) -> String {
    match until {
        Until::Goes(at) => format!("waits {because:?} until {}", minute(at)),
        Until::AtTheLatest(at) => format!("waits {because:?} at the latest {}", minute(at)),
    }
}

fn minute(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%dT%H:%M").to_string()
}

fn check(person: &Person<'_>, now: &str, expected: &[&str]) {
    assert_eq!(told(&protocol(), person, now), expected, "at {now}");
}
