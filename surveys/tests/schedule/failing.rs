//! What follows when Anna's message does not arrive. Her reminder is a text, and a letter where no text gets to her.

use surveys::{
    keys::StepKey,
    protocol::Step,
    schedule::{Arrival, Person, Reach},
    stopping::Way,
};

use super::{at, handed, protocol, told};

/// Anna, whose reminder was handed over on Friday 8 January at 17:00 and came to this.
fn reminded(arrival: Arrival) -> Person<'static> {
    let mut anna = handed(&[
        ("invitation", Way::Email, "2027-01-05T10:00"),
        ("invitation", Way::Sms, "2027-01-05T12:00"),
        ("reminder", Way::Sms, "2027-01-08T17:00"),
    ]);
    anna.handed[2].arrival = arrival;
    anna
}

/// What becomes of the letter.
fn letter(anna: &Person<'_>, now: &str) -> String {
    told(&protocol(), anna, now)[3].clone()
}

#[test]
fn a_text_that_left_keeps_the_letter_back_and_one_that_did_not_arrive_sends_it() {
    let now = "2027-01-11T07:00";
    for (arrival, becomes) in [
        (Arrival::Waits, "not OtherWay"),
        (Arrival::Left, "not OtherWay"),
        (Arrival::CameBack(at("2027-01-09T09:00")), "later 2027-01-11T09:00"),
        (Arrival::Failed(at("2027-01-10T10:00")), "later 2027-01-11T09:00"),
        (Arrival::NotTheirs(at("2027-01-10T10:00")), "later 2027-01-11T09:00"),
    ] {
        let told = letter(&reminded(arrival), now);
        assert_eq!(told, format!("reminder-letter {becomes}"), "{arrival:?}");
    }
}

#[test]
fn a_letter_is_not_too_late_because_it_took_days_to_hear_that_the_text_came_back() {
    let anna = reminded(Arrival::CameBack(at("2027-01-13T11:00")));

    assert_eq!(letter(&anna, "2027-01-13T11:05"), "reminder-letter due 2027-01-13T11:00");
    assert_eq!(letter(&anna, "2027-01-28T11:05"), "reminder-letter not Passed");
}

#[test]
fn what_was_not_to_be_sent_in_time_is_not_posted_weeks_afterwards() {
    let anna = reminded(Arrival::NotSent);

    assert_eq!(letter(&anna, "2027-01-26T11:05"), "reminder-letter not Passed");
}

#[test]
fn while_her_text_waits_without_a_number_to_go_to_the_letter_goes() {
    let mut anna = reminded(Arrival::Waits);
    anna.ways.insert(Way::Sms, Reach::NoAddress);

    assert_eq!(letter(&anna, "2027-01-08T17:05"), "reminder-letter later 2027-01-11T09:00");
}

#[test]
fn once_the_letter_is_on_its_way_no_text_follows_it() {
    let anna = handed(&[("reminder", Way::Post, "2027-01-08T09:00")]);

    assert_eq!(told(&protocol(), &anna, "2027-01-08T17:00")[2], "reminder-text not OtherWay");
}

#[test]
fn once_the_letter_went_it_is_said_of_the_text_why_it_could_not() {
    for (reach, why) in [
        (Reach::NotAgreed, "NotAgreed"),
        (Reach::OptedOut, "OptedOut"),
        (Reach::NoAddress, "NoAddress"),
        (Reach::Unreachable, "Unreachable"),
    ] {
        let mut anna = handed(&[("reminder", Way::Post, "2027-01-08T09:00")]);
        anna.ways.insert(Way::Sms, reach);

        let text = told(&protocol(), &anna, "2027-01-08T17:00")[2].clone();

        assert_eq!(text, format!("reminder-text not {why}"));
    }
}

#[test]
fn what_never_left_is_no_contact_and_is_not_sent_twice() {
    let mut one = protocol();
    one.most_contacts = 2;
    let learned = Arrival::NotTheirs(at("2027-01-12T18:01"));
    for arrival in [Arrival::Failed(at("2027-01-10T10:00")), Arrival::NotSent, learned] {
        let mut anna = handed(&[
            ("invitation", Way::Email, "2027-01-05T10:00"),
            ("reminder", Way::Sms, "2027-01-12T18:00"),
        ]);
        anna.ways.insert(Way::Post, Reach::NotAgreed);
        let why = told(&one, &anna, "2027-01-12T18:05")[4].clone();
        assert_eq!(why, "why not Enough", "it left");

        anna.handed[1].arrival = arrival;
        let told = told(&one, &anna, "2027-01-12T18:05");

        assert_eq!(told[2], "reminder-text handed 2027-01-12T18:00");
        assert_eq!(told[4], "why later 2027-01-13T10:00", "{arrival:?}");
    }
}

#[test]
fn what_came_back_was_a_contact() {
    let anna = handed(&[("reminder", Way::Sms, "2027-01-12T18:00")]);
    let mut back = anna.clone();
    back.handed[0].arrival = Arrival::CameBack(at("2027-01-12T18:01"));
    back.ways.insert(Way::Post, Reach::NotAgreed);

    for anna in [anna, back] {
        assert_eq!(told(&protocol(), &anna, "2027-01-12T19:00")[4], "why later 2027-01-15T10:00");
    }
}

#[test]
fn of_three_texts_that_went_to_somebody_elses_number_only_the_last_is_made_up_for_by_a_letter() {
    let mut three = protocol();
    let reminder = three.waves[0].steps[1].clone();
    for (key, day) in [("second", 14), ("third", 21)] {
        let key = StepKey::new(key).expect("a key");
        three.waves[0].steps.push(Step { key, day, ..reminder.clone() });
    }
    let mut anna = handed(&[
        ("reminder", Way::Sms, "2027-01-12T17:00"),
        ("second", Way::Sms, "2027-01-19T17:00"),
        ("third", Way::Sms, "2027-01-26T17:00"),
    ]);
    let learned = "2027-01-28T10:00";
    anna.handed.iter_mut().for_each(|one| one.arrival = Arrival::NotTheirs(at(learned)));
    anna.ways.insert(Way::Sms, Reach::Unreachable);

    let told = told(&three, &anna, learned);

    let letters: Vec<_> = told.iter().filter(|line| line.starts_with("reminder-letter")).collect();
    assert_eq!(
        letters,
        [
            "reminder-letter not Passed",
            "reminder-letter not Passed",
            "reminder-letter due 2027-01-28T10:00"
        ]
    );
}
