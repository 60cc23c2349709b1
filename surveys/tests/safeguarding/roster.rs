//! Who is told, when, and whether they could act. Rosa leads and is on duty, Tomas is on duty.

use chrono::{DateTime, NaiveDateTime, Utc};
use surveys::safeguarding::{Clock, Level, Safeguarding};

use crate::study;

const ROSA: &str = "rosa.marsh@larkfield.example.org";
const TOMAS: &str = "tomas.wren@larkfield.example.org";

fn roster() -> Safeguarding {
    study().safeguarding.expect("the example has a roster")
}

/// A time in winter, when London is at UTC.
fn at(text: &str) -> DateTime<Utc> {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a time").and_utc()
}

#[test]
fn the_people_on_duty_are_told_of_a_task_and_the_lead_of_the_most_urgent() {
    let mut roster = roster();
    roster.lead = Some("lea@example.org".to_owned());
    assert_eq!(roster.told_of(Level::One), [ROSA, TOMAS]);
    assert_eq!(roster.told_of(Level::Two), [ROSA, TOMAS]);
    assert_eq!(roster.told_of(Level::Three), ["lea@example.org", ROSA, TOMAS]);
}

#[test]
fn the_most_urgent_is_told_at_any_hour_and_the_others_when_somebody_is_there() {
    let roster = roster();
    let clock = Clock { roster: &roster, zone: "Europe/London" };
    // A Saturday night.
    let night = at("2026-11-14 23:30");
    assert_eq!(clock.told(Level::Three, night), night);
    assert_eq!(clock.told(Level::Two, night), at("2026-11-16 09:00"));
    assert_eq!(clock.told(Level::One, at("2026-11-16 17:00")), at("2026-11-17 09:00"));
    assert_eq!(clock.told(Level::One, at("2026-11-16 16:59")), at("2026-11-16 16:59"));
}

#[test]
fn a_study_without_hours_keeps_nobody_waiting() {
    let roster = Safeguarding::default();
    let clock = Clock { roster: &roster, zone: "Europe/London" };
    let night = at("2026-11-14 23:30");
    assert_eq!(clock.told(Level::One, night), night);
    assert_eq!(clock.due(Level::One, night), night);
}

#[test]
fn it_is_manned_when_the_lead_and_two_on_duty_can_sign_in() {
    let can = |emails: &[&str]| emails.iter().map(|email| (*email).to_owned()).collect::<Vec<_>>();
    let mut roster = roster();
    assert!(roster.is_manned(&can(&[ROSA, TOMAS])));
    assert!(!roster.is_manned(&can(&[ROSA])) && !roster.is_manned(&[]));
    assert_eq!(roster.absent(&can(&[ROSA])), [TOMAS]);

    roster.lead = Some("Lea@Example.org".to_owned());
    assert!(!roster.is_manned(&can(&[ROSA, TOMAS])), "nobody could be told that it is late");
    assert!(roster.is_manned(&can(&[ROSA, TOMAS, "lea@example.org"])));
    roster.duty.push(ROSA.to_uppercase());
    assert!(!roster.is_manned(&can(&[ROSA, "lea@example.org"])), "the same person twice is one");
}
