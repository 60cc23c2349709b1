//! Two versions of a survey: what is told of the difference, and which answers can be put side by side.

mod unnoticed;

mod heard;

mod ticked;

mod turned;
mod waves;

use surveys::{
    authoring::{self, File},
    comparing::{self, Comparability, Passage, compare},
    definition::Survey,
};

const WORK: &str = include_str!("work.toml");

fn read(text: &str) -> Survey {
    let file = File { name: "work.toml".to_owned(), text: text.to_owned() };
    authoring::read(&file, &|_| None).expect("the survey is in order")
}

/// Each pair of texts is replaced; then this is told, and these variables are not the same, with why.
fn check(replaced: &[(&str, &str)], told: &str, variables: &str) {
    let changed = replaced.iter().fold(WORK.to_owned(), |text, (old, new)| {
        assert!(text.contains(old), "{old} does not stand there");
        text.replacen(old, new, 1)
    });
    let (old, new) = (read(WORK), read(&changed));
    let changes = compare(&old, &new);
    let lines: Vec<_> = changes.iter().map(|one| format!("{}: {one}", one.about)).collect();
    assert_eq!(lines.join("\n"), told);
    let judged = comparing::variables(&old, &new, &changes).into_iter();
    let judged = judged.filter(|one| one.is != Comparability::Same);
    let judged: Vec<_> = judged.map(|one| format!("{} {}", one.name, one.is)).collect();
    assert_eq!(judged.join(", "), variables);
}

#[test]
fn a_version_with_another_number_and_nothing_else_is_the_same() {
    check(&[("version = 1", "version = 2")], "", "");
}

#[test]
fn other_words_leave_a_number_what_it_was_and_ask_for_care() {
    check(
        &[("Have you gone back to work?", "Are you back at work?")],
        "working: wording: “Have you gone back to work?” before, “Are you back at work?” now",
        "working with care, d_full with care",
    );
    check(
        &[("kind = \"single\"", "kind = \"single\"\nhint = \"Paid work\"")],
        "working: hint: none before, “Paid work” now",
        "working with care, d_full with care",
    );
}

#[test]
fn a_label_in_files_changes_no_answer() {
    check(
        &[("label = \"Back at work\"", "label = \"Back in work\"")],
        "working: label in files: “Back at work” before, “Back in work” now",
        "",
    );
}

#[test]
fn a_mended_option_is_reworded_and_one_that_says_something_else_is_replaced() {
    check(
        &[("Yes, to my old job", "Yes, to my previous job")],
        "working: the words of option 1: “Yes, to my old job” before, “Yes, to my previous job” now",
        "working with care, d_full with care",
    );
    check(
        &[("text = \"Saturday\"", "text = \"Never\"")],
        "days: 2 stands for something else: “Saturday” before, “Never” now",
        "days_01 with care, days_02 not comparable, days_97 with care, days_97t with care",
    );
}

#[test]
fn codes_that_change_places_make_numbers_mean_something_else_and_all_that_hangs_on_them() {
    check(
        &[
            ("code = 1, text = \"Yes, to my", "code = 9, text = \"Yes, to my"),
            ("code = 2, text = \"Yes, to", "code = 1, text = \"Yes, to"),
            ("code = 9, text = \"Yes, to my", "code = 2, text = \"Yes, to my"),
        ],
        "working: “Yes, to my old job” was 1 and is 2\nworking: “Yes, to another job” was 2 and is 1",
        "working not comparable, hrs with care, days_01 with care, days_02 with care, days_97 with care, \
         days_97t with care, d_full not comparable, ck_hours with care",
    );
}

#[test]
fn options_that_come_and_go_are_told_and_ask_for_care() {
    check(
        &[
            (
                "  { code = 3, text = \"No\" },",
                "  { code = 3, text = \"No\" },\n  { code = 5, text = \"Soon\" },",
            ),
            ("  { code = 2, text = \"Saturday\" },\n", ""),
        ],
        "working: option 5 is new: “Soon”\ndays: option 2 is gone: “Saturday”",
        "working with care, days_01 with care, days_97 with care, days_97t with care, d_full with care, days_02 gone",
    );
}

