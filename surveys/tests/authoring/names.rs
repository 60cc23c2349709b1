//! Names and keys.

use super::{BANK, SURVEY, check, faults_of};

#[test]
fn a_name_in_the_survey_file_that_leads_nowhere_is_a_fault() {
    check(
        "\"bank.toml\"",
        "\"bonk.toml\"",
        &[
            "survey.toml:6:8: the bank “bonk.toml” cannot be opened; name a file that lies beside this one",
        ],
    );
    check(
        "[\"sleep\"] }] }]",
        "[\"sleap\"] }] }]",
        &["survey.toml:9:80: there is no question “sleap”; did you mean “sleep”?"],
    );
    check(
        "[\"low\"]",
        "[\"lo\"]",
        &["survey.toml:7:11: there is no derived variable “lo”; did you mean “low”?"],
    );
    check(
        "[\"odd\"]",
        "[\"od\"]",
        &["survey.toml:8:10: there is no check “od” for this survey; did you mean “odd”?"],
    );
}

#[test]
fn a_name_in_a_question_that_leads_nowhere_is_a_fault() {
    check(
        "most = 24",
        "most = 24\nsource = \"ours\"",
        &["survey.toml:16:10: there is no source “ours”; write it under [sources]"],
    );
    check(
        "most = 24",
        "most = 24\nmost_fact = \"weeks\"",
        &[
            "survey.toml:16:13: “sleep” takes at most “weeks”, which nothing has; did you mean “weeks_max”?",
        ],
    );
    check(
        "many hours",
        "many {unit}",
        &[
            "survey.toml:12:8: the text of “sleep” fills in “unit”, which nothing has; name an earlier question or a fact",
        ],
    );
    check(
        "[[questions]]",
        "[routing]\nwork = \"mood > 2\"\n[[questions]]",
        &[
            "survey.toml:11:8: [routing] has “work”, which this survey does not ask; put the question on a page, or take the line out",
        ],
    );
}

#[test]
fn a_key_that_cannot_be_one_is_a_fault() {
    check(
        "\"check-in\"",
        "\"Check in\"",
        &[
            "survey.toml:1:7: “Check in” cannot be a key: use 1 to 32 lower-case letters, digits and hyphens, beginning with a letter; choose another key",
        ],
    );
    check(
        "[\"mood\"] }",
        "[\"mood\"], key = \"1st\" }",
        &[
            "survey.toml:9:69: “1st” cannot be a key: use 1 to 20 lower-case letters, digits and underscores, beginning with a letter; choose another key",
        ],
    );
}

#[test]
fn a_page_needs_a_question_and_a_key_of_its_own() {
    check(
        "[\"mood\"] }",
        "[] }",
        &[
            "survey.toml:9:53: the page has no question; give it one",
            "survey.toml:16:12: the condition of “sleep” names “mood”, which this survey does not ask; put it on a page before, or mend the name",
            "survey.toml:20:19: “low” is made from “mood”, which this survey does not ask; put it on a page before, or mend the name",
        ],
    );
    check(
        "[\"sleep\"] }] }]",
        "[\"sleep\"], key = \"mood\" }] }]",
        &["survey.toml:9:79: there are two pages “mood”; give one of them another “key”"],
    );
}

#[test]
fn a_name_stands_for_one_thing() {
    check(
        "[\"sleep\"] }] }]",
        "[\"sleep\"] }, { key = \"again\", questions = [\"sleep\"] }] }]",
        &["survey.toml:9:121: “sleep” stands on two pages, “sleep” and “again”; ask it once"],
    );
    check(
        "key = \"low\"",
        "key = \"mood\"",
        &[
            "survey.toml:7:11: there is no derived variable “low”; write it under [[derived]]",
            "survey.toml:18:7: “mood” stands here and not among “derive”, so it does nothing; name it there, or take it out",
        ],
    );
}

#[test]
fn an_analyst_gets_a_file_because_no_question_is_called_like_a_column_or_a_word_of_their_program() {
    let called = |name: &str| faults_of(&SURVEY.replace("sleep", name), BANK);
    for (name, is) in [
        ("status", "a column of its own in every export"),
        ("lang_start", "a column of its own in every export"),
        ("n_attempts", "a column of its own in every export"),
        ("then", "what the buttons of every page are called"),
        ("byte", "a word of SPSS, Stata or R, which take no such variable"),
    ] {
        let told = format!("“{name}” is {is}; give it another key");
        assert!(called(name).iter().any(|fault| fault.ends_with(&told)), "{:?}", called(name));
    }
    assert_eq!(called("slept"), [""; 0]);
    // A condition that says “not” could not be told from one that asks about it.
    assert!(!called("not").is_empty());
    let named =
        SURVEY.replacen("[[questions]]", "[conditions]\nsleep = \"mood < 3\"\n[[questions]]", 1);
    let told = "“sleep” is the name of a condition, too; give one of them another name";
    assert!(faults_of(&named, BANK).iter().any(|fault| fault.ends_with(told)));
}

#[test]
fn a_check_is_a_column_too_and_has_no_name_that_an_analyst_could_not_use() {
    let called = |name: &str| faults_of(&SURVEY.replace("\"odd\"", &format!("\"{name}\"")), BANK);

    for name in ["all", "by", "status"] {
        let told = format!("“{name}” is ");
        let faults = called(name);
        assert!(faults.iter().any(|fault| fault.contains(&told)), "{name}: {faults:?}");
    }
    assert_eq!(called("strange"), [""; 0]);
}

#[test]
fn a_question_on_two_pages_is_told_at_the_second() {
    check(
        "{ questions = [\"sleep\"] }",
        "{ questions = [\"sleep\"] }, { key = \"again\", questions = [\"mood\"] }",
        &["survey.toml:9:121: “mood” stands on two pages, “mood” and “again”; ask it once"],
    );
}

#[test]
fn a_question_on_two_pages_that_are_both_named_after_it_is_told_once() {
    check(
        "{ questions = [\"sleep\"] }]",
        "{ questions = [\"sleep\"] }, { questions = [\"sleep\"] }]",
        &["survey.toml:9:106: “sleep” stands on two pages, number 2 and number 3; ask it once"],
    );
}

#[test]
fn a_type_of_words_in_stata_is_no_name() {
    let called = |key: &str| faults_of(&SURVEY.replace("sleep", key), BANK);

    for key in ["str1", "str244", "str2045", "strl", "double", "using", "with", "_n"] {
        assert!(!called(key).is_empty(), "{key}");
    }
    for key in ["str", "stress", "str5a", "strong1"] {
        assert_eq!(called(key), [""; 0], "{key}");
    }
}

#[test]
fn what_stands_in_for_a_key_that_is_none_is_never_named() {
    let both = SURVEY.replace("\"sleep\"", "\"My sleep\"");
    let both = both.replace(
        "{ questions = [\"mood\"] }",
        "{ questions = [\"mood\"] }, { questions = [\"A B\"] }",
    );
    let both = format!(
        "{both}\n[[questions]]\nkey = \"A B\"\ntext = \"Well?\"\nkind = \"text\"\nmost = 9\n"
    );
    let told = faults_of(&both, BANK);
    assert!(!told.iter().any(|fault| fault.contains("unknown")), "{told:#?}");
    assert!(
        told.iter().filter(|fault| fault.contains("cannot be a key")).count() >= 2,
        "{told:#?}"
    );
}
