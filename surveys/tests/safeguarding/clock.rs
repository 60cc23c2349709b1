//! By when somebody has to act. The team is there Monday to Friday, nine to five in London.

use chrono::{DateTime, NaiveDateTime, TimeZone, Utc};
use surveys::{
    calendar,
    safeguarding::{Clock, Level, Safeguarding},
};

use crate::study;

const ZONE: &str = "Europe/London";

fn london(text: &str) -> DateTime<Utc> {
    let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a time");
    calendar::instant_in(ZONE, local.date(), local.time()).expect("an instant")
}

/// What stands on a clock in London at an instant, found by the two offsets that there are.
fn told(at: DateTime<Utc>) -> String {
    let words = |at: DateTime<Utc>| at.format("%Y-%m-%d %H:%M").to_string();
    let summer = words(at + chrono::TimeDelta::hours(1));
    if london(&summer) == at { summer } else { words(at) }
}

fn roster() -> Safeguarding {
    study().safeguarding.expect("the example has a roster")
}

/// When an alert of a level is due, and when half of its time has gone.
fn check(level: u8, raised: &str, half: &str, due: &str) {
    let roster = roster();
    let clock = Clock { roster: &roster, zone: ZONE };
    let (level, raised_at) = (Level::try_from(level).expect("a level"), london(raised));
    let until = clock.due(level, raised_at);
    assert_eq!(
        (told(clock.half(raised_at, until)), told(until)),
        (half.into(), due.into()),
        "{raised}"
    );
}

#[test]
fn level_1_has_until_the_end_of_the_second_working_day_after_its_own() {
    check(1, "2026-11-10 10:00", "2026-11-11 13:30", "2026-11-12 17:00");
    check(1, "2026-11-12 16:59", "2026-11-13 16:59", "2026-11-16 17:00");
}

#[test]
fn level_2_has_until_the_end_of_the_next_working_day() {
    check(2, "2026-11-10 09:00", "2026-11-10 17:00", "2026-11-11 17:00");
    check(2, "2026-11-13 15:00", "2026-11-16 12:00", "2026-11-16 17:00");
}

#[test]
fn level_3_has_four_hours_and_the_same_day() {
    check(3, "2026-11-10 09:30", "2026-11-10 11:30", "2026-11-10 13:30");
    check(3, "2026-11-10 16:00", "2026-11-10 16:30", "2026-11-10 17:00");
}

#[test]
fn nights_and_weekends_stand_still() {
    check(3, "2026-11-13 23:10", "2026-11-16 11:00", "2026-11-16 13:00");
    check(3, "2026-11-14 03:00", "2026-11-16 11:00", "2026-11-16 13:00");
    check(3, "2026-11-10 17:00", "2026-11-11 11:00", "2026-11-11 13:00");
    check(2, "2026-11-15 12:00", "2026-11-16 13:00", "2026-11-16 17:00");
}

#[test]
fn a_bank_holiday_is_no_working_day() {
    // Good Friday to Easter Monday; Boxing Day, a Saturday, is kept on the Monday.
    check(2, "2026-04-02 10:00", "2026-04-07 09:30", "2026-04-07 17:00");
    check(3, "2026-04-03 10:00", "2026-04-07 11:00", "2026-04-07 13:00");
    check(1, "2026-12-24 12:00", "2026-12-29 14:30", "2026-12-30 17:00");
}

#[test]
fn hours_go_by_the_clock_on_the_wall_when_it_is_changed() {
    // The clock goes forward on Sunday 29 March and back on Sunday 25 October 2026.
    check(3, "2026-03-29 01:30", "2026-03-30 11:00", "2026-03-30 13:00");
    check(2, "2026-10-23 16:00", "2026-10-26 12:30", "2026-10-26 17:00");
    assert_eq!(london("2026-03-30 09:00"), Utc.with_ymd_and_hms(2026, 3, 30, 8, 0, 0).unwrap());
    assert_eq!(london("2026-10-26 09:00"), Utc.with_ymd_and_hms(2026, 10, 26, 9, 0, 0).unwrap());
}

#[test]
fn the_team_is_there_from_the_first_minute_and_gone_at_the_last() {
    let roster = roster();
    let clock = Clock { roster: &roster, zone: ZONE };
    let staffed = [
        "2026-11-10 08:59",
        "2026-11-10 09:00",
        "2026-11-10 16:59",
        "2026-11-10 17:00",
        "2026-11-14 12:00",
        "2026-12-25 12:00",
    ];
    assert_eq!(
        staffed.map(|at| clock.is_staffed(london(at))),
        [false, true, true, false, false, false]
    );
}

#[test]
fn a_day_on_which_the_study_is_closed_does_not_count() {
    let mut roster = roster();
    roster.closed_on.push(chrono::NaiveDate::from_ymd_opt(2026, 11, 11).unwrap());
    let clock = Clock { roster: &roster, zone: ZONE };
    assert_eq!(told(clock.due(Level::Two, london("2026-11-10 10:00"))), "2026-11-12 17:00");
}

#[test]
fn a_moment_is_told_by_the_clock_of_the_study() {
    let words = |text: &str| {
        let at = DateTime::parse_from_rfc3339(text).expect("an instant").to_utc();
        surveys::fill::long_moment(calendar::moment_in(ZONE, at))
    };
    assert_eq!(words("2026-07-01T23:05:59Z"), "Thursday 2 July 2026, 12:05am");
    assert_eq!(words("2026-11-10T17:00:00Z"), "Tuesday 10 November 2026, 5pm");
}

#[test]
fn whoever_raises_a_concern_at_night_is_told_when_somebody_is_there_and_acts() {
    let roster = roster();
    let clock = Clock { roster: &roster, zone: ZONE };
    let at = |text: &str| clock.expected(london(text)).expect("the hours are on record");

    let night = at("2026-11-13 23:10");
    let day = at("2026-11-10 10:00");

    assert_eq!(night.next.map(told).as_deref(), Some("2026-11-16 09:00"));
    assert_eq!(told(night.immediate), "2026-11-16 13:00");
    assert_eq!(told(night.other), "2026-11-17 17:00");
    assert_eq!((day.next, told(day.immediate)), (None, "2026-11-10 14:00".to_owned()));
    let nothing = Safeguarding::default();
    let clock = Clock { roster: &nothing, zone: ZONE };
    assert_eq!(clock.expected(london("2026-11-10 10:00")), None);
}
