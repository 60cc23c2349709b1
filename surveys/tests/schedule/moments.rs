//! At which moment each message goes.

use surveys::{events::EventKind, stopping::Way, waves::Anchor};

use super::{anna, at, check, handed, protocol, told};

#[test]
fn everything_stands_ahead_before_the_wave_opens() {
    // Opening day is a holiday Friday, so the invitation waits for the Tuesday; a week later, the reminder.
    check(
        &anna(),
        "2026-12-24T12:00",
        &[
            "invitation later 2027-01-05T10:00",
            "invitation-text later 2027-01-05T12:00",
            "reminder-text later 2027-01-08T17:00",
            "reminder-letter not OtherWay",
            "why later 2027-01-13T10:00",
        ],
    );
}

#[test]
fn a_message_is_due_from_its_moment_on() {
    assert_eq!(
        told(&protocol(), &anna(), "2027-01-05T09:59")[0],
        "invitation later 2027-01-05T10:00"
    );
    assert_eq!(
        told(&protocol(), &anna(), "2027-01-05T10:00")[0],
        "invitation due 2027-01-05T10:00"
    );
    assert_eq!(
        told(&protocol(), &anna(), "2027-01-05T10:00")[1],
        "invitation-text later 2027-01-05T12:00"
    );
}

#[test]
fn the_text_of_a_contact_follows_its_email_on_the_day_on_which_that_went() {
    // The email went a day late; the text comes at its own time of that day.
    let anna = handed(&[("invitation", Way::Email, "2027-01-06T08:00")]);

    assert_eq!(
        told(&protocol(), &anna, "2027-01-06T08:01")[..2],
        ["invitation handed 2027-01-06T08:00", "invitation-text later 2027-01-06T12:00"]
    );
}

#[test]
fn ten_in_the_morning_is_ten_where_she_lives() {
    let mut anna = anna();
    // The wave opens on 1 April 2027, in summer time.
    anna.dates.randomised_on = chrono::NaiveDate::from_ymd_opt(2026, 11, 30);
    assert_eq!(
        told(&protocol(), &anna, "2026-12-24T12:00")[0],
        "invitation later 2027-04-01T09:00"
    );

    anna.zone = "America/New_York";
    assert_eq!(
        told(&protocol(), &anna, "2026-12-24T12:00")[0],
        "invitation later 2027-04-01T14:00"
    );
}

#[test]
fn a_leap_day_is_a_day() {
    let mut anna = anna();
    anna.dates.randomised_on = chrono::NaiveDate::from_ymd_opt(2027, 10, 30);

    // 122 days later is Tuesday 29 February 2028.
    assert_eq!(
        told(&protocol(), &anna, "2028-02-01T12:00")[0],
        "invitation later 2028-02-29T10:00"
    );
}

#[test]
fn a_protocol_that_changes_moves_what_was_not_handed_over_at_once() {
    let mut sooner = protocol();
    sooner.waves[0].steps[1].day = 8;
    let anna = handed(&[
        ("invitation", Way::Email, "2027-01-05T10:00"),
        ("invitation", Way::Sms, "2027-01-05T12:00"),
    ]);

    assert_eq!(
        told(&protocol(), &anna, "2027-01-06T12:00")[2],
        "reminder-text later 2027-01-08T17:00"
    );
    // Saturday the ninth: texts end at six.
    assert_eq!(told(&sooner, &anna, "2027-01-06T12:00")[2], "reminder-text later 2027-01-09T17:00");
    assert_eq!(at("2027-01-09T17:00").format("%a").to_string(), "Sat");
}

#[test]
fn a_step_after_another_moves_with_the_day_of_the_week_on_which_that_falls() {
    let mut protocol = protocol();
    let reminder = &mut protocol.waves[0].steps[1];
    (reminder.after, reminder.day) = (surveys::keys::StepKey::new("invitation").ok(), 3);

    // The wave opens on a Friday, the invitation goes on the Tuesday, and the text three days after that.
    let told = told(&protocol, &anna(), "2026-12-24T12:00");

    assert_eq!(told[0], "invitation later 2027-01-05T10:00");
    assert_eq!(told[2], "reminder-text later 2027-01-08T17:00");
}

#[test]
fn a_wave_that_is_counted_from_an_event_waits_for_it() {
    let mut protocol = protocol();
    let wave = &mut protocol.waves[0].wave;
    (wave.anchor, wave.opens_after) = (Anchor::Event(EventKind::JobStart), 14);
    let mut anna = anna();
    assert_eq!(told(&protocol, &anna, "2026-12-24T12:00")[0], "invitation not NoDate");

    // A second job moves nothing.
    for day in [20, 1] {
        let on = chrono::NaiveDate::from_ymd_opt(2026, 12, day).expect("a day");
        anna.dates.events.note(EventKind::JobStart, on);
    }

    // Two weeks after the first of December is a Tuesday.
    let told = told(&protocol, &anna, "2026-12-01T12:00");
    assert_eq!(told[0], "invitation later 2026-12-15T10:00");
}

#[test]
fn a_text_that_is_late_waits_for_the_morning_and_is_not_sent_at_night() {
    let texts = |now: &str| told(&protocol(), &anna(), now)[2].clone();

    assert_eq!(texts("2027-01-08T19:59"), "reminder-text due 2027-01-08T17:00");
    assert_eq!(texts("2027-01-08T22:00"), "reminder-text later 2027-01-09T10:00");
    assert_eq!(texts("2027-01-09T10:00"), "reminder-text due 2027-01-08T17:00");
    // After the Saturday texts rest until Monday, and by then it is too late.
    assert_eq!(texts("2027-01-09T18:00"), "reminder-text not Passed");
}
