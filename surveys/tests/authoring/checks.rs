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
