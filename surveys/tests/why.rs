//! Where a value comes from: the rule, the answers, and for each reason why there is none, what it was.

mod why {
    pub mod sleep;
}

use surveys::{
    codebook, journey,
    keys::PageKey,
    sheet::{Draft, Sheet},
    value::{Missing, Value},
    why::{Is, Response},
};
use why::sleep::{facts, origin, sheet, survey};

fn told(sheet: &Sheet, variable: &str) -> String {
    origin(sheet, "T", variable).because.join(" ")
}

fn missing(reason: Missing) -> Value {
    Value::Missing(reason)
}

#[test]
fn what_is_worked_out_is_told_down_to_the_answers_each_once() {
    let sheet = sheet(&[("slept", Value::Code(1)), ("hours", Value::Number(5.0))], "why");

    let tired = origin(&sheet, "T", "tired");

    assert_eq!((tired.value.as_str(), tired.is), ("6", Is::WorkedOut));
    assert_eq!(tired.rule, ["the sum of short, hours"]);
    assert_eq!(tired.because, ["All 2 have a number."]);
    let [short, hours] = tired.inputs.as_slice() else { panic!("{tired:?}") };
    assert_eq!(short.value, "1 (Yes)");
    assert_eq!(
        short.because,
        [
            "The first case that holds gives 1 (Yes), because “How many hours?” (hours) is less than 6."
        ]
    );
    assert_eq!(short.inputs[0].because, ["Answered on the page hours."]);
    assert!(hours.is_told_before && hours.because.is_empty());
    assert_eq!(tired.answers(), ["hours"]);
}

#[test]
fn a_question_that_was_routed_past_names_the_rule_that_was_false_and_what_it_looked_at() {
    let hours = origin(&sheet(&[("slept", Value::Code(2))], "why"), "T", "hours");

    assert_eq!(hours.missing, Some(-1));
    assert_eq!(
        hours.because,
        [
            "It is asked only if slept is 1 (Yes).",
            "It was not asked because “Did you sleep?” (slept) is not 1 (Yes): it is 2 (No)."
        ]
    );
    assert_eq!(
        (hours.inputs[0].variable.as_str(), hours.inputs[0].value.as_str()),
        ("slept", "2 (No)")
    );
}

#[test]
fn what_is_missing_behind_a_page_says_how_far_they_came() {
    let said = told(&sheet(&[("slept", Value::Code(1))], "hours"), "help");

    assert_eq!(
        said,
        "It stands on the page help, after the furthest page that was shown: hours. The answers were not sent."
    );
}

#[test]
fn a_blank_that_was_meant_differs_from_a_page_that_was_only_shown_and_one_with_something_typed() {
    let meant = sheet(&[("slept", missing(Missing::Blank))], "hours");
    let shown = sheet(&[], "slept");
    let mut typed = shown.clone();
    typed.drafts.insert(PageKey::new("slept").expect("a key"), Draft::default());

    assert_eq!(
        told(&meant, "slept"),
        "It was asked about once more, and the page slept was left without an answer to it."
    );
    assert_eq!(told(&shown, "slept"), "The page slept was shown, and nothing was given on it.");
    assert!(told(&typed, "slept").contains("not in order"), "{}", told(&typed, "slept"));
}

#[test]
fn a_reason_that_somebody_chose_is_told_as_theirs() {
    let said = sheet(
        &[("slept", missing(Missing::DontKnow)), ("help", missing(Missing::Refused))],
        "help",
    );

    assert_eq!(told(&said, "slept"), "On the page slept this was chosen: Don't know.");
    assert_eq!(told(&said, "help"), "On the page help this was chosen: Prefer not to say.");
}

#[test]
fn an_option_that_is_no_longer_offered_is_told_with_its_rule() {
    let chosen = sheet(&[("slept", Value::Code(2)), ("help", Value::Code(1))], "why");

    let help = origin(&chosen, "C", "help");

    assert_eq!(help.missing, Some(-6));
    assert!(help.because[0].contains("no longer offered"), "{help:?}");
    assert_eq!((help.inputs[0].variable.as_str(), help.inputs[0].value.as_str()), ("arm", "C"));
    assert_eq!(help.inputs[0].is, Is::Fact);
}

