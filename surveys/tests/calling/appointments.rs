//! What Anna asked for is kept.

use surveys::calls::{NoPromise, Rank, Reason, may_promise, was_asked_for};

use super::*;

/// Ben rang at five past six on Wednesday, and she named a time.
fn agreed(agreed: Agreed) -> Case<'static> {
    let call = Attempt { agreed: Some(agreed), ..call("2026-01-14T18:05", "APPT_HARD") };
    Case { attempts: vec![call], ..anna("2026-01-12T08:00", &[]) }
}

#[test]
fn an_exact_appointment_is_due_from_a_quarter_of_an_hour_before_to_one_after() {
    let anna = agreed(Agreed::At(at("2026-01-16T11:00")));
    check(&anna, "2026-01-15T09:00", "2026-01-16T10:45 appointment_hard M");
    check(&anna, "2026-01-16T10:44", "2026-01-16T10:45 appointment_hard M");
    check(&anna, "2026-01-16T10:45", "now appointment_hard M");
    check(&anna, "2026-01-16T11:14", "now appointment_hard M");
}

#[test]
fn an_appointment_that_was_missed_is_made_up_for_on_that_day_and_then_forgotten() {
    let anna = agreed(Agreed::At(at("2026-01-16T11:00")));
    check(&anna, "2026-01-16T11:15", "now appointment_soft M");
    check(&anna, "2026-01-16T20:29", "now appointment_soft E");
    check(&anna, "2026-01-16T20:30", "2026-01-17T10:00 slot_not_tried S");
}

#[test]
fn an_appointment_may_lie_half_an_hour_later_than_anybody_is_rung_unasked() {
    let anna = agreed(Agreed::At(at("2026-01-15T20:50")));
    check(&anna, "2026-01-15T20:40", "now appointment_hard E");
    check(&anna, "2026-01-15T20:59", "now appointment_hard E");
    check(&anna, "2026-01-15T21:00", "2026-01-16T09:00 appointment_soft M");
}

#[test]
fn anna_who_said_in_an_hour_is_rung_in_an_hour() {
    let anna = agreed(Agreed::At(at("2026-01-14T19:05")));
    check(&anna, "2026-01-14T18:50", "now appointment_hard E");
    // It counts: the evening was rung in, and so was the day, twice.
    let kept = Case { attempts: vec![anna.attempts[0], call("2026-01-14T19:04", "NOANS")], ..anna };
    check(&kept, "2026-01-14T20:00", "2026-01-15T09:00 slot_not_tried M");
}

#[test]
fn an_appointment_that_was_made_in_the_last_call_is_kept() {
    let days = ["05", "06", "07", "08", "09", "12", "13"];
    let calls = days.map(|day| call(&format!("2026-01-{day}T18:00"), "NOANS"));
    let mut anna = agreed(Agreed::At(at("2026-01-16T11:00")));
    anna.attempts.splice(0..0, calls);
    assert_eq!(anna.attempts.len(), 8);
    check(&anna, "2026-01-16T11:00", "now appointment_hard M");

    anna.attempts.push(call("2026-01-16T11:00", "NOANS"));
    check(&anna, "2026-01-16T17:00", "over APPT_HARD");
    let rules = CallRules::usual();
    let asked = (0..9).map(|nth| was_asked_for(&anna, &rules, &Holidays::default(), nth));
    assert_eq!(
        asked.collect::<Vec<_>>(),
        [false, false, false, false, false, false, false, false, true]
    );
}

#[test]
fn between_two_times_anna_is_rung_while_calls_are_made_on_each_of_the_days() {
    let span = Agreed::Between(at("2026-01-16T17:00"), at("2026-01-17T12:00"));
    let anna = agreed(span);
    check(&anna, "2026-01-16T16:59", "2026-01-16T17:00 appointment_soft E");
    check(&anna, "2026-01-16T20:45", "now appointment_soft E");
    check(&anna, "2026-01-16T22:00", "2026-01-17T09:00 appointment_soft S");
    check(&anna, "2026-01-17T11:59", "now appointment_soft S");
}

#[test]
fn an_appointment_keeps_its_moment_when_the_clocks_change_before_it() {
    // Agreed on Friday for Monday at ten by the clock on the wall, which goes forward on Sunday.
    let call = Attempt {
        agreed: Some(Agreed::At(at("2026-03-30T09:00"))),
        ..call("2026-03-27T11:00", "APPT_HARD")
    };
    let anna = Case { attempts: vec![call], ..anna("2026-03-23T08:00", &[]) };

    check(&anna, "2026-03-28T11:00", "2026-03-30T08:45 appointment_hard M");
}

#[test]
fn a_text_that_asks_for_a_call_is_answered_at_the_next_hour_at_which_people_are_rung() {
    let twice = [("2026-01-14T14:00", "NOANS"), ("2026-01-14T18:00", "NOANS")];
    let anna =
        |asked: &str| Case { asked_for_call: Some(at(asked)), ..anna("2026-01-12T08:00", &twice) };
    // She was rung twice on that day, and in that slot, and now she asks.
    check(&anna("2026-01-14T18:20"), "2026-01-14T18:30", "now call_back E");
    check(&anna("2026-01-14T23:00"), "2026-01-14T23:30", "2026-01-15T09:00 call_back M");
    // She asked before the last call: that was the answer.
    check(&anna("2026-01-14T17:00"), "2026-01-14T18:30", "2026-01-15T09:00 slot_not_tried M");
}

