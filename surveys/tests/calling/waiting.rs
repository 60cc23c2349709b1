//! What keeps everybody from ringing Anna, and whom her case waits for.

use super::*;

#[test]
fn anna_who_sent_the_survey_online_is_off_the_list_at_once_appointment_or_not() {
    let agreed = Some(Agreed::At(at("2026-01-16T11:00")));
    let call = Attempt { agreed, ..call("2026-01-14T18:00", "APPT_HARD") };
    let mut anna = Case { attempts: vec![call], ..anna("2026-01-12T08:00", &[]) };
    check(&anna, "2026-01-16T11:00", "now appointment_hard M");

    for because in
        [Because::Complete, Because::NoCalls, Because::Alert, Because::Held, Because::Shut]
    {
        anna.kept_from = Some(Kept { because, since: at("2026-01-16T10:59") });
        check(&anna, "2026-01-16T11:00", &format!("not {because:?}"));
    }
}

#[test]
fn anna_who_asked_for_a_pause_is_rung_on_the_day_after_its_last() {
    let anna = Case { paused_until: Some(day("2026-01-20")), ..anna("2026-01-12T08:00", &[]) };

    check(&anna, "2026-01-14T18:00", "2026-01-21T09:00 slot_not_tried M");
}

#[test]
fn a_case_that_a_supervisor_gave_back_is_on_the_list_again() {
    let mut anna = anna("2026-01-12T08:00", &[("2026-01-14T10:00", "UNABLE")]);
    check(&anna, "2026-01-15T10:00", "waits Supervisor");

    anna.given_back = Some(at("2026-01-15T10:00"));
    check(&anna, "2026-01-15T12:00", "now slot_not_tried A");
}

#[test]
fn after_a_number_that_is_not_hers_the_next_is_rung_and_without_one_somebody_has_to_look() {
    let mut anna = anna("2026-01-12T08:00", &[("2026-01-14T10:00", "WRONG")]);
    check(&anna, "2026-01-14T12:00", "waits Number");

    anna.numbers = vec![1, 2];
    check(&anna, "2026-01-14T11:00", "2026-01-14T12:00 slot_not_tried A");
    assert_eq!(stands(&anna, None, "2026-01-14T12:00").turn().map(|turn| turn.number), Some(2));
}

#[test]
fn two_of_her_numbers_are_rung_by_turns_until_she_answers_at_one() {
    let rules = CallRules::usual();
    let mut anna = anna("2026-01-12T08:00", &[]);
    anna.numbers = vec![1, 2, 3];
    let mut rung = Vec::new();
    for (nth, key) in ["NOANS", "NOANS", "NOANS", "WEBLINK", "NOANS", "DEADNUM"].iter().enumerate()
    {
        let number = anna.number(&rules).expect("a number");
        rung.push(number);
        let moment = format!("2026-01-{}T18:00", 12 + nth);
        anna.attempts.push(Attempt { number, ..call(&moment, key) });
    }

    assert_eq!(rung, [1, 2, 1, 2, 2, 2]);
    assert_eq!(anna.number(&rules), Some(3), "the third takes the place of the one that is gone");
}

#[test]
fn whoever_rings_is_not_told_that_an_alert_about_anna_is_open() {
    let told = [Because::Alert, Because::Held].map(|because| because.to_string());

    assert_eq!(told, ["nobody rings them for now", "nobody rings them for now"]);
    assert_eq!(Because::Shut.to_string(), "nobody could begin this survey now");
}
