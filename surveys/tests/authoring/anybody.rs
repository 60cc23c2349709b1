//! Whatever condition anybody writes: what is said of who comes by it is so for everybody whom there can be.

use chrono::NaiveDate;
use proptest::prelude::*;
use surveys::{
    authoring::{self, File},
    condition::Condition,
    definition::Survey,
    facts::{Background, Facts},
    keys::QuestionKey,
    route::Route,
    value::{Answers, Value},
};

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

/// Whether anybody comes to the last question if this is its condition. Whoever walks is asked by it, which a survey with a
/// fault would not have.
fn comes(asked: &mut Survey, condition: &str) -> bool {
    let condition = Condition::read(condition, &|_| None).expect("a condition");
    asked.sections[0].pages[0].questions[3].asked_if = condition;
    let today = NaiveDate::from_ymd_opt(2026, 3, 1).expect("a day");
    let facts = Facts::gather(&Background::default(), today);
    let last = QuestionKey::new("last").expect("a key");
    everybody().iter().any(|answers| Route::walk(asked, answers, &facts).asks(&last))
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

        let comes = comes(&mut asked, &condition);
        let told = read.err().unwrap_or_default();
        let is_unasked = told.iter().any(|fault| fault.problem.contains("asked of nobody"));
        prop_assert_eq!(!is_unasked, comes, "{}", condition);
    }

    #[test]
    fn a_way_is_called_in_vain_when_nobody_at_all_comes_by_it((one, other) in (sentence(), sentence())) {
        let always = authoring::read(&survey("work is answered or not work is answered"), &|_| None);
        let mut asked = always.expect("a survey");
        let read = authoring::read(&survey(&format!("({one}) or ({other})")), &|_| None);

        let come = [&one, &other].map(|way| comes(&mut asked, way));
        let told = read.err().unwrap_or_default();
        let is_vain = told.iter().any(|fault| fault.problem.contains("is in vain"));
        // A way within a way can be in vain, too.
        let is_plain = !one.contains(" or ") && !other.contains(" or ");
        if come.contains(&true) && (is_plain || come.contains(&false)) {
            prop_assert_eq!(is_vain, come.contains(&false), "{} or {}", one, other);
        }
    }
}
