//! What is worked out: what it can be is known, as far as the survey says it.

use super::{BANK, SURVEY, check, faults_of};

const CASES: &str = "cases = [{ when = \"mood < 3\", gives = 1 }]\nmissing_of = \"mood\"";

#[test]
fn a_case_gives_a_code_that_there_is() {
    check(
        CASES,
        "codes = [{ code = 0, text = \"No\" }, { code = 1, text = \"Yes\" }]\ncases = [{ when = \"mood < 3\", gives = 5 }]\notherwise = 2",
        &[
            "survey.toml:21:39: a case of “low” gives 5, which is none of its codes; it has 0 “No”, 1 “Yes”",
            "survey.toml:22:13: “otherwise” of “low” is 2, which is none of its codes; it has 0 “No”, 1 “Yes”",
        ],
    );
    check(
        "gives = 1",
        "gives = -12",
        &[
            "survey.toml:20:39: a case of “low” gives -12, which is no missing code; missing codes are from -1 to -9",
        ],
    );
    check(
        CASES,
        "codes = [{ code = 1, text = \"Yes\" }]\ncases = [{ when = \"mood < 3\", gives = 1 }]\notherwise = -1",
        &[],
    );
}

#[test]
fn a_score_is_never_above_what_its_items_come_to() {
    let told = |most: &str| {
        let scored = SURVEY
            .replacen(
                "{ questions = [\"mood\"] }",
                "{ questions = [\"mood\"] }, { instrument = \"gad2\" }",
                1,
            )
            .replacen("mood < 5", &format!("gad2_tot > {most}"), 1);
        faults_of(&scored, BANK)
    };

    assert_eq!(told("5"), [""; 0]);
    assert_eq!(
        told("6"),
        [
            "survey.toml:16:12: “sleep” is asked of nobody: “gad2_tot > 6” cannot hold, since “gad2_tot” is from 0 to 6; mend the condition, or take the question out"
        ]
    );
}

#[test]
fn a_sum_or_a_mean_of_questions_with_limits_has_limits_too() {
    let told = |formula: &str, when: &str| {
        let survey = SURVEY.replacen(CASES, &format!("formula = {{ {formula} }}"), 1).replacen(
            "sleep > 12",
            when,
            1,
        );
        faults_of(&survey, BANK)
    };
    let sum = "sum = { of = [\"mood\", \"sleep\"] }";
    let never = |when: &str, most: &str| {
        format!(
            "survey.toml:25:8: the check “odd” never speaks: “{when}” cannot hold, since “low” is from 0 to {most}; mend the condition, or take it out"
        )
    };

    assert_eq!(told(sum, "low > 33"), [""; 0]);
    assert_eq!(told(sum, "low > 34"), [never("low > 34", "34")]);
    let mean = "mean = { of = [\"mood\", \"sleep\"], least = 1 }";
    assert_eq!(told(mean, "low > 23.9"), [""; 0]);
    assert_eq!(told(mean, "low > 24"), [never("low > 24", "24")]);
}

#[test]
fn two_that_are_made_from_each_other_are_told_so_once() {
    let both = SURVEY
        .replacen("[\"low\"]", "[\"low\", \"high\"]", 1)
        .replacen(
            CASES,
            "cases = [{ when = \"high = 1\", gives = 1 }]\notherwise = 0\n[[derived]]\nkey = \"high\"\nlabel = \"High\"\n\
             cases = [{ when = \"low = 1\", gives = 1 }]\notherwise = 0",
            1,
        );

    assert_eq!(
        faults_of(&both, BANK),
        [
            "survey.toml:20:19: “low” is made from “high”, which is made from it; make one of them from the questions themselves"
        ]
    );
}
