//! The first moment at which Anna may be texted. She lives in London.

use chrono::{DateTime, NaiveTime, Utc};
use surveys::manners::{Holidays, Hours, Open};

const LONDON: &str = "Europe/London";

fn open(from: u32, to: u32) -> Option<Open> {
    let at = |hour| NaiveTime::from_hms_opt(hour, 0, 0).expect("a time");
    Some(Open { from: at(from), to: at(to) })
}

/// Nine to eight, ten to six on Saturdays, never on Sundays or bank holidays.
fn texts() -> Hours {
    Hours { weekdays: open(9, 20), saturday: open(10, 18), sunday: None, on_holidays: false }
}

fn check(hours: &Hours, from: &str, first: &str) {
    let from: DateTime<Utc> = from.parse().expect("an instant");
    let found = hours.first(LONDON, &Holidays::default(), from).expect("it is open at some time");
    assert_eq!(found.to_rfc3339(), format!("{first}+00:00"), "from {from}");
}

#[test]
fn a_text_that_is_due_by_day_goes_at_once_and_by_night_in_the_morning() {
    check(&texts(), "2026-01-14T10:30:00Z", "2026-01-14T10:30:00");
    check(&texts(), "2026-01-14T19:59:59Z", "2026-01-14T19:59:59");
    check(&texts(), "2026-01-14T20:00:00Z", "2026-01-15T09:00:00");
    check(&texts(), "2026-01-14T03:00:00Z", "2026-01-14T09:00:00");
}

#[test]
fn nobody_is_texted_on_a_sunday_or_over_easter() {
    // Saturday evening, to Monday.
    check(&texts(), "2026-01-17T18:00:00Z", "2026-01-19T09:00:00");
    // The Thursday before Good Friday, in summer time: to the Saturday between the holidays.
    check(&texts(), "2026-04-02T19:30:00Z", "2026-04-04T09:00:00");
    // That Saturday's evening, to the Tuesday after Easter Monday.
    check(&texts(), "2026-04-04T17:00:00Z", "2026-04-07T08:00:00");
    // Christmas Day on a Friday: the Saturday is the day after it, and the Monday stands in its place.
    check(&texts(), "2026-12-25T12:00:00Z", "2026-12-29T09:00:00");
    check(&texts(), "2026-12-27T12:00:00Z", "2026-12-29T09:00:00");
}

#[test]
fn nine_in_the_morning_is_nine_on_the_wall_before_and_after_the_clocks_change() {
    // Forward on Sunday 29 March 2026, back on Sunday 25 October.
    check(&texts(), "2026-03-27T21:00:00Z", "2026-03-28T10:00:00");
    check(&texts(), "2026-03-29T00:30:00Z", "2026-03-30T08:00:00");
    check(&texts(), "2026-10-24T18:00:00Z", "2026-10-26T09:00:00");
}

#[test]
fn an_hour_that_the_clock_skips_is_not_waited_for() {
    let nightly = Hours { sunday: open(1, 2), weekdays: open(1, 2), ..Hours::default() };

    // On 29 March 2026 there is no time between one and two: the hour is that of the Monday.
    check(&nightly, "2026-03-29T00:00:00Z", "2026-03-30T00:00:00");
}

#[test]
fn a_week_without_hours_has_no_moment() {
    let from = "2026-01-14T10:30:00Z".parse().expect("an instant");

    assert_eq!(Hours::default().first(LONDON, &Holidays::default(), from), None);
}

#[test]
fn the_hours_of_a_day_end_by_the_clock_on_the_wall_and_a_day_without_any_has_no_end() {
    let end = |at: &str| {
        let at = at.parse().expect("an instant");
        texts().end(LONDON, &Holidays::default(), at).map(|end| end.to_rfc3339())
    };

    assert_eq!(end("2026-01-14T19:55:00Z").as_deref(), Some("2026-01-14T20:00:00+00:00"));
    assert_eq!(end("2026-07-14T09:00:00Z").as_deref(), Some("2026-07-14T19:00:00+00:00"));
    assert_eq!(end("2026-01-17T12:00:00Z").as_deref(), Some("2026-01-17T18:00:00+00:00"));
    assert_eq!(end("2026-01-18T12:00:00Z"), None, "a Sunday");
}
