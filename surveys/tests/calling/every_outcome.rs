//! What follows from every outcome: on a plain day, before a bank holiday, before the clocks change, and when the survey closes.

use super::*;

/// A call ends so, at a moment: on Wednesday 14 January; on the Thursday before Easter; on the Saturday before the clocks go
/// forward; on that before they go back; and on Friday 16 January, when the survey closes at midnight.
const CALLS: [&str; 5] = [
    "2026-01-14T18:00",
    "2026-04-02T17:00",
    "2026-03-28T11:00",
    "2026-10-24T10:00",
    "2026-01-16T18:00",
];

/// The exact appointment that is made in each call: on Friday evening; on Easter Monday at eleven, which nobody should have
/// agreed to; on Monday at six in summer time; at six in winter time; an hour later.
const APPOINTMENTS: [&str; 5] = [
    "2026-01-16T19:00",
    "2026-04-06T10:00",
    "2026-03-30T17:00",
    "2026-10-26T18:00",
    "2026-01-16T19:00",
];

/// The first and the last moment of the loose one.
const LOOSE: [(&str, &str); 5] = [
    ("2026-01-16T17:00", "2026-01-16T20:00"),
    ("2026-04-04T10:00", "2026-04-04T12:00"),
    ("2026-03-30T16:00", "2026-03-30T18:00"),
    ("2026-10-26T17:00", "2026-10-26T19:00"),
    ("2026-01-16T19:00", "2026-01-16T20:00"),
];

/// The day until which they are away: a Tuesday, Easter Monday, Tuesdays, and one after the close.
const AWAY: [&str; 5] = ["2026-01-20", "2026-04-06", "2026-03-31", "2026-10-27", "2026-01-20"];

#[rustfmt::skip]
const EXPECTED: [(&str, [&str; 5]); 26] = [
    ("COMP_TEL", ["over COMP_TEL"; 5]),
    ("COMP_WEB", ["not Complete"; 5]),
    ("PARTIAL", ["2026-01-15T18:00 partial E", "2026-04-04T09:00 partial S", "2026-03-30T08:00 partial M", "2026-10-26T09:00 partial M", "over PARTIAL"]),
    ("REF_PROXY", ["2026-01-21T18:00 conversion E", "2026-04-09T17:00 conversion E", "2026-04-04T10:00 conversion S", "2026-10-31T11:00 conversion S", "over REF_PROXY"]),
    ("REF_SOFT", ["2026-01-21T18:00 conversion E", "2026-04-09T17:00 conversion E", "2026-04-04T10:00 conversion S", "2026-10-31T11:00 conversion S", "over REF_SOFT"]),
    ("REF_HARD", ["over REF_HARD"; 5]),
    ("BREAKOFF", ["2026-01-16T18:00 partial E", "2026-04-07T08:00 partial M", "2026-03-30T10:00 partial M", "2026-10-26T11:00 partial M", "over BREAKOFF"]),
    ("APPT_HARD", ["2026-01-16T18:45 appointment_hard E", "2026-04-07T08:00 appointment_soft M", "2026-03-30T16:45 appointment_hard E", "2026-10-26T17:45 appointment_hard E", "2026-01-16T18:45 appointment_hard E"]),
    ("APPT_SOFT", ["2026-01-16T17:00 appointment_soft E", "2026-04-04T10:00 appointment_soft S", "2026-03-30T16:00 appointment_soft E", "2026-10-26T17:00 appointment_soft E", "2026-01-16T19:00 appointment_soft E"]),
    ("NONCON", ["2026-01-15T09:00 slot_not_tried M", "2026-04-04T09:00 slot_not_tried S", "2026-03-30T08:00 slot_not_tried M", "2026-10-26T09:00 slot_not_tried M", "over NONCON"]),
    ("VM_MSG", ["2026-01-15T18:00 slot_not_tried E", "2026-04-04T09:00 slot_not_tried S", "2026-03-30T08:00 slot_not_tried M", "2026-10-26T09:00 slot_not_tried M", "over VM_MSG"]),
    ("VM_NOMSG", ["2026-01-15T09:00 slot_not_tried M", "2026-04-04T09:00 slot_not_tried S", "2026-03-30T08:00 slot_not_tried M", "2026-10-26T09:00 slot_not_tried M", "over VM_NOMSG"]),
    ("DEAD", ["waits Supervisor"; 5]),
    ("UNABLE", ["waits Supervisor"; 5]),
    ("LANG", ["waits Interpreter"; 5]),
    ("AWAY", ["2026-01-20T09:00 slot_not_tried M", "2026-04-07T08:00 slot_not_tried M", "2026-03-31T08:00 slot_not_tried M", "2026-10-27T09:00 slot_not_tried M", "over AWAY"]),
    ("WEBLINK", ["2026-01-19T09:00 slot_not_tried M", "2026-04-07T08:00 slot_not_tried M", "2026-03-31T10:00 slot_not_tried M", "2026-10-27T11:00 slot_not_tried M", "over WEBLINK"]),
    ("NOTRIED", ["now slot_not_tried E", "now slot_not_tried E", "now slot_not_tried S", "now slot_not_tried S", "now closing_soon E"]),
    ("BUSY", ["2026-01-15T09:00 slot_not_tried M", "2026-04-04T09:00 slot_not_tried S", "2026-03-30T08:00 slot_not_tried M", "2026-10-26T09:00 slot_not_tried M", "over BUSY"]),
    ("NOANS", ["2026-01-15T09:00 slot_not_tried M", "2026-04-04T09:00 slot_not_tried S", "2026-03-30T08:00 slot_not_tried M", "2026-10-26T09:00 slot_not_tried M", "over NOANS"]),
    ("BLOCKED", ["2026-01-16T18:00 slot_not_tried E", "2026-04-07T08:00 slot_not_tried M", "2026-03-30T11:00 slot_not_tried A", "2026-10-26T10:00 slot_not_tried M", "over BLOCKED"]),
    ("TECH", ["2026-01-15T09:00 slot_not_tried M", "2026-04-04T09:00 slot_not_tried S", "2026-03-30T08:00 slot_not_tried M", "2026-10-26T09:00 slot_not_tried M", "over TECH"]),
    ("MAXATT", ["over MAXATT"; 5]),
    ("WITHDRAWN", ["not Withdrawn"; 5]),
    ("DEADNUM", ["2026-01-15T09:00 slot_not_tried M", "2026-04-04T09:00 slot_not_tried S", "2026-03-30T08:00 slot_not_tried M", "2026-10-26T09:00 slot_not_tried M", "over DEADNUM"]),
    ("WRONG", ["2026-01-15T09:00 slot_not_tried M", "2026-04-04T09:00 slot_not_tried S", "2026-03-30T08:00 slot_not_tried M", "2026-10-26T09:00 slot_not_tried M", "over WRONG"]),
];

