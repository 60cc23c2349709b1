//! What nobody can come to is said while the survey is written, and not found out when the answers are in.

use chrono::NaiveDate;
use proptest::prelude::*;
use surveys::{
    authoring::{self, File},
    facts::{Background, Facts},
    keys::QuestionKey,
    route::Route,
    value::{Answers, Value},
};

use super::{BANK, SURVEY, check, faults_of};

const ASKED_IF: &str = "asked_if = \"mood < 5\"";

#[test]
fn a_question_that_no_answer_leads_to_is_named_with_what_stands_in_the_way() {
    check(
        ASKED_IF,
        "asked_if = \"mood > 10\"",
        &[
            "survey.toml:16:12: “sleep” is asked of nobody: “mood > 10” cannot hold, since “mood” is from 0 to 10; mend the condition, or take the question out",
        ],
    );
    check(
        ASKED_IF,
        "asked_if = \"mood is answered and mood >= 8 and mood < 8\"",
        &[
            "survey.toml:16:12: “sleep” is asked of nobody: “mood < 8” cannot hold where “mood >= 8” does; mend the condition, or take the question out",
        ],
    );
    check(
        ASKED_IF,
        "asked_if = \"cohort = 3\"",
        &[
            "survey.toml:16:12: the condition of “sleep” wants “cohort” to be 3, which is none of its codes; it is 1 or 2",
        ],
    );
}

#[test]
fn a_survey_of_which_no_response_could_ever_be_used_is_named() {
    check(
        "minutes = 3",
        "minutes = 3\nusable = \"mood >= 8 and mood < 8\"",
        &[
            "survey.toml:6:10: no response is ever usable: “mood < 8” cannot hold where “mood >= 8” does; say what a response has to have",
        ],
    );
    check("minutes = 3", "minutes = 3\nusable = \"mood is answered\"", &[]);
}

#[test]
fn what_cannot_be_told_from_the_survey_is_possible() {
    for possible in [
        "baseline.mood = 77",
        "arm = T and not arm = C",
        "rand_days > 200 and mood = 10",
        "rand_date before begun_on",
        "not mood is answered",
        "low = 1 and mood = 2",
    ] {
        check(ASKED_IF, &format!("asked_if = \"{possible}\""), &[]);
    }
}

#[test]
fn an_answer_counts_only_where_its_question_is_asked() {
    let tired = "\n[[questions]]\nkey = \"tired\"\ntext = \"Are you tired?\"\nkind = \"scale\"\nlow = \"No\"\nhigh = \"Yes\"\nasked_if = \"sleep <= 4 and mood >= 5\"";

    let survey = SURVEY.replacen(
        "asked_if = \"mood < 5\"\n",
        &format!("asked_if = \"mood < 5\"{tired}\n"),
        1,
    );
    let survey =
        survey.replacen("[\"sleep\"] }] }]", "[\"sleep\"] }, { questions = [\"tired\"] }] }]", 1);

    assert_eq!(
        faults_of(&survey, BANK),
        [
            "survey.toml:23:12: “tired” is asked of nobody: “mood >= 5” cannot hold where “sleep <= 4” does; \
             mend the condition, or take the question out"
        ]
    );
}

#[test]
fn the_date_of_birth_may_be_known_to_somebody_who_is_not_asked_for_it() {
    let born = "\n[[questions]]\nkey = \"dob\"\ntext = \"When were you born?\"\nkind = \"date\"\nvault = true\n\
                asked_if = \"cohort = 1\"\n[[questions]]\n";
    let survey = SURVEY.replacen("\n[[questions]]\n", born, 1);
    let survey = survey.replacen("[\"sleep\"]", "[\"dob\", \"sleep\"]", 1);

    let told = faults_of(&survey.replacen("mood < 5", "cohort = 2 and dob is answered", 1), BANK);

    assert_eq!(told, [""; 0]);
}

#[test]
fn a_case_behind_one_that_takes_its_place_never_comes() {
    check(
        "cases = [{ when = \"mood < 3\", gives = 1 }]",
        "cases = [{ when = \"mood < 3\", gives = 1 }, { when = \"mood = 2\", gives = 2 }]",
        &[
            "survey.toml:20:53: a case of “low” never comes: where “mood = 2” holds, an earlier case does; mend the case, move it up, or take it out",
        ],
    );
}

