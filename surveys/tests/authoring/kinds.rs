//! Kinds of question, and what each of them needs.

use super::{BANK, SURVEY, check, check_bank, faults_of};

/// Adds a question of a kind to the survey and compares the one fault.
fn check_kind(kind: &str, more: &str, fault: &str) {
    let bank = format!(
        "{BANK}[[questions]]\nkey = \"more\"\ntext = \"More?\"\nkind = \"{kind}\"\n{more}\n"
    );
    let survey = SURVEY.replacen("[\"sleep\"] }", "[\"sleep\"] }, { questions = [\"more\"] }", 1);
    assert_eq!(faults_of(&survey, &bank), [fault]);
}

#[test]
fn a_kind_is_one_of_those_there_are() {
    let kinds =
        "kinds are single, multiple, number, scale, grid, text, date, month, amount, contact";
    check_bank(
        "\"scale\"",
        "\"slider\"",
        &[&format!("bank.toml:4:8: there is no kind “slider”; {kinds}")],
    );
}

#[test]
fn a_question_has_what_its_kind_needs() {
    check_kind(
        "single",
        "",
        "bank.toml:10:8: “more” has no options; write “options”, or name one of the [lists]",
    );
    check_kind(
        "multiple",
        "list = \"none\"",
        "bank.toml:11:8: there is no list “none”; write “options”, or name one of the [lists]",
    );
    check_kind(
        "number",
        "least = 1",
        "bank.toml:10:8: a question of kind number needs “least” and “most”; add it under the question",
    );
    check_kind(
        "scale",
        "",
        "bank.toml:10:8: a question of kind scale needs “low” and “high”, the words at its two ends; add it under the question",
    );
    check_kind(
        "text",
        "",
        "bank.toml:10:8: a question of kind text needs “most”, a whole number from 1 to 65535; add it under the question",
    );
    check_kind(
        "text",
        "most = 70000",
        "bank.toml:10:8: a question of kind text needs “most”, a whole number from 1 to 65535; add it under the question",
    );
}

#[test]
fn a_grid_needs_rows_and_an_amount_its_period() {
    check_kind(
        "grid",
        "low = \"a\"\nhigh = \"b\"",
        "bank.toml:10:8: a question of kind grid needs “rows”; add it under the question",
    );
    check_kind(
        "grid",
        "low = \"a\"\nhigh = \"b\"\nrows = [{ key = \"A\", text = \"a\" }]",
        "bank.toml:13:17: “A” cannot be a row's key; use 1 to 7 lower-case letters and digits",
    );
    check_kind(
        "amount",
        "options = [{ code = 1, text = \"a week\" }]",
        "bank.toml:10:8: a question of kind amount needs “most” and “period”; add it under the question",
    );
}

#[test]
fn limits_and_codes_make_sense() {
    check_kind(
        "number",
        "least = 5\nmost = 1",
        "bank.toml:11:9: “more” takes nothing: 5 is more than 1; “least” is the smaller number",
    );
    check_kind(
        "number",
        "least = 1\nmost = 5\nplaces = 3",
        "bank.toml:13:10: “more” has 3 decimal places; two is the most",
    );
    check_kind(
        "single",
        "options = [{ code = -1, text = \"a\" }]",
        "bank.toml:11:21: the code -1 is below 0, where the missing codes are; use 0 or more",
    );
    check_kind(
        "single",
        "options = [{ code = 1, text = \"a\" }, { code = 1, text = \"b\" }]",
        "bank.toml:11:47: the code 1 stands for “a” and for “b”; give each option a code of its own",
    );
}

#[test]
fn a_label_fits_into_labelled_files() {
    let long = "é".repeat(81);
    check(
        "most = 24",
        &format!("most = 24\nlabel = \"{long}\""),
        &[
            "survey.toml:16:9: the label has 81 characters; labelled files take 80; write a shorter “label”",
        ],
    );
    check(
        "How many hours did you sleep?",
        &long,
        &[
            "survey.toml:12:8: the text has 81 characters, more than a label may have in labelled files; write a “label” of at most 80 characters beside it",
        ],
    );
}

#[test]
fn a_grid_without_a_row_asks_nothing() {
    check_kind(
        "grid",
        "low = \"Not at all\"\nhigh = \"Completely\"\nrows = []",
        "bank.toml:10:8: a question of kind grid needs “rows”; add it under the question",
    );
}

#[test]
fn contact_details_never_stand_among_the_answers() {
    check_kind(
        "contact",
        "",
        "bank.toml:10:8: the contact details of “more” would stand among the answers; call the question “contact” and give it “vault = true”",
    );
}

#[test]
fn the_vault_takes_only_what_it_has_a_place_for() {
    check_kind(
        "text",
        "most = 20\nvault = true",
        "bank.toml:12:9: the identity vault has no place for “more”; leave “vault” to the date of birth, “dob”, and to “contact”",
    );
}
