//! Checks: each speaks where it knows what it looks at.

use super::{BANK, SURVEY, check, faults_of};

const ODD: &str = "level = \"soft\"\nat = \"sleep\"\nwhen = \"sleep > 12\"";

#[test]
fn a_check_that_looks_ahead_would_let_everything_through_and_is_a_fault() {
    check(
        ODD,
        "level = \"hard\"\nat = \"mood\"\nwhen = \"sleep > 12\"",
        &[
            "survey.toml:26:8: the check “odd” speaks beside “mood”, before “sleep” is known; let it speak beside “sleep”, or mend the condition",
        ],
    );
    check(
        ODD,
        "level = \"soft\"\nat = \"mood\"\nwhen = \"tired = 1\"",
        &[
            "survey.toml:26:8: the condition of “odd” names “tired”, which nothing has; name a question, a derived variable or a fact",
        ],
    );
}

#[test]
fn what_is_worked_out_from_a_later_page_is_not_known_either() {
    let late = SURVEY.replacen("missing_of = \"mood\"", "missing_of = \"sleep\"", 1);

    let told = |at: &str| {
        let odd = format!("level = \"soft\"\nat = \"{at}\"\nwhen = \"low = 1\"");
        faults_of(&late.replacen(ODD, &odd, 1), BANK)
    };

    assert_eq!(
        told("mood"),
        [
            "survey.toml:26:8: the check “odd” speaks beside “mood”, before “low” is known; let it speak beside a later question, or mend the condition"
        ]
    );
    assert_eq!(told("sleep"), [""; 0]);
}

#[test]
fn a_check_knows_all_of_its_page_and_a_flag_in_the_export_everything() {
    let one_page =
        SURVEY.replacen("[\"mood\"] }, { questions = [\"sleep\"] }", "[\"mood\", \"sleep\"] }", 1);
    let beside_mood =
        |level: &str| format!("level = \"{level}\"\nat = \"mood\"\nwhen = \"sleep > 12\"");

    assert_eq!(faults_of(&one_page.replacen(ODD, &beside_mood("hard"), 1), BANK), [""; 0]);
    assert_eq!(faults_of(&SURVEY.replacen(ODD, &beside_mood("paradata"), 1), BANK), [""; 0]);
}

#[test]
fn a_soft_check_that_several_hard_ones_cover_between_them_never_asks() {
    let hard = |key: &str, when: &str| {
        format!(
            "[[checks]]\nkey = \"{key}\"\nlevel = \"hard\"\nat = \"sleep\"\nwhen = \"{when}\"\nsay = \"No.\"\n"
        )
    };
    let told = |from: &str| {
        let both =
            hard("some", &format!("sleep >= {from} and sleep <= 16")) + &hard("much", "sleep > 16");
        let survey = SURVEY.replacen("[[checks]]\n", &format!("{both}[[checks]]\n"), 1);
        faults_of(&survey.replacen("[\"odd\"]", "[\"some\", \"much\", \"odd\"]", 1), BANK)
    };

    assert_eq!(told("14"), [""; 0]);
    assert_eq!(
        told("12"),
        [
            "survey.toml:38:8: the soft check “odd” never asks: where it would, one of the hard checks “some”, “much” blocks; let the soft check speak earlier, or take it out"
        ]
    );
}

#[test]
fn what_else_is_wrong_with_a_question_does_not_hide_that_nobody_is_asked_it() {
    check(
        "most = 24\nasked_if = \"mood < 5\"",
        "unti = \"hours\"\nasked_if = \"mood > 10\"",
        &[
            "survey.toml:15:1: a question has no field “unti”; did you mean “unit”?",
            "survey.toml:13:8: a question of kind number needs “least” and “most”; add it under the question",
            "survey.toml:16:12: “sleep” is asked of nobody: “mood > 10” cannot hold, since “mood” is from 0 to 10; mend the condition, or take the question out",
        ],
    );
}