#[test]
fn a_check_that_never_speaks_or_only_behind_a_hard_one_is_named() {
    check(
        "when = \"sleep > 12\"",
        "when = \"sleep > 24\"",
        &[
            "survey.toml:26:8: the check “odd” never speaks: “sleep > 24” cannot hold, since “sleep” is from 0 to 24; mend the condition, or take it out",
        ],
    );
    let hard = "[[checks]]\nkey = \"odd\"\nlevel = \"hard\"\nat = \"sleep\"\nwhen = \"sleep > 10\"\nsay = \"No.\"\n";
    check(
        "[[checks]]\n",
        &format!("{hard}[[checks]]\n"),
        &[
            "survey.toml:32:8: the soft check “odd” is as strict as the hard check “odd”, which blocks first; let the soft check speak earlier, or take it out",
        ],
    );
}

/// A survey in which the last question is asked under a condition.
fn survey(condition: &str) -> File {
    let text = format!(
        r#"key = "little"
version = 1
title = "Little"
language = "en-GB"
minutes = 1
sections = [{{ title = "All", pages = [{{ questions = ["work", "help", "hours", "last"] }}] }}]
[[questions]]
key = "work"
text = "Do you work?"
kind = "single"
options = [{{ code = 1, text = "Yes" }}, {{ code = 2, text = "No" }}, {{ code = 3, text = "Unsure" }}]
[[questions]]
key = "help"
text = "Who helps?"
kind = "multiple"
options = [{{ code = 1, text = "A" }}, {{ code = 2, text = "B", offered_if = "work = 2" }}, {{ code = 9, text = "Nobody", exclusive = true }}]
[[questions]]
key = "hours"
text = "How many hours?"
kind = "number"
least = 0
most = 6
asked_if = "work = 1"
[[questions]]
key = "last"
text = "And?"
kind = "scale"
low = "a"
high = "b"
asked_if = "{condition}"
"#
    );
    File { name: "little.toml".into(), text }
}

/// Everything that somebody can have answered before the last question.
fn everybody() -> Vec<Answers> {
    let codes = |all: &[i32]| Some(Value::Codes(all.to_vec()));
    let work = [None, Some(1), Some(2), Some(3)].map(|code| code.map(Value::Code));
    let help = [None, codes(&[1]), codes(&[2]), codes(&[1, 2]), codes(&[9])];
    let hours = [None, Some(0), Some(1), Some(2), Some(3), Some(4), Some(5), Some(6)];
    let hours = hours.map(|hours| hours.map(|hours| Value::Number(f64::from(hours))));
    let mut all = Vec::new();
    for work in &work {
        for help in &help {
            for hours in &hours {
                let mut answers = Answers::default();
                for (key, value) in [("work", work), ("help", help), ("hours", hours)] {
                    if let Some(value) = value {
                        answers.set(key.to_owned(), value.clone());
                    }
                }
                all.push(answers);
            }
        }
    }
    all
}

fn sentence() -> impl Strategy<Value = String> {
    let test = prop_oneof![
        "work = [123]",
        "work one of [12], 3",
        "work is answered",
        "help = [129]",
        "help one of 1, 9",
        "help is answered",
        "hours (<|>|<=|>=|=) [0-7]",
        "hours is answered",
    ];
    test.prop_recursive(4, 12, 3, |inner| {
        prop_oneof![
            inner.clone().prop_map(|one| format!("not ({one})")),
            (inner.clone(), inner.clone())
                .prop_map(|(one, other)| format!("({one}) and ({other})")),
            (inner.clone(), inner).prop_map(|(one, other)| format!("({one}) or ({other})")),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn a_question_is_called_unreachable_when_nobody_at_all_comes_to_it(condition in sentence()) {
        let always = authoring::read(&survey("work is answered or not work is answered"), &|_| None);
        let mut asked = always.expect("a survey");
        let read = authoring::read(&survey(&condition), &|_| None);

        // Whoever walks is asked by the condition, which a survey with a fault would not have.
        let sound = surveys::condition::Condition::read(&condition, &|_| None).expect("a condition");
        asked.sections[0].pages[0].questions[3].asked_if = sound;
        let today = NaiveDate::from_ymd_opt(2026, 3, 1).expect("a day");
        let facts = Facts::gather(&Background::default(), today);
        let last = QuestionKey::new("last").expect("a key");
        let comes = |answers: &Answers| Route::walk(&asked, answers, &facts).asks(&last);

        prop_assert_eq!(read.is_ok(), everybody().iter().any(comes), "{}", condition);
    }
}
