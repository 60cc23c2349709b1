//! Scoring on the command line.

use crate::desk::Desk;

#[test]
fn a_score_as_json_has_the_keys_that_scripts_rely_on() {
    let desk = Desk::empty("score-json");

    let json = desk.types("score phq9 --answers 1,1,1,1,1,1,1,1, --json").done().out;

    let score: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let keys: Vec<_> = score.as_object().expect("an object").keys().cloned().collect();
    let mut expected = [
        "instrument",
        "raw",
        "score",
        "band",
        "answered",
        "prorated",
        "algorithm",
        "version",
        "subscales",
    ];
    expected.sort_unstable();
    let mut keys: Vec<_> = keys.iter().map(String::as_str).collect();
    keys.sort_unstable();
    assert_eq!(keys, expected);
    assert_eq!((&score["raw"], &score["score"]), (&8.into(), &9.into()));
    assert_eq!(score["prorated"], true);
}

#[test]
fn too_many_missing_answers_give_no_score_and_that_is_no_refusal() {
    let desk = Desk::empty("score-none");

    let json = desk.types("score phq9 --answers -9,-8,na,,,,1,1,1 --json").done().out;

    let score: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(score["score"], serde_json::Value::Null);
    assert_eq!(score["answered"], 3);
}

#[test]
fn a_score_for_people_says_how_it_came_about() {
    let desk = Desk::empty("score-words");

    desk.types("score PHQ-9 --answers 1,1,1,1,1,1,1,1,1").done().says_also("9, mild");
}

#[test]
fn answers_that_cannot_be_are_refused_with_the_place() {
    let desk = Desk::empty("score-refused");
    let check = |words: &str, reason: &str| {
        desk.types(words).refused_with(reason);
    };
    check("score phq9 --answers 1,2", "PHQ-9 takes 9 values, not 2");
    check("score phq9 --answers 1,1,4,1,1,1,1,1,1", "value 3 is 4: its scale runs from 0 to 3");
    check("score phq9 --answers 1,1,x,1,1,1,1,1,1", "value 3 is \"x\"");
    check("score phq99 --answers 1", "there is no instrument “phq99”; there are ");
}
