//! Names and keys.

use super::check;

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
            "survey.toml:11:7: “sleep” takes at most “weeks”, which nothing has; name a fact or an earlier question",
        ],
    );
    check(
        "many hours",
        "many {unit}",
        &[
            "survey.toml:11:7: the text of “sleep” fills in “unit”, which nothing has; name an earlier question or a fact",
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
        &["survey.toml:11:7: there are two pages “mood”; give one of them another “key”"],
    );
}

#[test]
fn a_name_stands_for_one_thing() {
    check(
        "[\"sleep\"] }] }]",
        "[\"sleep\"] }, { key = \"again\", questions = [\"sleep\"] }] }]",
        &["survey.toml:11:7: “sleep” is the name of two things; give one of them another key"],
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
