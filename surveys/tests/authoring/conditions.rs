//! Conditions, derived variables and checks.

use surveys::authoring::{self, File};

use super::{BANK, SURVEY, check, faults_of};

#[test]
fn a_condition_is_stopped_at_the_word_that_does_not_fit() {
    check(
        "\"mood < 5\"",
        "\"mood < few\"",
        &[
            "survey.toml:16:20: “few” does not fit here; write a number; for example “empact = 6 and not lookwk = 1”",
        ],
    );
    check(
        "\"mood < 5\"",
        "'''mood < few'''",
        &[
            "survey.toml:16:22: “few” does not fit here; write a number; for example “empact = 6 and not lookwk = 1”",
        ],
    );
}

#[test]
fn a_condition_looks_back_and_not_ahead() {
    check(
        "\"mood < 5\"",
        "\"sleep < 5\"",
        &[
            "survey.toml:16:12: the condition of “sleep” asks about its own answer; ask about what is answered before, or mend the condition",
        ],
    );
    check(
        "\"mood < 5\"",
        "\"moud < 5\"",
        &[
            "survey.toml:16:12: the condition of “sleep” names “moud”, which nothing has; did you mean “mood”?",
        ],
    );
    check("\"mood < 3\"", "\"sleep < 3\"", &[""; 0]);
    check(
        "minutes = 3",
        "minutes = 3\nusable = \"sloop is answered\"",
        &[
            "survey.toml:6:10: the condition of “a usable response” names “sloop”, which nothing has; did you mean “sleep”?",
        ],
    );
}

#[test]
fn a_named_condition_is_checked_where_it_is_written() {
    let named = |sentence: &str| format!("[conditions]\nrested = \"{sentence}\"\n[[questions]]");
    check(
        "[[questions]]",
        &named("mood > much"),
        &[
            "survey.toml:11:18: “much” does not fit here; write a number; for example “empact = 6 and not lookwk = 1”",
        ],
    );
    check(
        "[[questions]]",
        &named("mood > 2 and rested"),
        &[
            "survey.toml:11:10: the condition “rested” leads back to itself; write out what one of the names in it stands for",
        ],
    );
}

#[test]
fn a_code_in_a_condition_is_one_that_can_be_chosen() {
    let options =
        "kind = \"single\"\noptions = [{ code = 1, text = \"a\" }, { code = 2, text = \"b\" }]\n#";
    let bank = BANK.replacen("kind = \"scale\"", options, 1);
    let survey = SURVEY.replacen("\"mood < 5\"", "\"mood one of 2, 3\"", 1);
    assert_eq!(
        faults_of(&survey, &bank),
        [
            "survey.toml:16:12: the condition of “sleep” wants “mood” to be 3, which is no option; it has 1 “a”, 2 “b”"
        ]
    );
}

#[test]
fn a_derived_variable_needs_one_way_out_and_earlier_names() {
    check(
        "missing_of = \"mood\"",
        "",
        &[
            "survey.toml:18:7: a derived variable needs one of “otherwise”, “missing_of”, “formula”; write exactly one",
        ],
    );
    check(
        "missing_of = \"mood\"",
        "missing_of = \"mood\"\notherwise = 0",
        &[
            "survey.toml:18:7: a derived variable needs one of “otherwise”, “missing_of”, “formula”; write exactly one",
        ],
    );
    check(
        "missing_of = \"mood\"",
        "missing_of = [\"mood\", \"low\"]",
        &[
            "survey.toml:18:7: “low” is made from “low”, which is itself; make it from the questions",
        ],
    );
}

#[test]
fn a_date_of_birth_is_copied_into_no_column() {
    check(
        "missing_of = \"mood\"",
        "formula = { same = { of = \"dob\" } }",
        &[
            "survey.toml:18:7: “low” is the date of birth, which leaves in no file; derive an age: “formula = { age = { born = \"dob\" } }”",
        ],
    );
}

#[test]
fn a_check_that_is_shown_says_something() {
    check(
        "say = \"Is that right?\"",
        "",
        &["survey.toml:23:7: the check says nothing; write what the person is told under “say”"],
    );
}

#[test]
fn conditions_that_name_one_another_go_only_so_deep_and_what_is_read_can_be_published() {
    let denied = |many: usize, end: &str| format!("{}{end}", "not ".repeat(many));
    let survey = |many: usize| {
        let named = format!("[conditions]\nin_turn = \"{}\"\n", denied(many, "mood < 5"));
        let survey = SURVEY.replacen("\"mood < 5\"", &format!("\"{}\"", denied(20, "in_turn")), 1);
        survey.replacen("[[questions]]", &format!("{named}[[questions]]"), 1)
    };

    assert_eq!(faults_of(&survey(28), BANK), [""; 0]);
    let faults = faults_of(&survey(40), BANK);
    assert!(faults[0].contains("with the conditions that it names it goes too deep"), "{faults:?}");
    let file = File { name: "survey.toml".into(), text: survey(28) };
    let bank = |_: &str| Some(File { name: "bank.toml".into(), text: BANK.into() });
    let read = authoring::read(&file, &bank).expect("a survey");
    let again = serde_json::from_str(&serde_json::to_string(&read).expect("JSON"));
    assert_eq!(again.ok(), Some(read));
}
