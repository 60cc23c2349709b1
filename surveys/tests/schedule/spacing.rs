//! Contacts keep their distance.

use chrono::NaiveDate;
use surveys::{schedule::Person, stopping::Way};

use super::{anna, at, handed, protocol, told};

#[test]
fn a_reminder_keeps_two_days_from_an_invitation_that_went_late() {
    let anna = handed(&[
        ("invitation", Way::Email, "2027-01-07T09:00"),
        ("invitation", Way::Sms, "2027-01-07T18:30"),
    ]);

    // Two days after the text is Saturday half past six, when texts have ended; the Sunday has none.
    assert_eq!(
        told(&protocol(), &anna, "2027-01-08T12:00")[2],
        "reminder-text later 2027-01-11T17:00"
    );
}

#[test]
fn an_email_and_its_text_are_one_contact() {
    let mut two = protocol();
    two.most_contacts = 2;

    let told = told(&two, &anna(), "2026-12-24T12:00");

    assert_eq!(told[1], "invitation-text later 2027-01-05T12:00");
    assert_eq!(told[2], "reminder-text later 2027-01-08T17:00");
    assert_eq!(told[4], "why not Enough");
}

#[test]
fn what_was_handed_over_counts_for_the_most_there_may_be() {
    let mut one = protocol();
    one.most_contacts = 1;
    let anna = handed(&[("invitation", Way::Email, "2027-01-05T10:00")]);

    let told = told(&one, &anna, "2027-01-05T11:00");

    assert_eq!(told[1], "invitation-text later 2027-01-05T12:00");
    assert_eq!(told[2], "reminder-text not Enough");
}

#[test]
fn nobody_is_contacted_while_something_they_said_is_looked_after() {
    let anna = held(&[("2027-01-04T15:00", "2027-01-06T15:00")]);

    assert_eq!(
        told(&protocol(), &anna, "2027-01-05T16:00")[..2],
        ["invitation later 2027-01-07T10:00", "invitation-text later 2027-01-07T12:00"]
    );
}

#[test]
fn what_she_said_between_the_email_and_the_text_holds_the_text() {
    let mut anna = handed(&[("invitation", Way::Email, "2027-01-05T10:00")]);
    anna.held = held(&[("2027-01-05T11:00", "2027-01-06T11:00")]).held;

    assert_eq!(
        told(&protocol(), &anna, "2027-01-05T12:00")[1],
        "invitation-text later 2027-01-06T12:00"
    );
}

#[test]
fn what_she_says_a_minute_before_a_late_message_goes_holds_it() {
    let anna = held(&[("2027-01-05T10:01", "2027-01-06T10:01")]);

    assert_eq!(
        told(&protocol(), &anna, "2027-01-05T10:05")[0],
        "invitation later 2027-01-06T10:01"
    );
}

#[test]
fn what_is_looked_after_today_brings_back_nothing_that_had_passed_before() {
    let anna =
        held(&[("2027-01-09T11:00", "2027-01-10T11:00"), ("2027-01-10T10:00", "2027-01-11T11:00")]);

    assert_eq!(
        told(&protocol(), &anna, "2027-01-10T12:00"),
        [
            "invitation not Passed",
            "invitation-text not Passed",
            "reminder-text not Passed",
            "reminder-letter not OtherWay",
            "why later 2027-01-13T10:00",
        ]
    );
}

#[test]
fn a_contact_that_she_could_not_have_at_its_time_does_not_come_after_a_later_one() {
    let anna = handed(&[("reminder", Way::Sms, "2027-01-08T17:00")]);

    assert_eq!(told(&protocol(), &anna, "2027-01-09T12:00")[0], "invitation not Passed");
}

#[test]
fn a_contact_of_another_wave_that_became_known_the_same_day_keeps_its_distance() {
    let mut both = protocol();
    let mut first = both.waves[0].clone();
    first.wave.key = surveys::keys::WaveKey::new("first").expect("a key");
    first.steps.truncate(1);
    both.waves.insert(0, first);
    let anna = handed(&[("invitation", Way::Email, "2027-01-05T12:00")]);

    let told = told(&both, &anna, "2027-01-05T14:00");

    assert_eq!(
        told,
        [
            "invitation handed 2027-01-05T12:00",
            "invitation-text due 2027-01-05T12:00",
            "reminder-text later 2027-01-08T17:00",
            "reminder-letter not OtherWay",
            "invitation later 2027-01-12T10:00",
            "invitation-text later 2027-01-12T12:00",
            "why later 2027-01-15T10:00",
        ]
    );
}

#[test]
fn who_pauses_is_sent_nothing_up_to_that_day_and_then_what_is_not_too_late() {
    let anna = Person { paused_until: NaiveDate::from_ymd_opt(2027, 1, 8), ..anna() };

    assert_eq!(
        told(&protocol(), &anna, "2027-01-05T11:00"),
        [
            "invitation waits Paused at the latest 2027-01-07T10:00",
            "invitation-text waits Paused at the latest 2027-01-07T12:00",
            "reminder-text waits Paused until 2027-01-09T10:00",
            "reminder-letter not OtherWay",
            "why later 2027-01-13T10:00",
        ]
    );
}

/// Anna, about whom something was looked after from one moment to another.
fn held(times: &[(&str, &str)]) -> Person<'static> {
    let held = times.iter().map(|(from, until)| at(from)..at(until)).collect();
    Person { held, ..anna() }
}

#[test]
fn two_waves_never_write_to_her_on_the_same_day() {
    let mut both = protocol();
    let mut other = both.waves[0].clone();
    other.wave.key = surveys::keys::WaveKey::new("other").expect("a key");
    other.steps.truncate(1);
    both.waves.push(other);

    let told = told(&both, &anna(), "2026-12-24T12:00");

    assert_eq!(
        told,
        [
            "invitation later 2027-01-05T10:00",
            "invitation-text later 2027-01-05T12:00",
            "reminder-text later 2027-01-08T17:00",
            "reminder-letter not OtherWay",
            // On Thursday at ten the text would be two days old but for two hours: the next Tuesday.
            "invitation later 2027-01-12T10:00",
            "invitation-text later 2027-01-12T12:00",
            "why later 2027-01-15T10:00",
        ]
    );
}
