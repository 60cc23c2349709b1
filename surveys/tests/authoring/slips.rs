//! Slips of the pen: what is no TOML, and fields that there are not or that hold something else.

use super::{BANK, SURVEY, check, check_bank, faults_of};

#[test]
fn what_is_no_toml_is_told_in_words_that_an_evaluator_knows() {
    let told = |from: &str, to: &str| faults_of(&SURVEY.replacen(from, to, 1), BANK).join("\n");

    let check_one = |from: &str, to: &str, fault: &str| assert_eq!(told(from, to), fault);
    check_one(
        "title = \"Check-in\"",
        "title = Check-in",
        "survey.toml:3:9: “Check-in” stands without quotation marks; write \"Check-in\"",
    );
    check_one(
        "title = \"Check-in\"",
        "title = “Check-in”",
        "survey.toml:3:9: these are no quotation marks of a file; write \"Check-in\", with straight ones",
    );
    check_one(
        "title = \"Check-in\"",
        "title = \"Check-in",
        "survey.toml:3:18: these words have no quotation mark at their end; put one there",
    );
    check_one(
        "title = \"Check-in\"",
        "title: \"Check-in\"",
        "survey.toml:3:6: “title” is no field; write a field as name = value, and begin a remark with #",
    );
    check_one(
        "most = 24",
        "most = 24\nmost = 25",
        "survey.toml:16:1: “most” stands here for the second time; take one of them out",
    );
    check_one(
        "[{ title = \"You\",",
        "[{ title = \"You\"",
        "survey.toml:9:29: a comma is missing before this; put one between the two",
    );
    check_one(
        "{ questions = [\"sleep\"] }] }]",
        "{ questions = [\"sleep\"] }] }",
        "survey.toml:9:12: this “[” is never closed; write “]” where it ends",
    );
}

#[test]
fn a_field_that_holds_something_else_is_told_with_what_it_holds() {
    check(
        "version = 1",
        "version = 0",
        &[
            "survey.toml:2:11: “version” is a whole number from 1 to 2147483647, and here it is 0; write one of these numbers",
        ],
    );
    check(
        "[\"mood\"] }",
        "\"mood\" }",
        &[
            "survey.toml:9:53: “questions” is a list, and here it is text; put it in brackets: questions = [\"mood\"]",
        ],
    );
    check(
        "level = \"soft\"",
        "level = \"softly\"",
        &[
            "survey.toml:24:9: “level” is one of soft, hard, paradata, and here it is “softly”; did you mean “soft”?",
        ],
    );
    check(
        "most = 24",
        "most = 24\noptional = \"yes\"",
        &[
            "survey.toml:16:12: “optional” is true or false, and here it is text; write optional = true, or take the line out",
        ],
    );
    check(
        "most = 24",
        "most = nan",
        &[
            "survey.toml:15:8: “most” is a number, and here it is a number with decimals; write most = 1, or what it is",
        ],
    );
}

#[test]
fn a_list_of_words_where_options_stand_is_told_once() {
    check_bank(
        "kind = \"scale\"",
        "kind = \"single\"\noptions = [\"Good\", \"Bad\"]",
        &[
            "bank.toml:5:12: “options” is a list, each of it an option, and here is text; write each as { code = 1, text = \"Yes\" }",
        ],
    );
}

#[test]
fn a_field_of_another_program_is_told_by_its_name_here() {
    check_bank(
        "kind = \"scale\"",
        "type = \"scale\"",
        &["bank.toml:4:1: a question has no field “type”; did you mean “kind”?"],
    );
    check(
        "most = 24",
        "most = 24\nrequired = true",
        &[
            "survey.toml:16:1: a question has no field “required”; take it out: a blank is asked about once more, and nobody is forced",
        ],
    );
}

#[test]
fn what_is_missing_is_told_once() {
    check_bank(
        "text = \"How is your mood?\"\n",
        "",
        &[
            "bank.toml:1:1: “mood” needs “text”; write { key = \"mood\", text = \"…\", kind = \"single\" }",
        ],
    );
    check(
        "level = \"soft\"\n",
        "",
        &[
            "survey.toml:22:1: “odd” needs “level”; write { key = \"odd\", level = \"soft\", at = \"hours\", when = \"hours > 60\", say = \"…\" }",
        ],
    );
}

