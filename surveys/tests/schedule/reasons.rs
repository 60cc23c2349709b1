//! Why Anna is not sent something.

use surveys::{
    schedule::{Person, Reach, Stand},
    stopping::Way,
    waves::Dates,
};

use super::{anna, check, handed, protocol, told, who};

const BEFORE: &str = "2026-12-24T12:00";

#[test]
fn who_has_sent_the_survey_is_reminded_of_nothing() {
    let not = ["invitation", "invitation-text", "reminder-text", "reminder-letter", "why"];
    let not = not.map(|message| format!("{message} not Complete"));

    assert_eq!(told(&protocol(), &who(Stand::Complete), BEFORE), not);
}

#[test]
fn who_sent_it_between_the_email_and_the_text_gets_no_text() {
    let mut anna = handed(&[("invitation", Way::Email, "2027-01-05T10:00")]);
    anna.waves = who(Stand::Complete).waves;

    assert_eq!(told(&protocol(), &anna, "2027-01-05T12:00")[1], "invitation-text not Complete");
}

#[test]
fn who_has_begun_is_asked_to_finish_and_not_told_why_it_matters() {
    let told = told(&protocol(), &who(Stand::Begun), BEFORE);

    assert_eq!(told[2], "finish-text later 2027-01-08T17:00");
    assert_eq!(told[4], "why not Begun");
}

#[test]
fn who_has_stopped_or_ended_is_sent_nothing() {
    let ended = Person { has_ended: true, ..anna() };
    for (person, why) in [(who(Stand::Stopped), " not Stopped"), (ended, " not Ended")] {
        let told = told(&protocol(), &person, BEFORE);
        assert!(told.iter().all(|line| line.ends_with(why)), "{told:?}");
    }
}

#[test]
fn who_was_not_randomised_has_no_date() {
    let anna = Person { dates: Dates::default(), ..anna() };

    assert!(told(&protocol(), &anna, BEFORE).iter().all(|line| line.ends_with(" not NoDate")));
}

#[test]
fn a_letter_comes_where_no_text_can() {
    for (reach, why) in [
        (Reach::NotAgreed, None),
        (Reach::OptedOut, None),
        (Reach::NoAddress, Some("NoAddress")),
        (Reach::Unreachable, Some("Unreachable")),
    ] {
        let text = |until: &str| {
            why.map_or_else(
                || format!("not {reach:?}"),
                |why| format!("waits {why} at the latest {until}"),
            )
        };
        let mut anna = anna();
        anna.ways.insert(Way::Sms, reach);

        check(
            &anna,
            BEFORE,
            &[
                "invitation later 2027-01-05T10:00",
                &format!("invitation-text {}", text("2027-01-07T12:00")),
                &format!("reminder-text {}", text("2027-01-10T17:00")),
                // At the time of the text no post leaves any more, and the weekend has none.
                "reminder-letter later 2027-01-11T09:00",
                "why later 2027-01-13T10:00",
            ],
        );
    }
}

#[test]
fn what_would_come_two_days_late_comes_no_more() {
    assert_eq!(
        told(&protocol(), &anna(), "2027-01-07T10:00")[0],
        "invitation due 2027-01-05T10:00"
    );
    assert_eq!(told(&protocol(), &anna(), "2027-01-07T10:01")[0], "invitation not Passed");
}

#[test]
fn nothing_goes_once_the_wave_has_closed() {
    let mut late = protocol();
    late.waves[0].steps[2].day = 57;

    assert_eq!(told(&late, &anna(), BEFORE)[4], "why not Closed");
}

#[test]
fn a_letter_for_who_has_no_mobile_goes_to_nobody_else() {
    let mut protocol = protocol();
    let letter = &mut protocol.waves[0].steps[2];
    letter.unless = vec![Way::Sms];
    letter.sends[0].way = Way::Post;
    let with = |reach| {
        let mut anna = anna();
        anna.ways.insert(Way::Sms, reach);
        told(&protocol, &anna, BEFORE)[4].clone()
    };

    assert_eq!(with(Reach::Open), "why not OtherWay");
    assert_eq!(with(Reach::NoAddress), "why later 2027-01-13T10:00");
    assert_eq!(with(Reach::OptedOut), "why later 2027-01-13T10:00");
}

#[test]
fn a_wave_that_ends_with_the_allocation_sends_nothing_after_it() {
    let mut protocol = protocol();
    protocol.waves[0].wave.until_randomised = true;

    let told = told(&protocol, &anna(), BEFORE);

    assert!(told[0].ends_with("not Closed") && told[2].ends_with("not Closed"), "{told:?}");
}

#[test]
fn what_could_only_come_after_the_survey_was_closed_says_so_and_not_that_there_is_no_hour() {
    let late = handed(&[("invitation", Way::Email, "2027-03-20T10:00")]);

    let told = told(&protocol(), &late, "2027-03-20T12:00");

    assert_eq!(told[1], "invitation-text not Closed");
    assert_eq!(told[2], "reminder-text not Closed");
    assert_eq!(told[4], "why not Closed");
}
