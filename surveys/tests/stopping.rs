//! Stopping, or doing less: what each choice ends, what goes on, and what can be taken back.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use surveys::{
    consent::Permission,
    keys::WaveKey,
    stopping::{
        Act, Choice, Ending, Event, NotContacted, Part, PauseProblem, State, TakenBack, Way,
        may_delete_answers, pause_until,
    },
};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn today() -> NaiveDate {
    day("2026-09-14")
}

fn wave(key: &str) -> WaveKey {
    WaveKey::new(key).expect("a wave's key")
}

fn agrees_to_all() -> BTreeSet<Permission> {
    Permission::ALL.into_iter().collect()
}

fn event(act: Act) -> Event {
    Event { act, wave: Some(wave("four-month")), on: today() }
}

/// How somebody stands who made these choices, one after the other.
fn after(choices: &[Choice]) -> State {
    let events: Vec<_> = choices.iter().map(|choice| event(Act::Stops(*choice))).collect();
    State::fold(&events)
}

fn short(part: Part) -> &'static str {
    match part {
        Part::Contact(Way::Sms) => "texts",
        Part::Contact(Way::Email) => "emails",
        Part::Contact(Way::Phone) => "calls",
        Part::Contact(Way::Post) => "letters",
        Part::ThisSurvey => "this",
        Part::LaterSurveys => "later",
        Part::Interviews => "interviews",
        Part::AskingForRecords => "asking",
        Part::UsingRecords => "records",
        Part::KeepingIdentity => "name",
        Part::UsingAnswers => "answers",
        Part::Support => "support",
    }
}

/// What a choice stops for Anna, who agreed to everything. All else goes on.
fn check(choice: Choice, stops: &str) {
    let (stopped, goes_on) =
        State::default().effect(choice, &agrees_to_all(), &wave("four-month"), today());

    let stopped: Vec<_> = stopped.into_iter().map(short).collect();
    assert_eq!(stopped.join(" "), stops, "{}", choice.name());
    assert_eq!(stopped.len() + goes_on.len(), Part::ALL.len(), "{}", choice.name());
}

#[test]
fn each_choice_stops_what_it_says_and_nothing_else() {
    check(Choice::Contact(Way::Sms), "texts");
    check(Choice::Contact(Way::Email), "emails");
    check(Choice::Contact(Way::Phone), "calls");
    check(Choice::Contact(Way::Post), "letters");
    check(Choice::SkipSurvey, "this");
    check(Choice::NoMoreSurveys, "texts emails calls letters this later interviews");
    check(Choice::StopLinkage, "asking");
    check(Choice::DropLinked, "records");
    check(Choice::DeleteIdentity, "texts emails calls letters this later interviews asking name");
    check(Choice::DeleteAnswers, "answers");
    check(Choice::StopSupport, "support");
    check(Choice::Died, "texts emails calls letters this later interviews support");
    check(Choice::LostCapacity, "texts emails calls letters this later interviews asking");
    check(Choice::Uncontactable, "texts emails calls letters");
}

#[test]
fn only_deleting_answers_ends_the_use_of_answers_and_only_dropping_records_that_of_records() {
    for choice in Choice::ALL {
        let (stops, _) = State::default().effect(choice, &agrees_to_all(), &wave("exit"), today());

        assert_eq!(stops.contains(&Part::UsingAnswers), choice.code() == "P7");
        assert_eq!(stops.contains(&Part::UsingRecords), choice.code() == "P5");
    }
}

#[test]
fn what_anna_never_agreed_to_is_not_said_to_go_on() {
    let emails = BTreeSet::from([Permission::ContactEmail]);

    let (stops, goes_on) =
        State::default().effect(Choice::SkipSurvey, &emails, &wave("exit"), today());

    assert_eq!(stops, [Part::ThisSurvey]);
    assert!(goes_on.contains(&Part::Contact(Way::Email)));
    assert!(!goes_on.contains(&Part::Contact(Way::Sms)));
    assert!(!goes_on.contains(&Part::AskingForRecords));
}

#[test]
fn nine_kinds_of_choice_have_names_that_lead_back_to_them() {
    let codes: BTreeSet<_> = Choice::ALL.iter().map(|choice| choice.code()).collect();
    assert_eq!(codes.len(), 9);
    for choice in Choice::ALL {
        assert_eq!(Choice::from_name(choice.name()), Some(choice));
        assert_eq!(choice.is_for_staff(), choice.code() == "P9");
    }
    assert_eq!(Choice::from_name("P3"), None);
}