#[test]
fn options_in_another_order_are_the_same_numbers() {
    check(
        &[(
            "{ code = 1, text = \"Monday to Friday\" },\n  { code = 2, text = \"Saturday\" }",
            "{ code = 2, text = \"Saturday\" },\n  { code = 1, text = \"Monday to Friday\" }",
        )],
        "days: the options stand in another order",
        "days_02 with care, days_01 with care, days_97 with care, days_97t with care",
    );
}

#[test]
fn another_kind_or_unit_makes_numbers_mean_something_else() {
    check(
        &[("unit = \"hours a week\"", "unit = \"hours a month\"")],
        "hrs: unit: “hours a week” before, “hours a month” now",
        "hrs not comparable, days_01 with care, days_02 with care, days_97 with care, days_97t with care, \
         d_full not comparable, ck_hours not comparable",
    );
    check(
        &[("kind = \"grid\"\nlow = \"Not at all\"", "kind = \"grid\"\nlow = \"Completely\"")],
        "trust: what 0 means: “Not at all” before, “Completely” now",
        "trust_boss not comparable, trust_team not comparable",
    );
    check(
        &[("kind = \"amount\"\nmost = 9000\nperiod = \"payper\"\n", "kind = \"single\"\n")],
        "pay: is answered in another way: “an amount and its period” before, “one option” now",
        "pay not comparable, payper gone",
    );
}

#[test]
fn a_wider_range_takes_more_numbers_that_mean_the_same() {
    check(
        &[("most = 99", "most = 168")],
        "hrs: what is taken: “0 to 99” before, “0 to 168” now",
        "hrs with care, d_full with care, ck_hours with care",
    );
    check(
        &[("most = 9000", "most = 9500")],
        "pay: what is taken: “at most 9000 pounds” before, “at most 9500 pounds” now",
        "pay with care",
    );
}

#[test]
fn routing_is_told_in_words() {
    check(
        &[("asked_if = \"working one of 1, 2\"", "asked_if = \"working = 1\"")],
        "hrs: asked when: “working is 1 (Yes, to my old job) or 2 (Yes, to another job)” before, \
         “working is 1 (Yes, to my old job)” now",
        "hrs with care, d_full with care, ck_hours with care",
    );
}

#[test]
fn words_from_the_right_are_set_apart_from_the_english_around_them() {
    let yes = "\u{2068}نعم، إلى عملي\u{2069}";
    check(
        &[
            ("Yes, to my old job", "نعم، إلى عملي"),
            ("asked_if = \"working one of 1, 2\"", "asked_if = \"working = 1\""),
        ],
        &format!(
            "working: 1 stands for something else: “Yes, to my old job” before, “{yes}” now\n\
             hrs: asked when: “working is 1 (Yes, to my old job) or 2 (Yes, to another job)” before, \
             “\u{2068}working is 1 ({yes})\u{2069}” now"
        ),
        "working not comparable, hrs with care, days_01 with care, days_02 with care, days_97 with care, days_97t with care, d_full not comparable, ck_hours with care",
    );
}

#[test]
fn a_row_that_is_about_something_else_spoils_its_own_variable_only() {
    check(
        &[("text = \"Your manager\"", "text = \"The council\"")],
        "trust: row boss is about something else: “Your manager” before, “The council” now",
        "trust_boss not comparable",
    );
    check(
        &[(
            "{ key = \"team\", text = \"Your colleagues\" }",
            "{ key = \"self\", text = \"Yourself\" }",
        )],
        "trust: row self is new: “Yourself”\ntrust: row team is gone: “Your colleagues”",
        "trust_self new, trust_team gone",
    );
}

