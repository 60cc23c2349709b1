//! What has to be on record before a survey with an alert may open.

use chrono::NaiveDate;
use surveys::{catalogue, safeguarding::lacking, study::Study};

use crate::{check_in, study};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// What is missing after a change to the example study, on a day in November.
fn check(change: impl FnOnce(&mut Study), expected: &[&str]) {
    let mut study = study();
    change(&mut study);
    let lacking = lacking(&study, &check_in(), day("2026-11-22"));
    let lacking: Vec<_> = lacking.iter().map(ToString::to_string).collect();
    assert_eq!(lacking.len(), expected.len(), "{lacking:?}");
    for (lack, expected) in lacking.iter().zip(expected) {
        assert!(lack.contains(expected), "{lack}");
    }
}

fn with(change: impl FnOnce(&mut surveys::safeguarding::Safeguarding)) -> impl FnOnce(&mut Study) {
    |study| change(study.safeguarding.as_mut().expect("a roster"))
}

#[test]
fn the_example_lacks_nothing() {
    check(|_| {}, &[]);
}

#[test]
fn without_the_section_everything_is_missing() {
    let all = ["names 0 on “duty”", "“lead”", "hours", "respond", "out_of_hours", "owner"];
    check(|study| study.safeguarding = None, &all);
}

#[test]
fn the_same_person_twice_is_one() {
    check(
        with(|own| own.duty = vec!["a@example.org".into(), "A@example.org".into(), "me".into()]),
        &["names 1 on “duty”"],
    );
}

#[test]
fn nobody_may_be_there_at_no_time_or_act_within_no_time() {
    check(with(|own| own.hours = Default::default()), &["hours"]);
    check(with(|own| own.respond.as_mut().unwrap().level_3_hours = 0), &["respond"]);
    check(with(|own| own.out_of_hours = Some(" ".into())), &["out_of_hours"]);
}

#[test]
fn help_texts_hold_for_six_months_and_no_day_longer() {
    for (reviewed, holds) in
        [("2026-05-22", true), ("2026-05-21", false), ("2026-11-22", true), ("2026-11-23", false)]
    {
        let old = format!("reviewed on {reviewed}");
        let expected = if holds { vec![] } else { vec![old.as_str()] };
        check(with(|own| own.help.as_mut().unwrap().reviewed_on = day(reviewed)), &expected);
    }
    check(with(|own| own.help.as_mut().unwrap().owner.clear()), &["owner"]);
}

#[test]
fn people_are_told_before_they_agree() {
    let untold = |study: &mut Study| {
        study.consent.statements.retain(|said| said.code != "C9");
    };
    check(untold, &["no statement of the consent form"]);
}

#[test]
fn an_import_whose_alert_nobody_described_does_not_open() {
    let mut survey = check_in();
    survey.alerts = Default::default();
    let lacking = lacking(&study(), &survey, day("2026-11-22"));
    assert_eq!(lacking.len(), 1);
    assert!(lacking[0].to_string().contains("“phq_9” speaks of suicide"));
}

#[test]
fn a_survey_that_raises_no_alert_opens_without_any_of_it() {
    let mut study = study();
    study.safeguarding = None;
    let baseline = catalogue::survey("baseline").expect("it comes with the program");
    assert_eq!(lacking(&study, baseline, day("2026-11-22")), []);
}

#[test]
fn the_standard_words_are_there_where_a_study_has_none() {
    let help = study().safeguarding.unwrap().help.unwrap();
    assert_eq!(help.heading, "Thank you for telling us");
    let reach: Vec<_> = help.lines.iter().map(|line| line.reach.as_str()).collect();
    assert!(reach[0].contains("999") && reach[2].contains("116 123") && reach[3].contains("85258"));
}
