//! The first calls: two evenings, a Saturday, a morning and an afternoon, over ten days.

use super::*;

#[test]
fn anna_who_was_rung_on_two_evenings_is_rung_at_other_times_next() {
    let evenings = [("2026-01-12T18:00", "NOANS"), ("2026-01-13T18:00", "NOANS")];
    check(
        &anna("2026-01-12T08:00", &evenings),
        "2026-01-14T18:00",
        "2026-01-15T09:00 slot_not_tried M",
    );

    let both =
        [evenings[0], evenings[1], ("2026-01-15T10:00", "NOANS"), ("2026-01-15T14:00", "NOANS")];
    // It is Thursday evening: neither then nor on Friday, but on Saturday.
    check(
        &anna("2026-01-12T08:00", &both),
        "2026-01-15T18:00",
        "2026-01-17T10:00 slot_not_tried S",
    );
}

#[test]
fn the_sixth_call_waits_until_ten_days_after_the_first() {
    let five = [
        ("2026-01-12T10:00", "NOANS"),
        ("2026-01-12T18:00", "NOANS"),
        ("2026-01-13T13:00", "NOANS"),
        ("2026-01-13T18:00", "NOANS"),
        ("2026-01-17T11:00", "NOANS"),
    ];

    check(&anna("2026-01-12T08:00", &five), "2026-01-19T10:00", "2026-01-22T09:00 best_slot M");
}

#[test]
fn a_slot_that_does_not_come_any_more_is_not_waited_for() {
    // The survey closes on Friday at midnight: there is no Saturday, and there are no ten days.
    let mut anna = anna(
        "2026-01-12T08:00",
        &[
            ("2026-01-12T10:00", "NOANS"),
            ("2026-01-12T18:00", "NOANS"),
            ("2026-01-13T13:00", "NOANS"),
            ("2026-01-13T18:00", "NOANS"),
        ],
    );
    anna.closes = Some(at("2026-01-17T00:00"));
    check(&anna, "2026-01-14T08:00", "2026-01-14T09:00 closing_soon M");

    anna.attempts.push(call("2026-01-14T09:30", "NOANS"));
    check(&anna, "2026-01-14T12:00", "2026-01-14T12:30 closing_soon A");
}

#[test]
fn when_all_was_tried_anna_is_rung_when_she_was_reached_before() {
    let five = [
        ("2026-01-12T10:00", "NOANS"),
        ("2026-01-12T18:00", "NOANS"),
        ("2026-01-13T13:00", "WEBLINK"),
        ("2026-01-16T18:00", "NOANS"),
        ("2026-01-17T11:00", "NOANS"),
    ];

    check(&anna("2026-01-12T08:00", &five), "2026-01-22T10:00", "2026-01-22T12:00 best_slot A");
}

#[test]
fn the_best_time_is_not_waited_for_when_the_survey_is_about_to_close() {
    // Saturdays are best. The survey closes on Friday 23 January.
    let mut anna = anna(
        "2026-01-05T08:00",
        &[
            ("2026-01-05T10:00", "NOANS"),
            ("2026-01-05T18:00", "NOANS"),
            ("2026-01-06T13:00", "NOANS"),
            ("2026-01-06T18:00", "NOANS"),
            ("2026-01-10T11:00", "WEBLINK"),
        ],
    );
    check(&anna, "2026-01-14T12:00", "2026-01-17T10:00 best_slot S");

    anna.closes = Some(at("2026-01-23T00:00"));
    check(&anna, "2026-01-14T12:00", "2026-01-16T09:00 closing_soon M");
}

#[test]
fn after_somebody_else_answered_in_the_evening_the_evening_is_not_tried_next() {
    let calls = [
        ("2026-01-13T10:00", "NOANS"),
        ("2026-01-13T14:00", "NOANS"),
        ("2026-01-14T18:00", "NONCON"),
    ];
    // An evening and a Saturday are needed. Thursday's evening would come first.
    check(
        &anna("2026-01-12T08:00", &calls),
        "2026-01-15T08:00",
        "2026-01-17T10:00 slot_not_tried S",
    );

    // Where nothing but evenings is needed, the next one is.
    let calls = [calls[0], calls[1], ("2026-01-17T11:00", "NOANS"), ("2026-01-19T18:00", "NONCON")];
    check(
        &anna("2026-01-12T08:00", &calls),
        "2026-01-20T08:00",
        "2026-01-20T17:00 slot_not_tried E",
    );
}