#[test]
fn what_is_worked_out_in_another_way_is_not_comparable_and_what_it_is_made_of_is() {
    check(
        &[("when = \"hrs >= 30\"", "when = \"hrs >= 35\"")],
        "d_full, worked out: worked out: “0 when working is 3 (No); 1 when hrs is 30 or more; 0 when hrs is \
         less than 30; otherwise the missing code of the first of working, hrs” before, “0 when working is \
         3 (No); 1 when hrs is 35 or more; 0 when hrs is less than 30; otherwise the missing code of the \
         first of working, hrs” now",
        "d_full not comparable",
    );
}

#[test]
fn a_check_that_asks_at_another_number_marks_something_else() {
    check(
        &[("when = \"hrs > 60\"", "when = \"hrs > 70\"")],
        "check ck_hours: applies when: “hrs is more than 60” before, “hrs is more than 70” now",
        "hrs with care, d_full with care, ck_hours not comparable",
    );
}

#[test]
fn a_question_that_is_asked_later_is_told_once_and_those_it_passed_are_not() {
    check(
        &[
            (
                "  { questions = [\"trust\"] },\n  { questions = [\"pay\"] },",
                "  { questions = [\"pay\"] },",
            ),
            (
                "  { questions = [\"working\"] },",
                "  { questions = [\"trust\"] },\n  { questions = [\"working\"] },",
            ),
        ],
        "page trust: stands in another place: after hrs before, first now",
        "trust_boss with care, trust_team with care",
    );
    check(
        &[
            ("questions = [\"hrs\", \"days\"]", "questions = [\"hrs\"]"),
            ("questions = [\"trust\"]", "questions = [\"trust\", \"days\"]"),
        ],
        "days: stands on another page: hrs before, trust now",
        "days_01 with care, days_02 with care, days_97 with care, days_97t with care",
    );
}

/// All of a question.
const TRUST: &str = r#"key = "trust"
text = "How much do you trust each of these?"
label = "Trust"
kind = "grid"
low = "Not at all"
high = "Completely"
rows = [{ key = "boss", text = "Your manager" }, { key = "team", text = "Your colleagues" }]
"#;

#[test]
fn questions_that_come_and_go_are_named_with_their_words() {
    check(
        &[
            ("  { questions = [\"trust\"] },\n", "  { questions = [\"help\"] },\n"),
            (TRUST, "key = \"help\"\ntext = \"What would help?\"\nkind = \"text\"\nmost = 9\n"),
        ],
        "page help: is new\nhelp: is new: “What would help?”\npage trust: is gone\n\
         trust: is gone: “How much do you trust each of these?”",
        "help new, trust_boss gone, trust_team gone",
    );
}

#[test]
fn another_language_asks_for_care_everywhere_and_another_heading_of_a_page_on_it() {
    check(
        &[("title = \"Your week\"", "title = \"Your usual week\"")],
        "page hrs: title: “Your week” before, “Your usual week” now",
        "hrs with care, days_01 with care, days_02 with care, days_97 with care, days_97t with care, d_full with care, ck_hours with care",
    );
    let (old, new) = (read(WORK), read(&WORK.replace("en-GB", "en-US")));
    let changes = compare(&old, &new);
    let judged = comparing::variables(&old, &new, &changes);
    assert!(judged.iter().all(|one| one.is == Comparability::WithCare), "{judged:?}");
}

#[test]
fn words_are_told_passage_by_passage() {
    use Passage::{Gone, Kept, New};

    let told = comparing::words("Have you gone back to work?", "Have you come back to paid work?");

    let expected = [
        Kept("Have you ".to_owned()),
        Gone("gone ".to_owned()),
        New("come ".to_owned()),
        Kept("back to ".to_owned()),
        New("paid ".to_owned()),
        Kept("work?".to_owned()),
    ];
    assert_eq!(told, expected);
}
