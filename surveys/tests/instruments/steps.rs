//! How a score came about, told for whoever is asked where a number comes from.

use surveys::{
    facts::{Background, Facts},
    journey,
    scoring::{Packs, instrument},
    sheet::Sheet,
    value::{Missing, Value},
    why::{Origin, Response},
};

use crate::sound;

/// Where a score comes from, by answers in the order of the instrument's items. What is below 0 is a missing code.
fn origin(id: &str, answers: &[i32], variable: &str) -> Origin {
    let survey = sound(&format!("{{ instrument = \"{id}\" }},"), "", &Packs::default());
    let last = survey.pages().last().map(|(_, page)| page.key.clone());
    let mut sheet = Sheet { reached: last, ..Sheet::default() };
    let items = instrument(id).expect("an instrument").keys();
    for (item, answer) in items.into_iter().zip(answers) {
        let value = Missing::try_from(*answer).map_or(Value::Code(*answer), Value::Missing);
        sheet.answers.set(item, value);
    }
    let facts = Facts::gather(&Background::default(), chrono::NaiveDate::default());
    let all = journey::as_left(&survey, &sheet, &facts);
    Response { survey: &survey, sheet: &sheet, facts: &facts, all: &all }.origin(variable)
}

#[test]
fn a_prorated_score_tells_which_item_is_without_an_answer_and_how_the_others_stand_for_it() {
    let total = origin("phq9", &[1, 2, 2, 1, 0, 1, 2, -6, 0], "phq9_tot");

    assert_eq!(total.value, "10");
    assert_eq!(
        total.because,
        [
            "8 of 9 items have an answer from 0 to 3; without: phq_8.",
            "Their sum is 9; prorated to 9 items: 9 ÷ 8 × 9 = 10.125, rounded half up to 10."
        ]
    );
    assert_eq!(total.inputs.len(), 9);
    assert_eq!((total.inputs[7].missing, total.inputs[0].missing), (Some(-6), None));
    assert!(total.rule.iter().any(|rule| rule.starts_with("way of scoring: ")), "{total:?}");
}

#[test]
fn a_score_that_too_many_answers_are_missing_for_says_how_many_may_be() {
    let total = origin("phq9", &[1, 2, 2, 1, 0, 1, -6, -6, -9], "phq9_tot");

    assert_eq!(total.missing, Some(-6));
    assert_eq!(
        total.because[1],
        "There is no score: at most 2 of 9 items may be without an answer."
    );
}

#[test]
fn a_score_of_every_item_tells_its_sum() {
    let total = origin("phq9", &[1; 9], "phq9_tot");

    assert_eq!(total.because, ["9 of 9 items have an answer from 0 to 3.", "Their sum is 9."]);
}
