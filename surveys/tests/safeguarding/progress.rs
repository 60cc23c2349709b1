//! An alert as its events leave it.

use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use surveys::safeguarding::{Escalation, Event, Fact, Level, Outcome, Progress};

fn at(minute: i64) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 10, 10, 0, 0).unwrap() + TimeDelta::minutes(minute)
}

fn after(facts: Vec<Fact>) -> Option<Progress> {
    let events = facts.into_iter().zip(0..);
    let events: Vec<_> = events
        .map(|(fact, minute)| Event { at: at(minute), actor: format!("staff {minute}"), fact })
        .collect();
    Progress::of(&events)
}

fn progress(facts: Vec<Fact>) -> Progress {
    after(facts).expect("it was raised")
}

#[test]
fn nothing_is_an_alert_before_it_is_raised() {
    assert_eq!(after(vec![Fact::Seen, Fact::Note("?".into())]), None);
}

#[test]
fn to_look_at_it_or_to_write_a_note_does_not_stop_the_clock() {
    let progress =
        progress(vec![Fact::Raised(Level::One), Fact::Seen, Fact::Note("called".into())]);
    assert!(progress.waits());
}

#[test]
fn whoever_takes_it_stops_the_clock_until_they_hand_it_over() {
    let taken = progress(vec![Fact::Raised(Level::Two), Fact::Acknowledged]);
    assert_eq!(taken.taken, Some(("staff 1".into(), at(1))));

    let handed = progress(vec![
        Fact::Raised(Level::Two),
        Fact::Acknowledged,
        Fact::HandedOver("tomas@example.org".into()),
    ]);
    assert!(handed.waits());
    assert_eq!(handed.handed_to.as_deref(), Some("tomas@example.org"));
}

#[test]
fn a_worse_answer_opens_it_again_and_starts_the_clock() {
    let again = progress(vec![
        Fact::Raised(Level::One),
        Fact::Escalated(Escalation::Whole),
        Fact::Acknowledged,
        Fact::Closed(Outcome::Spoken, "well".into()),
        Fact::Raised(Level::Three),
    ]);
    assert_eq!(again.since, at(4));
    assert!(again.waits() && again.escalated.is_none() && again.level == Level::Three);
}

#[test]
fn no_event_makes_it_less_urgent() {
    let progress = progress(vec![Fact::Raised(Level::Three), Fact::Raised(Level::One)]);
    assert_eq!((progress.level, progress.since), (Level::Three, at(0)));
}

#[test]
fn every_outcome_is_known_by_its_name() {
    for outcome in Outcome::ALL {
        assert_eq!(Outcome::named(outcome.name()), Some(outcome));
    }
}

#[test]
fn what_somebody_had_who_can_no_longer_act_waits_again() {
    let progress = progress(vec![Fact::Raised(Level::Two), Fact::Acknowledged, Fact::Released]);
    assert!(progress.waits() && progress.level == Level::Two && progress.since == at(0));
}