#[test]
fn words_behind_an_option_that_was_not_chosen_are_missing_for_that() {
    let woken = sheet(
        &[
            ("slept", Value::Code(1)),
            ("hours", Value::Number(7.0)),
            ("woken", Value::Codes(vec![2])),
        ],
        "why",
    );

    assert_eq!(
        told(&woken, "woken_96t"),
        "Words are asked for only behind the option 96 (Something else), and it was not chosen."
    );
}

#[test]
fn an_age_is_told_without_the_date_of_birth() {
    let sheet = sheet(&[("dob", Value::Vault), ("slept", Value::Code(2))], "slept");

    let age = origin(&sheet, "T", "d_age");

    let dob = &age.inputs[0];
    assert_eq!((age.value.as_str(), dob.variable.as_str()), ("46", "dob"));
    assert_eq!(dob.value, "given, and kept in the identity vault");
    assert_eq!(age.inputs[1].value, "6 July 2026");
    assert!(!format!("{age:?}").contains("1980"), "{age:?}");
}

#[test]
fn somebodys_own_words_are_not_told() {
    let sheet = sheet(
        &[
            ("slept", Value::Code(1)),
            ("hours", Value::Number(7.0)),
            ("why", Value::Text("Noise".into())),
        ],
        "why",
    );

    let why = origin(&sheet, "T", "why");

    assert_eq!(why.value, "given, in their own words");
    assert!(!format!("{why:?}").contains("Noise"), "{why:?}");
}

#[test]
fn a_check_says_whether_its_rule_held_and_of_what() {
    let long = |hours| {
        told(
            &sheet(&[("slept", Value::Code(1)), ("hours", Value::Number(hours))], "why"),
            "overlong",
        )
    };

    assert_eq!(
        long(17.0),
        "It applied at hours, because “How many hours?” (hours) is more than 16."
    );
    assert_eq!(
        long(7.0),
        "It did not apply at hours, because “How many hours?” (hours) is not more than 16: it is 7."
    );
}

#[test]
fn what_was_kept_although_its_inputs_are_gone_says_so() {
    let (survey, facts) = (survey(), facts("T"));
    let sheet = sheet(&[("slept", Value::Code(2))], "why");
    let mut all = journey::as_left(&survey, &sheet, &facts);
    all.set("d_age".into(), Value::Number(40.0));

    let age = Response { survey: &survey, sheet: &sheet, facts: &facts, all: &all }.origin("d_age");

    assert!(age.because[0].contains("is kept as it was"), "{age:?}");
}

#[test]
fn a_column_says_what_it_shows_of_its_variable() {
    let (survey, facts) = (survey(), facts("T"));
    let sheet = sheet(&[("slept", Value::Code(1)), ("woken", Value::Codes(vec![1, 2]))], "woken");
    let all = journey::as_left(&survey, &sheet, &facts);
    let columns = codebook::columns(&survey);
    let response = Response { survey: &survey, sheet: &sheet, facts: &facts, all: &all };
    let because = |name: &str| {
        let column = columns.iter().find(|column| column.name == name).expect("a column");
        response.origin_of(column).because[0].clone()
    };

    assert_eq!(because("woken_02"), "Option 2 is among those that were ticked.");
    assert_eq!(because("woken_96"), "Option 96 is not among those that were ticked.");
    assert_eq!(because("why_st"), "It was not given, so its status is the reason for that.");
}

#[test]
fn whether_a_response_that_was_not_sent_can_be_used_is_told_with_its_rule() {
    let (survey, facts) = (survey(), facts("T"));
    let usable = |sheet: &Sheet| {
        let all = journey::as_left(&survey, sheet, &facts);
        Response { survey: &survey, sheet, facts: &facts, all: &all }.usable()
    };

    assert!(
        usable(&sheet(&[("slept", Value::Code(1))], "hours"))
            .starts_with("It is enough to be used")
    );
    let too_little = usable(&sheet(&[], "slept"));
    assert!(
        too_little.starts_with("It is too little to be used (slept is answered), because"),
        "{too_little}"
    );
}
