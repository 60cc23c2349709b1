//! What checks say to Anna: one thing at a time, in her own numbers.

use surveys::{
    answer::Problem,
    authoring::{self, File},
    definition::Survey,
    facts::{Background, Facts},
    journey::{self, Manner},
    sheet::Sheet,
    typed::Typed,
};

use super::phone::{day, page_key};

/// The soft check stands before the hard one, and holds wherever that does.
fn hours() -> Survey {
    let text = r#"
        key = "hours"
        version = 1
        title = "Hours"
        language = "en-GB"
        minutes = 1
        check = ["ck_many", "ck_week"]
        sections = [{ title = "Work", pages = [{ questions = ["job"] }, { questions = ["hrs"] }] }]
        questions = [
          { key = "job", text = "Your job?", kind = "single", options = [
            { code = 1, text = "Nurse", in_a_sentence = "a nurse" }, { code = 2, text = "Driver" } ] },
          { key = "hrs", text = "Hours?", kind = "number", least = 0, most = 168 },
        ]
        checks = [
          { key = "ck_many", level = "soft", at = "hrs", when = "hrs > 60", say = "{hrs} hours as {job}. Is that right?" },
          { key = "ck_week", level = "hard", at = "hrs", when = "hrs > 80", say = "Nobody works {hrs} hours." },
        ]
    "#;
    authoring::read(&File { name: "hours.toml".into(), text: text.into() }, &|_| None).unwrap()
}

/// Anna, a nurse, types each of these and presses Continue; what she is told each time, and whether she came on.
fn check(typed: &[&str], told: &[&str]) {
    let survey = hours();
    let background = Background { begun_on: day("2026-03-01"), ..Background::default() };
    let facts = Facts::gather(&background, day("2026-03-01"));
    let mut sheet = Sheet::default();
    let mut save = |field: &str, words: &str| {
        let (page, typed) = (page_key(field), [(field.to_owned(), words.to_owned())]);
        let typed = Typed::from_pairs(typed);
        journey::save(&survey, &mut sheet, &facts, &page, typed, Manner::Continue).unwrap();
        let draft = sheet.draft(&page).cloned().unwrap_or_default();
        let said = |(_, problem): &(_, Problem)| match problem {
            Problem::Check { say, .. } => say.clone(),
            other => format!("{other:?}"),
        };
        draft.problems.iter().map(said).collect::<Vec<_>>().join(" and ")
    };
    assert_eq!(save("job", "1"), "");
    let heard: Vec<_> = typed.iter().map(|words| save("hrs", words)).collect();
    assert_eq!(heard, told);
}

#[test]
fn beside_a_question_where_something_blocks_nothing_is_asked() {
    check(
        &["90", "90", "70", "70"],
        &[
            "Nobody works 90 hours.",
            "Nobody works 90 hours.",
            "70 hours as a nurse. Is that right?",
            "",
        ],
    );
}

#[test]
fn a_number_that_was_confirmed_does_not_confirm_one_that_is_blocked() {
    check(
        &["70", "70", "90"],
        &["70 hours as a nurse. Is that right?", "", "Nobody works 90 hours."],
    );
}

#[test]
fn another_odd_number_is_asked_about_by_its_own_name() {
    check(
        &["70", "75", "75"],
        &["70 hours as a nurse. Is that right?", "75 hours as a nurse. Is that right?", ""],
    );
}
