//! After a refusal somebody else asks once more, and nobody after that.

use super::*;

fn told_to(interviewer: i32, case: &Case<'_>, now: &str) -> String {
    told(stands(case, Some(interviewer), now))
}

fn refused() -> Case<'static> {
    anna("2026-01-12T08:00", &[("2026-01-14T18:00", "REF_SOFT")])
}

#[test]
fn anna_who_would_rather_not_is_asked_once_more_after_a_week_by_farah_and_not_by_ben() {
    let anna = refused();
    assert_eq!(told_to(FARAH, &anna, "2026-01-21T17:59"), "2026-01-21T18:00 conversion E");
    assert_eq!(told_to(FARAH, &anna, "2026-01-21T18:00"), "now conversion E");
    assert_eq!(told_to(BEN, &anna, "2026-01-21T18:00"), "waits AnotherInterviewer");
}

#[test]
fn a_second_call_after_a_refusal_is_the_last_whoever_answers_it() {
    for key in ["REF_SOFT", "REF_PROXY", "NOANS", "BUSY", "VM_MSG", "NONCON"] {
        let mut anna = refused();
        anna.attempts.push(Attempt { by: FARAH, ..call("2026-01-21T18:30", key) });
        let over = if key == "REF_PROXY" { "over REF_PROXY" } else { "over REF_SOFT" };
        assert_eq!(told_to(BEN, &anna, "2026-01-22T09:00"), over, "{key}");
    }
}

#[test]
fn anna_who_takes_the_link_after_all_is_rung_like_anybody_and_never_asked_a_third_time() {
    let mut anna = refused();
    anna.attempts.push(Attempt { by: FARAH, ..call("2026-01-21T18:30", "WEBLINK") });
    assert_eq!(told_to(BEN, &anna, "2026-01-22T09:00"), "2026-01-26T09:00 slot_not_tried M");

    anna.attempts.push(call("2026-01-26T10:00", "REF_SOFT"));
    assert_eq!(told_to(FARAH, &anna, "2026-02-03T10:00"), "over REF_SOFT");
}

#[test]
fn after_a_firm_refusal_nobody_rings_whatever_else_is_so() {
    let mut anna = anna("2026-01-12T08:00", &[("2026-01-14T18:00", "REF_HARD")]);
    anna.asked_for_call = Some(at("2026-01-14T19:00"));
    anna.has_begun = true;

    assert_eq!(told_to(FARAH, &anna, "2026-01-22T10:00"), "over REF_HARD");
}

#[test]
fn anna_who_texts_for_a_call_after_refusing_is_rung_by_whoever_is_there() {
    let anna = Case { asked_for_call: Some(at("2026-01-15T10:00")), ..refused() };

    assert_eq!(told_to(BEN, &anna, "2026-01-15T10:05"), "now call_back M");
}

#[test]
fn a_study_that_asks_nobody_again_does_not() {
    let mut rules = CallRules::usual();
    rules.most.conversions = 0;

    let found = standing(&refused(), &rules, &Holidays::default(), None, at("2026-01-22T10:00"));

    assert_eq!(told(found), "over REF_SOFT");
}
