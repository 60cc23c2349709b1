//! Whether Anna's message still goes when its worker has it in hand.

use chrono::NaiveDate;
use surveys::schedule::{AtSending, Because, at_sending};

use super::*;

/// The reminder by text, due on Friday 8 January 2027 at 17:00, which a worker takes up.
fn sent_at(protocol: &Protocol, person: &Person<'_>, now: &str) -> String {
    let step = StepKey::new("reminder").expect("a key");
    match at_sending(protocol, person, (&wave(), &step, Way::Sms), at(now)) {
        AtSending::Goes(message) => format!("goes {message}"),
        AtSending::Later(at) => format!("later {}", minute(at)),
        AtSending::Waits(because, until) => waits(because, until),
        AtSending::Not(because) => because.to_string(),
    }
}

/// The invitation went on Tuesday, and the reminder was handed to the outbox just now.
fn in_hand() -> Person<'static> {
    handed(&[
        ("invitation", Way::Email, "2027-01-05T10:00"),
        ("invitation", Way::Sms, "2027-01-05T12:00"),
        ("reminder", Way::Sms, "2027-01-08T17:00"),
    ])
}

const NOW: &str = "2027-01-08T17:00";

#[test]
fn it_goes_and_says_what_is_right_at_that_moment() {
    assert_eq!(sent_at(&protocol(), &in_hand(), NOW), "goes reminder-text");

    let begun = Person { waves: BTreeMap::from([(wave(), Stand::Begun)]), ..in_hand() };
    assert_eq!(sent_at(&protocol(), &begun, NOW), "goes finish-text");
}

#[test]
fn whatever_has_happened_meanwhile_keeps_it_back_and_says_why() {
    let stands = |stand| Person { waves: BTreeMap::from([(wave(), stand)]), ..in_hand() };
    let reached = |reach| {
        let mut anna = in_hand();
        anna.ways.insert(Way::Sms, reach);
        anna
    };
    for (person, why) in [
        (stands(Stand::Complete), "the survey was sent"),
        (stands(Stand::Stopped), "the person stopped this survey"),
        (Person { has_ended: true, ..in_hand() }, "nothing is asked of the person any more"),
        (reached(Reach::OptedOut), "the person takes no messages like this any more"),
        (reached(Reach::NotAgreed), "the person has not agreed to be reached like this"),
    ] {
        assert_eq!(sent_at(&protocol(), &person, NOW), why);
    }
}

#[test]
fn what_may_pass_keeps_it_for_as_long_as_it_is_of_use_and_then_it_goes() {
    let reached = |reach| {
        let mut anna = in_hand();
        anna.ways.insert(Way::Sms, reach);
        anna
    };
    let pauses = |day| Person { paused_until: NaiveDate::from_ymd_opt(2027, 1, day), ..in_hand() };
    let shut = Person { shut: [wave()].into(), ..in_hand() };
    for (person, waits) in [
        (reached(Reach::NoAddress), "waits NoAddress at the latest 2027-01-10T17:00"),
        (reached(Reach::Unreachable), "waits Unreachable at the latest 2027-01-10T17:00"),
        (shut, "waits Shut at the latest 2027-01-10T17:00"),
        (pauses(8), "waits Paused until 2027-01-09T10:00"),
        (pauses(30), "waits Paused at the latest 2027-01-10T17:00"),
    ] {
        assert_eq!(sent_at(&protocol(), &person, NOW), waits);
    }
    assert_eq!(sent_at(&protocol(), &in_hand(), "2027-01-09T10:00"), "goes reminder-text");
}

#[test]
fn what_was_waited_for_in_vain_ends_with_what_kept_it() {
    let mut anna = in_hand();
    anna.ways.insert(Way::Sms, Reach::NoAddress);

    let told = sent_at(&protocol(), &anna, "2027-01-10T17:01");

    assert_eq!(told, "there is no address or number to send it to");
}

#[test]
fn once_a_later_contact_was_made_one_that_waited_comes_no_more() {
    let mut anna = in_hand();
    let mut why = anna.handed[0].clone();
    (why.step, why.at) = (StepKey::new("why-it-matters").expect("a key"), at("2027-01-08T18:00"));
    anna.handed.push(why);

    assert_eq!(sent_at(&protocol(), &anna, "2027-01-09T10:00"), "it would have come too late");
}

#[test]
fn an_alert_keeps_it_until_a_day_has_gone_and_its_way_is_open() {
    let held = Person { held: vec![at("2027-01-08T15:00")..at("2027-01-09T20:00")], ..in_hand() };

    assert_eq!(sent_at(&protocol(), &held, NOW), "later 2027-01-11T17:00");
}

#[test]
fn at_night_it_waits_for_the_morning_and_over_a_weekend_it_comes_too_late() {
    assert_eq!(sent_at(&protocol(), &in_hand(), "2027-01-08T20:00"), "later 2027-01-09T10:00");
    let sunday = sent_at(&protocol(), &in_hand(), "2027-01-09T18:00");
    assert_eq!(sunday, "it would have come too late", "Monday would be more than two days late");
}

#[test]
fn a_holiday_that_the_protocol_has_got_since_keeps_it() {
    let mut protocol = protocol();
    protocol.hours_late = 96;
    protocol.holidays.also = vec![NaiveDate::from_ymd_opt(2027, 1, 8).expect("a day")];

    assert_eq!(sent_at(&protocol, &in_hand(), NOW), "later 2027-01-09T17:00");
}

#[test]
fn it_goes_by_the_protocol_that_holds_now() {
    let mut moved = protocol();
    moved.waves[0].steps[1].day = 10;
    assert_eq!(sent_at(&moved, &in_hand(), NOW), "later 2027-01-11T17:00");

    let mut dropped = protocol();
    dropped.waves[0].steps.remove(1);
    let why = Because::NotPlanned.to_string();
    assert_eq!(sent_at(&dropped, &in_hand(), NOW), why);
    dropped.waves.clear();
    assert_eq!(sent_at(&dropped, &in_hand(), NOW), why);
}

#[test]
fn on_the_last_night_of_a_wave_it_does_not_wait_for_a_morning_on_which_it_is_closed() {
    let mut protocol = protocol();
    protocol.waves[0].wave.open_for = Some(7);

    assert_eq!(sent_at(&protocol, &in_hand(), "2027-01-08T20:00"), "the survey is closed");
}
