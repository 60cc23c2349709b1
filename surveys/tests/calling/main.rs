//! Whom Ben rings, when, and why. Anna lives in London. Her survey takes answers for six weeks, and Ben telephones; Farah, who
//! telephones too, asks again where somebody refused to Ben.

#![cfg(feature = "calendar")]

mod anything;

mod appointments;

mod coverage;

mod figures;

mod every_outcome;

mod items;

mod limits;

mod outcomes;

mod rates;

mod refusals;

mod rules;

mod settled;

mod waiting;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use surveys::{
    calls::{
        Agreed, Attempt, Because, CallRules, Case, Kept, Outcome, Sent, Standing, Turn, Waited,
        standing,
    },
    manners::Holidays,
};

const LONDON: &str = "Europe/London";
const BEN: i32 = 1;
const FARAH: i32 = 2;

fn at(moment: &str) -> DateTime<Utc> {
    format!("{moment}:00Z").parse().expect("a moment")
}

fn day(day: &str) -> NaiveDate {
    day.parse().expect("a day")
}

fn outcome(key: &str) -> Outcome {
    Outcome::from_key(key).expect("an outcome")
}

/// Ben rang at her first number.
fn call(moment: &str, key: &str) -> Attempt {
    Attempt { at: at(moment), outcome: outcome(key), by: BEN, number: 1, agreed: None }
}

/// Anna, who may be rung from a moment on for six weeks, and was rung as told.
fn anna(issued: &str, calls: &[(&str, &str)]) -> Case<'static> {
    Case {
        zone: LONDON,
        issued_at: at(issued),
        closes: Some(at(issued) + TimeDelta::days(42)),
        numbers: vec![1],
        attempts: calls.iter().map(|(moment, key)| call(moment, key)).collect(),
        ..Case::default()
    }
}

fn stands(case: &Case<'_>, interviewer: Option<i32>, now: &str) -> Standing {
    standing(case, &CallRules::usual(), &Holidays::default(), interviewer, at(now))
}

/// How a case stands, in a line: `now slot_not_tried E`, `2026-01-15T09:00 slot_not_tried M`, `over REF_HARD`.
fn told(standing: Standing) -> String {
    let turn = |when: &str, turn: Turn| format!("{when} {} {}", turn.why.key(), turn.slot.key());
    match standing {
        Standing::Now(now) => turn("now", now),
        Standing::Later(later) => turn(&later.at.format("%Y-%m-%dT%H:%M").to_string(), later),
        Standing::WaitsFor(waited) => format!("waits {waited:?}"),
        Standing::Over { outcome } => format!("over {}", outcome.key()),
        Standing::Not(because) => format!("not {because:?}"),
    }
}

fn check(case: &Case<'_>, now: &str, expected: &str) {
    assert_eq!(told(stands(case, Some(BEN), now)), expected, "at {now}");
}