#[test]
fn a_skipped_survey_ends_alone_and_may_be_taken_back() {
    let mut state = after(&[Choice::SkipSurvey]);
    assert_eq!(state.ending(&wave("four-month")), Some((Ending::Skipped, today())));
    assert_eq!(state.ending(&wave("exit")), None);

    state.follow(&event(Act::TakesBack(Choice::SkipSurvey)));

    assert_eq!(state.ending(&wave("four-month")), None);
}

#[test]
fn who_wants_no_more_surveys_is_asked_none_of_them() {
    for (choice, ending) in [
        (Choice::NoMoreSurveys, Ending::NoMoreSurveys),
        (Choice::DeleteIdentity, Ending::IdentityDeleted),
        (Choice::Died, Ending::Died),
        (Choice::LostCapacity, Ending::LostCapacity),
    ] {
        assert_eq!(after(&[choice]).ending(&wave("exit")), Some((ending, today())));
    }
    for choice in [Choice::StopLinkage, Choice::DeleteAnswers, Choice::Uncontactable] {
        assert_eq!(after(&[choice]).ending(&wave("exit")), None);
    }
}

#[test]
fn what_was_deleted_stays_deleted_whatever_comes_later() {
    for choice in Choice::ALL {
        let mut state = after(&[choice]);
        state.follow(&event(Act::TakesBack(choice)));

        let never = choice.taken_back() == TakenBack::Never;
        assert_eq!(state.has(choice, &wave("four-month")), never, "{}", choice.name());
    }
    let never: Vec<_> =
        Choice::ALL.into_iter().filter(|c| c.taken_back() == TakenBack::Never).collect();
    assert_eq!(never, [Choice::DropLinked, Choice::DeleteIdentity, Choice::DeleteAnswers]);
}

#[test]
fn stopping_twice_keeps_the_first_day() {
    let mut state = after(&[Choice::NoMoreSurveys]);
    let later = Event { on: day("2026-10-01"), ..event(Act::Stops(Choice::NoMoreSurveys)) };

    state.follow(&later);

    assert_eq!(state.since(Choice::NoMoreSurveys), Some(today()));
}

#[test]
fn a_way_of_contact_is_open_only_while_it_is_agreed_to_and_not_stopped() {
    let all = agrees_to_all();
    let sms = |state: &State, permits: &BTreeSet<_>| state.may_contact(Way::Sms, permits, today());

    assert_eq!(sms(&State::default(), &all), Ok(()));
    assert_eq!(sms(&State::default(), &BTreeSet::new()), Err(NotContacted::NotAgreed));
    assert_eq!(sms(&after(&[Choice::Contact(Way::Email)]), &all), Ok(()));
    for choice in [
        Choice::Contact(Way::Sms),
        Choice::NoMoreSurveys,
        Choice::DeleteIdentity,
        Choice::Died,
        Choice::LostCapacity,
        Choice::Uncontactable,
    ] {
        assert_eq!(sms(&after(&[choice]), &all), Err(NotContacted::Stopped), "{}", choice.name());
    }
}

#[test]
fn a_pause_is_quiet_to_the_end_of_its_last_day() {
    let mut state = State::default();
    state.follow(&event(Act::PausesUntil(day("2026-10-01"))));
    let on = |state: &State, on| state.may_contact(Way::Email, &agrees_to_all(), day(on));

    assert_eq!(on(&state, "2026-10-01"), Err(NotContacted::PausedUntil(day("2026-10-01"))));
    assert_eq!(on(&state, "2026-10-02"), Ok(()));
    state.follow(&event(Act::EndsPause));
    assert_eq!(on(&state, "2026-09-15"), Ok(()));
}

#[test]
fn a_pause_ends_within_three_months() {
    let last = day("2026-12-14");
    assert_eq!(pause_until(Some(last), today()), Ok(last));
    assert_eq!(pause_until(Some(day("2026-12-15")), today()), Err(PauseProblem::TooLong(last)));
    assert_eq!(pause_until(Some(today()), today()), Err(PauseProblem::NotLater));
    assert_eq!(pause_until(None, today()), Err(PauseProblem::NotADate));
}

#[test]
fn answers_can_be_deleted_until_the_day_on_which_they_are_frozen() {
    assert!(may_delete_answers(None, today()));
    assert!(may_delete_answers(Some(day("2026-09-15")), today()));
    assert!(!may_delete_answers(Some(today()), today()));
}
