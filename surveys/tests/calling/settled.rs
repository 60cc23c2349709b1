//! What Anna's case has come to, as of a day.

use surveys::calls::disposition;

use super::*;

fn as_of(case: &Case<'_>, moment: &str) -> &'static str {
    disposition(case, &CallRules::usual(), at(moment)).key()
}

fn check(calls: &[(&str, &str)], expected: &str) {
    let moments: Vec<_> =
        (10..).zip(calls).map(|(day, _)| format!("2026-01-{day}T18:00")).collect();
    let calls: Vec<_> =
        moments.iter().zip(calls).map(|(at, (_, key))| (at.as_str(), *key)).collect();
    assert_eq!(as_of(&anna("2026-01-09T08:00", &calls), "2026-02-10T00:00"), expected, "{calls:?}");
}

#[test]
fn what_anna_said_stands_over_later_calls_that_nobody_answered() {
    check(&[], "NOTRIED");
    check(&[("", "NOANS"), ("", "BUSY")], "BUSY");
    check(&[("", "NONCON"), ("", "NOANS")], "NONCON");
    check(&[("", "NOANS"), ("", "REF_SOFT")], "REF_SOFT");
    check(&[("", "REF_SOFT"), ("", "NOANS")], "REF_SOFT");
    check(&[("", "REF_SOFT"), ("", "WEBLINK"), ("", "NOANS")], "REF_SOFT");
    check(&[("", "BREAKOFF"), ("", "AWAY")], "BREAKOFF");
    check(&[("", "REF_PROXY"), ("", "DEAD")], "DEAD");
    check(&[("", "APPT_HARD"), ("", "NOANS")], "APPT_HARD");
    check(&[("", "APPT_HARD"), ("", "WEBLINK")], "WEBLINK");
    check(&[("", "PARTIAL"), ("", "REF_HARD")], "PARTIAL");
    check(&[("", "REF_SOFT"), ("", "COMP_TEL")], "COMP_TEL");
}

#[test]
fn eight_calls_without_anna_are_as_many_as_may_be_unless_she_said_something() {
    let missed = [("", "NOANS"); 7];
    check(&[&missed[..], &[("", "NONCON")]].concat(), "MAXATT");
    check(&[&missed[..], &[("", "WEBLINK")]].concat(), "WEBLINK");
    check(&missed, "NOANS");
}

#[test]
fn what_came_after_the_day_is_left_out() {
    let mut anna = anna(
        "2026-01-09T08:00",
        &[("2026-01-10T11:00", "NOANS"), ("2026-01-14T18:00", "REF_SOFT")],
    );
    anna.usable_since = Some(at("2026-01-16T12:00"));
    anna.kept_from = Some(Kept { because: Because::Complete, since: at("2026-01-18T12:00") });

    let days = [
        "2026-01-09T23:00",
        "2026-01-12T00:00",
        "2026-01-15T00:00",
        "2026-01-17T00:00",
        "2026-01-19T00:00",
    ];
    assert_eq!(
        days.map(|day| as_of(&anna, day)),
        ["NOTRIED", "NOANS", "REF_SOFT", "PARTIAL", "COMP_WEB"]
    );
}

#[test]
fn who_sent_the_survey_in_a_call_completed_it_by_telephone_and_who_sent_it_alone_did_so_online() {
    let mut anna = anna("2026-01-09T08:00", &[("2026-01-10T11:00", "NOANS")]);
    anna.kept_from = Some(Kept { because: Because::Complete, since: at("2026-01-12T12:00") });

    for (sent, expected) in [(Sent::ByTelephone, "COMP_TEL"), (Sent::Online, "COMP_WEB")] {
        anna.sent = Some(sent);
        assert_eq!(as_of(&anna, "2026-01-13T00:00"), expected);
        assert_eq!(as_of(&anna, "2026-01-12T00:00"), "NOANS", "it was not sent by then");
    }
}

#[test]
fn who_withdrew_is_withdrawn_and_who_is_held_by_an_alert_is_what_the_calls_say() {
    let mut anna = anna("2026-01-09T08:00", &[("2026-01-10T11:00", "NOANS")]);
    anna.kept_from = Some(Kept { because: Because::Withdrawn, since: at("2026-01-12T00:00") });
    assert_eq!(as_of(&anna, "2026-01-13T00:00"), "WITHDRAWN");

    anna.kept_from = Some(Kept { because: Because::Alert, since: at("2026-01-12T00:00") });
    assert_eq!(as_of(&anna, "2026-01-13T00:00"), "NOANS");
}