#[test]
fn a_call_that_was_asked_for_by_text_leaves_a_later_appointment_as_it_was() {
    let mut anna = agreed(Agreed::At(at("2026-01-20T11:00")));
    anna.asked_for_call = Some(at("2026-01-15T09:30"));
    check(&anna, "2026-01-15T09:40", "now call_back M");

    anna.attempts.push(call("2026-01-15T09:40", "NOANS"));
    check(&anna, "2026-01-15T18:00", "2026-01-20T10:45 appointment_hard M");
    // She answers, and says nothing of Tuesday any more.
    anna.attempts[1].outcome = outcome("WEBLINK");
    check(&anna, "2026-01-15T18:00", "2026-01-19T12:00 slot_not_tried A");
}

#[test]
fn appointments_come_first_then_who_asked_then_who_has_begun_then_whose_survey_closes() {
    let turn = |case: &Case<'_>, now: &str| *stands(case, None, now).turn().expect("a turn");
    let rank = |case: &Case<'_>, now: &str| turn(case, now).rank(case.closes);
    let now = "2026-01-16T11:00";
    let ranks = [
        rank(&agreed(Agreed::At(at(now))), now),
        rank(&agreed(Agreed::Between(at(now), at("2026-01-16T12:00"))), now),
        rank(
            &Case { asked_for_call: Some(at("2026-01-16T10:00")), ..anna("2026-01-12T08:00", &[]) },
            now,
        ),
        rank(&Case { has_begun: true, ..anna("2026-01-12T08:00", &[]) }, now),
        rank(&Case { closes: Some(at("2026-01-18T00:00")), ..anna("2026-01-12T08:00", &[]) }, now),
        rank(&Case { closes: Some(at("2026-01-20T00:00")), ..anna("2026-01-12T08:00", &[]) }, now),
        rank(&anna("2026-01-12T08:00", &[]), now),
    ];
    assert!(ranks.is_sorted_by(|one, next| one < next), "{ranks:?}");
    assert_eq!(ranks[6], Rank { order: Reason::SlotNotTried as u8, ends: None });
}

#[test]
fn what_cannot_be_kept_is_not_agreed_to() {
    let anna = Case { closes: Some(at("2026-01-21T00:00")), ..anna("2026-01-12T08:00", &[]) };
    let promise = |agreed| {
        let rules = (&CallRules::usual(), &Holidays::default());
        may_promise(agreed, &anna, rules, at("2026-01-14T18:00"))
    };
    let moment = |moment: &str| promise(Agreed::At(at(moment)));
    let span = |from: &str, until: &str| promise(Agreed::Between(at(from), at(until)));

    assert_eq!(moment("2026-01-14T18:05"), Ok(()));
    assert_eq!(moment("2026-01-16T20:59"), Ok(()));
    assert_eq!(moment("2026-01-14T17:59"), Err(NoPromise::Past));
    assert_eq!(moment("2026-01-18T11:00"), Err(NoPromise::Shut), "a Sunday");
    assert_eq!(moment("2026-01-16T21:00"), Err(NoPromise::Shut));
    assert_eq!(moment("2026-01-21T11:00"), Err(NoPromise::Closed));
    assert_eq!(span("2026-01-14T09:00", "2026-01-14T20:00"), Ok(()), "what is left of it");
    assert_eq!(span("2026-01-16T12:00", "2026-01-16T10:00"), Err(NoPromise::Backwards));
    assert_eq!(span("2026-01-16T12:00", "2026-01-16T12:00"), Err(NoPromise::NoTime));
    assert_eq!(span("2026-01-18T10:00", "2026-01-18T12:00"), Err(NoPromise::Shut));
    assert_eq!(span("2026-01-14T10:00", "2026-01-14T12:00"), Err(NoPromise::Past));
    assert_eq!(promise(Agreed::On(day("2026-01-20"))), Ok(()));
    assert_eq!(promise(Agreed::On(day("2026-01-13"))), Err(NoPromise::Past));
}

#[test]
fn who_is_away_until_the_survey_is_closed_is_not_rung_about_it_any_more() {
    let away =
        Attempt { agreed: Some(Agreed::On(day("2026-01-21"))), ..call("2026-01-14T18:05", "AWAY") };
    let anna = Case {
        closes: Some(at("2026-01-21T00:00")),
        attempts: vec![away],
        ..anna("2026-01-12T08:00", &[])
    };
    let (rules, holidays) = (CallRules::usual(), Holidays::default());
    let now = at("2026-01-14T18:10");

    let promised = may_promise(Agreed::On(day("2026-01-21")), &anna, (&rules, &holidays), now);
    let stands = standing(&anna, &rules, &holidays, None, now);

    assert_eq!(promised, Ok(()));
    assert_eq!(stands, Standing::Over { outcome: Outcome::Away });
}