#[test]
fn a_language_that_there_is_not_is_told() {
    let language = "language = \"en-GB\"";
    check(
        language,
        "language = \"English\"",
        &["survey.toml:4:12: “English” is no language's tag; did you mean “en”?"],
    );
    check(
        language,
        "language = \"xx-nonsense\"",
        &[
            "survey.toml:4:12: “xx-nonsense” is no language's tag; write its tag, such as en-GB, cy for Welsh, pl for Polish",
        ],
    );
}

#[test]
fn a_birthday_never_stands_among_the_answers() {
    let dob = |vault: &str| {
        let born = format!(
            "[[questions]]\nkey = \"dob\"\ntext = \"When were you born?\"\nkind = \"date\"\n{vault}[[questions]]\n"
        );
        let survey = SURVEY.replacen("[[questions]]\n", &born, 1);
        faults_of(&survey.replacen("[\"sleep\"]", "[\"dob\", \"sleep\"]", 1), BANK)
    };

    assert_eq!(dob("vault = true\n"), [""; 0]);
    assert_eq!(
        dob(""),
        [
            "survey.toml:11:7: the date of birth would stand among the answers; give “dob” the line vault = true"
        ]
    );
}

#[test]
fn two_things_never_share_a_column() {
    let two = "kind = \"text\"\nmost = 9\n[[questions]]\nkey = \"sleep_st\"\ntext = \"Why?\"\nkind = \"number\"\nleast = 0";
    let survey = SURVEY
        .replacen("kind = \"number\"\nleast = 0", two, 1)
        .replace("sleep > 12", "sleep is answered");
    let survey = survey.replacen("[\"sleep\"]", "[\"sleep\", \"sleep_st\"]", 1);

    assert_eq!(
        faults_of(&survey, BANK),
        [
            "survey.toml:16:7: “sleep” and “sleep_st” would share the column “sleep_st”; give one of them another key"
        ]
    );
}

#[test]
fn a_hard_check_leaves_an_answer_that_can_be_given() {
    check(
        "level = \"soft\"\nat = \"sleep\"\nwhen = \"sleep > 12\"",
        "level = \"hard\"\nat = \"sleep\"\nwhen = \"sleep >= 0\"",
        &[
            "survey.toml:26:8: the hard check “odd” blocks every answer to “sleep”; say with “when” which answers are wrong",
        ],
    );
}

#[test]
fn what_a_condition_compares_with_is_what_there_is() {
    let asked_if = "asked_if = \"mood < 5\"";
    check(
        asked_if,
        "asked_if = \"mood == 5\"",
        &[
            "survey.toml:16:19: “=” does not fit here; one “=” is enough; for example “empact = 6 and not lookwk = 1”",
        ],
    );
    check(
        asked_if,
        "asked_if = \"mood = -8\"",
        &[
            "survey.toml:16:20: “-8” does not fit here; a missing code is not compared: write “is answered”, or “not … is answered”; for example “empact = 6 and not lookwk = 1”",
        ],
    );
    check(
        asked_if,
        "asked_if = \"mood = low\"",
        &[
            "survey.toml:16:12: the condition of “sleep” wants “mood” to be low, which is no number; it is a number: compare it with one",
        ],
    );
    check(
        "\"mood < 5\"",
        "\"mood < nan\"",
        &[
            "survey.toml:16:20: “nan” does not fit here; write a number; for example “empact = 6 and not lookwk = 1”",
        ],
    );
}

#[test]
fn an_answer_that_is_laid_into_the_box_beforehand_is_told_to_be_nobodys() {
    check(
        "least = 0",
        "default = 8\nleast = 0",
        &[
            "survey.toml:14:1: a question has no field “default”; take it out: nothing is answered before somebody answers it",
        ],
    );
}

#[test]
fn a_comma_that_is_missing_behind_a_code_is_told_as_that() {
    check(
        "minutes = 3",
        "minutes = 3\nlists = { a = [{ code = 1 text = \"Monday\" }] }",
        &["survey.toml:6:25: a comma is missing between “1” and “text”; put one between the two"],
    );
}

#[test]
fn a_web_page_that_was_saved_for_a_survey_is_told_to_be_one() {
    for page in ["<!DOCTYPE html>\n<html>\n<body>key = 1</body></html>", "\n <html>"] {
        assert_eq!(
            faults_of(page, BANK),
            [
                "survey.toml:1:1: this is a web page or another file in angle brackets, and no TOML; bring the file itself, not the page that shows it"
            ]
        );
    }
}
