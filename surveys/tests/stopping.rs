//! Stopping, or doing less: what each choice ends, what goes on, and what can be taken back.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use surveys::{
    consent::Permission,
    keys::WaveKey,
    stopping::{
        Act, Choice, Effect, Ending, Event, NotContacted, Part, PassedOn, PauseProblem, State,
        TakenBack, Way, may_delete_answers, pause_until,
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

/// What a choice comes to for Anna, who agreed to everything, stands like this, and can answer the survey
/// of a wave.
fn effect_at(state: &State, choice: Choice, asked: Option<&str>) -> Effect {
    state.effect(choice, &agrees_to_all(), asked.map(wave).as_ref(), today())
}

/// What a choice stops for Anna, who agreed to everything. All else goes on.
fn check(choice: Choice, stops: &str) {
    let effect = effect_at(&State::default(), choice, Some("four-month"));

    let stopped: Vec<_> = effect.stops.into_iter().map(short).collect();
    assert_eq!(stopped.join(" "), stops, "{}", choice.name());
    assert_eq!(stopped.len() + effect.goes_on.len(), Part::ALL.len(), "{}", choice.name());
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
    check(Choice::DeleteAnswers, "this answers");
    check(Choice::StopSupport, "support");
    check(Choice::Died, "texts emails calls letters this later interviews support");
    check(Choice::LostCapacity, "texts emails calls letters this later interviews asking");
    check(Choice::Uncontactable, "texts emails calls letters");
}

#[test]
fn only_deleting_answers_ends_the_use_of_answers_and_only_dropping_records_that_of_records() {
    for choice in Choice::ALL {
        let stops = effect_at(&State::default(), choice, Some("exit")).stops;

        assert_eq!(stops.contains(&Part::UsingAnswers), choice.code() == "P7");
        assert_eq!(stops.contains(&Part::UsingRecords), choice.code() == "P5");
    }
}

#[test]
fn what_anna_never_agreed_to_is_not_said_to_go_on() {
    let emails = BTreeSet::from([Permission::ContactEmail]);

    let Effect { stops, goes_on, .. } =
        State::default().effect(Choice::SkipSurvey, &emails, Some(&wave("exit")), today());

    assert_eq!(stops, [Part::ThisSurvey]);
    assert!(goes_on.contains(&Part::Contact(Way::Email)));
    assert!(!goes_on.contains(&Part::Contact(Way::Sms)));
    assert!(!goes_on.contains(&Part::AskingForRecords));
}

#[test]
fn a_survey_that_anna_has_sent_is_not_said_to_close_and_not_to_go_on() {
    for choice in Choice::ALL.into_iter().filter(|choice| *choice != Choice::SkipSurvey) {
        let effect = effect_at(&State::default(), choice, None);

        assert!(!effect.stops.contains(&Part::ThisSurvey), "{}", choice.name());
        assert!(!effect.goes_on.contains(&Part::ThisSurvey), "{}", choice.name());
    }
}

#[test]
fn whoever_has_stopped_every_way_is_not_promised_that_we_write() {
    let ways = [Way::Sms, Way::Email, Way::Phone].map(Choice::Contact);
    let last = effect_at(&after(&ways), Choice::Contact(Way::Post), Some("exit"));
    let first = effect_at(&State::default(), Choice::Contact(Way::Post), Some("exit"));

    let said = last.goes_on_lines().join(" ");
    assert!(said.contains("We have no way left to tell you when: please ask us."), "{said}");
    assert!(said.contains("we have no way left to ask you"), "{said}");
    assert!(!said.contains("You still get later surveys"), "{said}");
    assert!(first.goes_on_lines().contains(&"You still get later surveys, if there are any."));
    for choice in [Choice::Contact(Way::Sms), Choice::SkipSurvey] {
        assert!(!choice.about().contains("reach you") && !choice.about().contains("still get"));
    }
}

#[test]
fn what_only_staff_record_is_said_of_the_person_and_all_else_to_them() {
    let to_them = |line: &str| {
        let words = line.split(|c: char| !c.is_alphanumeric());
        words.map(str::to_lowercase).any(|word| word == "you" || word == "your")
    };
    for choice in Choice::ALL {
        let effect = effect_at(&State::default(), choice, Some("exit"));
        let (stops, goes_on) = (effect.stop_lines(), effect.goes_on_lines());

        let any = stops.iter().chain(&goes_on).any(|line| to_them(line));
        assert_eq!(any, !choice.is_for_staff(), "{}", choice.name());
        assert_eq!((stops.len(), goes_on.len()), (effect.stops.len(), effect.goes_on.len()));
    }
}

#[test]
fn nobody_is_said_to_be_told_that_the_support_stops_unless_they_are() {
    let said = |passed_on| {
        let effect = effect_at(&State::default(), Choice::StopSupport, Some("exit"));
        effect.passed_on_to(passed_on).stop_lines().join(" ")
    };

    assert!(said(PassedOn::SiteLeads).starts_with("We tell the people who look after your site"));
    assert!(said(PassedOn::Administrators).contains("ask for somebody to pass it on"));
    assert!(said(PassedOn::Nobody).contains("please tell them yourself"));
    for passed_on in [PassedOn::Administrators, PassedOn::Nobody] {
        assert!(!said(passed_on).contains("We tell"));
        assert_eq!(PassedOn::from_name(passed_on.name()), passed_on);
    }
    assert!(!Choice::StopSupport.about().contains("tell"), "not before it is known who is told");
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
    let both = after(&[Choice::SkipSurvey, Choice::NoMoreSurveys]);
    assert_eq!(both.endings(&wave("four-month")).count(), 2);
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
fn answers_that_anna_gave_after_she_had_some_deleted_are_used_and_can_be_deleted_in_their_turn() {
    let mut state = after(&[Choice::DeleteAnswers]);
    state.has_answers();

    let effect = effect_at(&state, Choice::DeleteAnswers, None);
    assert_eq!(effect.stops, [Part::UsingAnswers]);
    assert_eq!(state.since(Choice::DeleteAnswers), Some(today()), "she is told of the first time");

    let again = Event { on: day("2026-10-01"), ..event(Act::Stops(Choice::DeleteAnswers)) };
    state.follow(&again);
    assert!(state.has(Choice::DeleteAnswers, &wave("exit")));
    assert_eq!(state.since(Choice::DeleteAnswers), Some(day("2026-10-01")));
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