/// Anna after a call that ended so in one of the five weeks; where nobody records the outcome, after the facts it stands for.
fn after(key: &str, week: usize) -> Case<'static> {
    let moment = CALLS[week];
    let closes = if week == 4 { at("2026-01-17T00:00") } else { at(moment) + TimeDelta::days(42) };
    let kept = |because| Some(Kept { because, since: at(moment) });
    let anna = Case { closes: Some(closes), numbers: vec![1, 2], ..anna("2026-01-01T00:00", &[]) };
    let anna = Case { issued_at: at(moment) - TimeDelta::days(1), ..anna };
    let call = call(moment, key);
    let (from, until) = LOOSE[week];
    let agreed = match key {
        "APPT_HARD" => Some(Agreed::At(at(APPOINTMENTS[week]))),
        "APPT_SOFT" => Some(Agreed::Between(at(from), at(until))),
        "AWAY" => Some(Agreed::On(day(AWAY[week]))),
        _ => None,
    };
    match key {
        "COMP_WEB" => Case { kept_from: kept(Because::Complete), ..anna },
        "WITHDRAWN" => Case { kept_from: kept(Because::Withdrawn), ..anna },
        "NOTRIED" => anna,
        "MAXATT" => {
            let days = (0..8).map(|days| call.at - TimeDelta::days(days));
            let missed = days.rev().map(|at| Attempt { at, outcome: outcome("NOANS"), ..call });
            Case { attempts: missed.collect(), ..anna }
        }
        _ => Case {
            has_begun: ["PARTIAL", "BREAKOFF"].contains(&key),
            attempts: vec![Attempt { agreed, ..call }],
            ..anna
        },
    }
}

#[test]
fn after_every_outcome_anna_is_rung_when_the_rules_say_in_every_kind_of_week() {
    let mut wrong = Vec::new();
    for (key, expected) in EXPECTED {
        for (week, expected) in expected.into_iter().enumerate() {
            let now = at(CALLS[week]) + TimeDelta::minutes(1);
            let case = after(key, week);
            let rules = CallRules::usual();
            let found = told(standing(&case, &rules, &Holidays::default(), Some(FARAH), now));
            if found != expected {
                wrong.push(format!("{key} {}: {found}, not {expected}", CALLS[week]));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_outcome_is_left_out() {
    let told = EXPECTED.map(|(key, _)| key);

    assert_eq!(told, Outcome::ALL.map(Outcome::key));
}

#[test]
fn once_the_survey_has_closed_nobody_is_rung_whatever_was_agreed() {
    for key in Outcome::ALL.map(Outcome::key) {
        let found = told(stands(&after(key, 4), None, "2026-01-17T00:00"));
        let is_kept = ["COMP_WEB", "WITHDRAWN"].contains(&key);
        assert!(found == format!("over {key}") || is_kept && found.starts_with("not "), "{found}");
    }
}
