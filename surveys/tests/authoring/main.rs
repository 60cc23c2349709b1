//! What an evaluator is told about a survey file that is wrong: where, what, and what would be right.

mod written;

mod mistakes;

mod slips;

mod read_past;

mod names;

mod kinds;

mod conditions;

mod compared;

mod sizes;

mod unreachable;

mod anybody;

mod at_once;

mod checks;

mod braces;

mod worked_out;

mod chains;

mod drift;

mod translations;

mod headings;

mod shared;

mod owners;

mod languages;

mod renewing;

mod returned;

mod side_by_side;

mod spoken;

mod schemas;

use surveys::{
    authoring::{self, File},
    condition::Condition,
};

const SURVEY: &str = r#"key = "check-in"
version = 1
title = "Check-in"
language = "en-GB"
minutes = 3
bank = "bank.toml"
derive = ["low"]
check = ["odd"]
sections = [{ title = "You", pages = [{ questions = ["mood"] }, { questions = ["sleep"] }] }]
[[questions]]
key = "sleep"
text = "How many hours did you sleep?"
kind = "number"
least = 0
most = 24
asked_if = "mood < 5"
[[derived]]
key = "low"
label = "Low"
cases = [{ when = "mood < 3", gives = 1 }]
missing_of = "mood"
[[checks]]
key = "odd"
level = "soft"
at = "sleep"
when = "sleep > 12"
say = "Is that right?"
"#;

const BANK: &str = r#"[[questions]]
key = "mood"
text = "How is your mood?"
kind = "scale"
low = "Bad"
high = "Good"
"#;

/// Replaces something in the survey file and compares every fault.
fn check(from: &str, to: &str, faults: &[&str]) {
    assert!(SURVEY.contains(from), "{from} is not in the survey");
    assert_eq!(faults_of(&SURVEY.replacen(from, to, 1), BANK), faults);
}

/// Replaces something in the bank and compares every fault.
fn check_bank(from: &str, to: &str, faults: &[&str]) {
    assert!(BANK.contains(from), "{from} is not in the bank");
    assert_eq!(faults_of(SURVEY, &BANK.replacen(from, to, 1)), faults);
}

fn faults_of(survey: &str, bank: &str) -> Vec<String> {
    let bank = File { name: "bank.toml".into(), text: bank.into() };
    let open = |name: &str| (name == bank.name).then(|| bank.clone());
    let faults = authoring::read(&File { name: "survey.toml".into(), text: survey.into() }, &open);
    faults.err().unwrap_or_default().iter().map(ToString::to_string).collect()
}

#[test]
fn a_file_without_a_fault_is_read() {
    assert_eq!(faults_of(SURVEY, BANK), [""; 0]);
}

#[test]
fn what_is_no_toml_is_one_fault() {
    check(
        "version = 1",
        "version = ",
        &["survey.toml:2:11: “version” has no value; write one behind the equals sign"],
    );
    check(
        "minutes = 3",
        "minuets = 3",
        &["survey.toml:5:1: a survey has no field “minuets”; did you mean “minutes”?"],
    );
}

#[test]
fn a_rule_of_the_bank_about_a_question_that_is_not_asked_is_left_out() {
    let more = "[[questions]]\nkey = \"naps\"\ntext = \"Naps?\"\nkind = \"number\"\nleast = 0\nmost = 9\n\
                [[checks]]\nkey = \"odd\"\nlevel = \"soft\"\nat = \"naps\"\nwhen = \"naps > 5\"\nsay = \"Really?\"\n";
    let bank = format!("{BANK}{more}");
    let open = |_: &str| Some(File { name: "bank.toml".into(), text: bank.clone() });

    let survey =
        authoring::read(&File { name: "survey.toml".into(), text: SURVEY.into() }, &open).unwrap();

    assert_eq!(survey.checks.len(), 1);
    assert_eq!(survey.checks[0].at.as_str(), "sleep");
    assert_eq!(survey.usable, Condition::Never);
}

#[test]
fn every_fault_is_told_at_once() {
    let survey = SURVEY.replacen("most = 24", "most = -1\nsource = \"ours\"", 1);
    let survey = survey.replacen("mood < 5", "mood <", 1);
    let faults = faults_of(&survey, &BANK.replacen("low = \"Bad\"", "", 1));
    let places: Vec<_> = faults.iter().map(|fault| fault.split(": ").next().unwrap()).collect();

    assert_eq!(
        places,
        ["bank.toml:4:8", "survey.toml:17:19", "survey.toml:16:10", "survey.toml:14:9",]
    );
}
