//! More than anybody reads is told before a page of it stands still.

use super::{BANK, SURVEY, check, faults_of};

#[test]
fn a_title_and_words_that_nobody_would_read_are_told_with_what_is_the_most() {
    let long = |many: usize| "é".repeat(many);
    check("title = \"Check-in\"", &format!("title = \"{}\"", long(200)), &[]);
    check(
        "title = \"Check-in\"",
        &format!("title = \"{}\"", long(201)),
        &[
            "survey.toml:3:9: the “title” of the survey has 201 characters; 200 is the most; write it shorter, or divide it",
        ],
    );
    let text = format!("text = \"{}\"\nlabel = \"Sleep\"", long(5_001));
    check(
        "text = \"How many hours did you sleep?\"",
        &text,
        &[
            "survey.toml:12:8: the “text” of “sleep” has 5001 characters; 5000 is the most; write it shorter, or divide it",
        ],
    );
    check(
        "Is that right?",
        &long(5_001),
        &[
            "survey.toml:27:7: the “say” of the check “odd” has 5001 characters; 5000 is the most; write it shorter, or divide it",
        ],
    );
}

#[test]
fn a_question_has_as_many_options_as_a_page_can_show() {
    let with = |many: usize| {
        let options: Vec<_> =
            (0..many).map(|code| format!("{{ code = {code}, text = \"Place {code}\" }}")).collect();
        let kind = format!("kind = \"single\"\noptions = [{}]\n#", options.join(", "));
        faults_of(SURVEY, &BANK.replacen("kind = \"scale\"", &kind, 1))
    };

    assert_eq!(with(2_000), [""; 0]);
    assert_eq!(
        with(2_001),
        [
            "bank.toml:2:7: “mood” has 2001 options; 2000 is the most; ask in two steps, or for words with kind = \"text\""
        ]
    );
}
