//! What a condition compares with something that it can never be is told with what it can be.

use super::{BANK, SURVEY, check, faults_of};

const ASKED_IF: &str = "asked_if = \"mood < 5\"";

fn told(sentence: &str) -> String {
    faults_of(&SURVEY.replacen(ASKED_IF, &format!("asked_if = \"{sentence}\""), 1), BANK).join("\n")
}

fn is_told(sentence: &str, fault: &str) {
    assert_eq!(told(sentence), format!("survey.toml:16:12: the condition of “sleep” {fault}"));
}

#[test]
fn somebodys_status_is_compared_in_quotation_marks() {
    for sentence in [
        "prev_status = 'in work'",
        "prev_status one of “in work”, ‘out of work’",
        "not prev_status = \\\"out of work\\\" and mood < 5",
    ] {
        assert_eq!(told(sentence), "", "{sentence}");
    }
    let values = "none of its values; it is 'in work' or 'out of work'";
    is_told("prev_status = in", &format!("wants “prev_status” to be in, which is {values}"));
    is_told(
        "prev_status = 'at work'",
        &format!("wants “prev_status” to be 'at work', which is {values}"),
    );
    assert!(told("prev_status = in work").contains("write several words as in 'in work'"));
    assert!(told("prev_status = 'in work").contains("between two quotation marks"));
}

#[test]
fn an_arm_that_is_called_by_a_number_is_written_in_quotation_marks() {
    is_told(
        "arm = 9",
        "wants “arm” to be 9, which is a number; words are no number: write arm = '9' if it is meant",
    );
    assert_eq!(told("arm = '9'"), "");
}

#[test]
fn a_number_or_a_code_is_on_neither_side_of_a_date() {
    let number = "takes “mood” for a date, and it is a number; “before” is for two dates: of numbers write < or >";
    is_told("mood before rand_date", number);
    is_told("rand_date before mood", number);
    let code =
        "takes “cohort” for a date, and it is a code; “before” is for two dates: of codes write =";
    is_told("cohort before rand_date", code);
    is_told("rand_date before cohort", code);
    is_told(
        "arm before rand_date",
        "takes “arm” for a date, and it is words; “before” is for two dates",
    );
    assert_eq!(told("prev_month before rand_date"), "");
    assert_eq!(told("baseline.jobstart before rand_date"), "");
}

#[test]
fn a_date_is_no_number_and_no_word() {
    is_told(
        "rand_date > 5",
        "compares “rand_date” with a number, and it is a date; compare dates as in “jobstart before rand_date”",
    );
    is_told(
        "rand_date = 5",
        "wants “rand_date” to be 5, which is no date; compare dates as in “jobstart before rand_date”",
    );
    is_told(
        "prev_month = May",
        "wants “prev_month” to be May, which is no date; it is a month: ask whether it comes before a date, as in “prev_month before rand_date”",
    );
    is_told(
        "rand_days = few",
        "wants “rand_days” to be few, which is no number; it is a number: compare it with one",
    );
}

#[test]
fn what_a_named_condition_wants_in_vain_is_told_once_where_it_is_written() {
    let named = |sentence: &str, more: &str| {
        let named = format!("[conditions]\nawake = \"{sentence}\"\n{more}[[questions]]");
        let survey = SURVEY.replacen("[[questions]]", &named, 1);
        let survey = survey.replacen(ASKED_IF, "asked_if = \"awake\"", 1);
        faults_of(&survey.replacen("sleep > 12", "sleep > 12 and awake", 1), BANK)
    };

    assert_eq!(
        named("cohort one of 1, 7", ""),
        [
            "survey.toml:11:9: the condition “awake” wants “cohort” to be 7, which is none of its codes; it is 1 or 2"
        ]
    );
    assert_eq!(
        named("moud > 2", "both = \"awake and cohort = 1\"\n"),
        [
            "survey.toml:11:9: the condition “awake” names “moud”, which nothing has; did you mean “mood”?"
        ]
    );
    let ahead = named("sleep > 2", "");
    assert_eq!(ahead.len(), 1);
    assert!(ahead[0].contains("the condition of “sleep” asks about its own answer"), "{ahead:?}");
}

#[test]
fn what_lowers_a_limit_is_a_number_that_is_known_by_then() {
    let limit = |fact: &str, fault: &str| {
        let told = format!("survey.toml:16:13: “sleep” takes at most “{fact}”, which {fault}");
        check("most = 24", &format!("most = 24\nmost_fact = \"{fact}\""), &[&told]);
    };
    limit("sleep", "is not known yet; name a fact or an earlier question");
    limit("rand_date", "is no number; name a number that is known before");
    limit("weeks_mox", "nothing has; did you mean “weeks_max”?");
    check("most = 24", "most = 24\nmost_fact = \"mood\"", &[]);
}
