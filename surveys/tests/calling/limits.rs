//! How often Anna is rung, at most.

use surveys::calls::Most;

use super::*;

#[test]
fn anna_is_rung_twice_a_day_and_once_in_a_slot() {
    // Busy at ten: half an hour later it is still the morning.
    check(
        &anna("2026-01-14T08:00", &[("2026-01-14T10:00", "BUSY")]),
        "2026-01-14T10:30",
        "2026-01-14T12:00 slot_not_tried A",
    );
    let twice = [("2026-01-14T10:00", "BUSY"), ("2026-01-14T12:10", "BUSY")];
    // The evening would be needed and free, and it would be a third call on that day.
    check(
        &anna("2026-01-14T08:00", &twice),
        "2026-01-14T17:00",
        "2026-01-15T17:00 slot_not_tried E",
    );
}

#[test]
fn a_busy_line_is_tried_again_after_half_an_hour_twice_and_then_after_three() {
    let busy = [("2026-01-14T11:50", "BUSY")];
    check(
        &anna("2026-01-14T08:00", &busy),
        "2026-01-14T12:00",
        "2026-01-14T12:20 slot_not_tried A",
    );

    let thrice =
        [("2026-01-13T18:00", "BUSY"), ("2026-01-14T18:00", "BUSY"), ("2026-01-15T11:50", "BUSY")];
    check(
        &anna("2026-01-13T08:00", &thrice),
        "2026-01-15T12:00",
        "2026-01-15T14:50 slot_not_tried A",
    );
}

#[test]
fn anna_is_rung_eight_times_and_never_a_ninth() {
    let days = ["12", "13", "14", "15", "16", "19", "20", "26"];
    let calls = days.map(|day| (format!("2026-01-{day}T18:00"), "NOANS"));
    let calls: Vec<_> = calls.iter().map(|(moment, key)| (moment.as_str(), *key)).collect();
    check(&anna("2026-01-12T08:00", &calls[..7]), "2026-01-22T09:00", "now slot_not_tried M");
    check(&anna("2026-01-12T08:00", &calls), "2026-01-27T09:00", "over MAXATT");
}

#[test]
fn two_messages_are_left_on_her_voicemail_and_no_third() {
    let rules = CallRules::usual();
    let mut anna = anna("2026-01-12T08:00", &[("2026-01-12T18:00", "VM_MSG")]);
    assert!(anna.may_leave_message(&rules));

    anna.attempts.push(call("2026-01-14T10:00", "VM_MSG"));
    assert!(!anna.may_leave_message(&rules));
}

#[test]
fn a_study_that_rings_less_often_does_so() {
    let rules =
        CallRules { most: Most { a_wave: 2, ..CallRules::usual().most }, ..CallRules::usual() };
    let anna =
        anna("2026-01-12T08:00", &[("2026-01-12T18:00", "NOANS"), ("2026-01-13T10:00", "NOANS")]);

    let found = standing(&anna, &rules, &Holidays::default(), None, at("2026-01-14T10:00"));

    assert_eq!(told(found), "over MAXATT");
}

#[test]
fn the_hours_are_those_where_anna_lives() {
    let mut anna = anna("2026-01-14T00:00", &[]);
    anna.zone = "America/New_York";
    check(&anna, "2026-01-14T13:59", "2026-01-14T14:00 slot_not_tried M");
    check(&anna, "2026-01-15T00:30", "now slot_not_tried E");
    check(&anna, "2026-01-15T01:30", "2026-01-15T14:00 slot_not_tried M");
}

#[test]
fn the_hours_follow_the_clock_on_the_wall_when_it_changes() {
    // It goes forward on 29 March and back on 25 October: nine in London is eight in UTC in between.
    let spring = anna("2026-03-27T09:00", &[("2026-03-28T11:00", "NOANS")]);
    check(&spring, "2026-03-28T15:00", "2026-03-30T08:00 slot_not_tried M");
    check(&spring, "2026-03-30T07:59", "2026-03-30T08:00 slot_not_tried M");
    check(&spring, "2026-03-30T19:29", "now slot_not_tried E");
    check(&spring, "2026-03-30T19:30", "2026-03-31T08:00 slot_not_tried M");
    let autumn = anna("2026-10-23T08:00", &[("2026-10-24T10:00", "NOANS")]);
    check(&autumn, "2026-10-24T15:00", "2026-10-26T09:00 slot_not_tried M");
    check(&autumn, "2026-10-26T08:59", "2026-10-26T09:00 slot_not_tried M");
    check(&autumn, "2026-10-26T20:29", "now slot_not_tried E");
}

#[test]
fn what_holds_now_is_said_until_when() {
    let until = |issued: &str, now: &str| match stands(&anna(issued, &[]), None, now) {
        Standing::Now(turn) => turn.until,
        other => panic!("{other:?}"),
    };

    assert_eq!(until("2026-01-14T08:00", "2026-01-14T10:00"), at("2026-01-14T12:00"));
    assert_eq!(until("2026-01-14T08:00", "2026-01-14T19:00"), at("2026-01-14T20:30"));
    assert_eq!(until("2026-01-14T08:00", "2026-01-17T16:00"), at("2026-01-17T17:00"));
}
