//! Conditions: the sentences evaluators write, what they mean, and what a browser is told of them.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use proptest::prelude::*;
use surveys::{
    condition::{Comparison, Condition, Literal, Look},
    value::{Missing, Value},
};

/// Whether a sentence holds of Anna.
fn check(sentence: &str, holds: bool) {
    assert_eq!(read(sentence).unwrap().holds(&anna()), holds, "{sentence}");
}

fn read(sentence: &str) -> Result<Condition, String> {
    let named = |name: &str| (name == "inwork").then(|| read("empact one of 1, 2, 3").unwrap());
    Condition::read(sentence, &named).map_err(|error| format!("{}: {error}", error.at))
}

struct Known(BTreeMap<&'static str, Value>);

impl Look for Known {
    fn look(&self, name: &str) -> Option<Value> {
        self.0.get(name).cloned()
    }
}

/// Anna works at two jobs for 37.5 hours in arm T, does not know about a degree, and started in
/// the month in which she was randomised.
fn anna() -> Known {
    let date = |text: &str| text.parse::<NaiveDate>().unwrap();
    Known(BTreeMap::from([
        ("empact", Value::Codes(vec![1, 2])),
        ("jobstat", Value::Code(1)),
        ("hours", Value::Number(37.5)),
        ("arm", Value::Text("T".into())),
        ("qualdeg", Value::Missing(Missing::DontKnow)),
        ("jobstart", Value::Month(date("2026-03-01"))),
        ("first_job", Value::Month(date("2004-07-01"))),
        ("rand_date", Value::Date(date("2026-03-15"))),
        ("begun_on", Value::Date(date("2026-07-06"))),
        ("baseline.llcond", Value::Code(1)),
        ("contact", Value::Vault),
    ]))
}

#[test]
fn a_code_is_compared_with_what_was_chosen_alone_or_among_others() {
    check("jobstat = 1", true);
    check("jobstat != 1", false);
    check("empact = 2", true);
    check("empact = 3", false);
    check("empact one of 3, 2", true);
    check("baseline.llcond = 1", true);
    check("arm = T", true);
    check("arm = C", false);
}

#[test]
fn both_ends_of_a_comparison_are_where_they_should_be() {
    check("hours >= 37.5", true);
    check("hours > 37.5", false);
    check("hours <= 37.5", true);
    check("hours < 37.5", false);
    check("empact > 0", false);
}

#[test]
fn a_comparison_with_a_missing_value_is_false_and_not_turns_it_round() {
    for comparison in ["= 1", "one of 1, 2", "> 0", ">= 0", "< 9", "<= 9", "is answered"] {
        check(&format!("qualdeg {comparison}"), false);
        check(&format!("not qualdeg {comparison}"), true);
        check(&format!("nothing {comparison}"), false);
    }
    check("qualdeg != 1", true);
    check("qualdeg before rand_date", false);
    check("contact is answered", true);
}

#[test]
fn a_month_is_before_a_date_only_when_it_is_an_earlier_month() {
    check("first_job before rand_date", true);
    check("jobstart before rand_date", false);
    check("rand_date before jobstart", false);
    check("rand_date before begun_on", true);
    check("begun_on before rand_date", false);
    check("rand_date before rand_date", false);
    check("rand_date before nothing", false);
}

#[test]
fn and_binds_more_closely_than_or() {
    check("jobstat = 1 or jobstat = 2 and arm = C", true);
    check("(jobstat = 1 or jobstat = 2) and arm = C", false);
    check("not (jobstat = 2 or arm = C)", true);
    check("not jobstat = 2 and not arm = C", true);
    check("inwork and hours > 30", true);
    check("not inwork", false);
}

#[test]
fn a_sentence_that_does_not_fit_is_stopped_at_the_word() {
    let wrong = |sentence: &str, said: &str| assert_eq!(read(sentence).unwrap_err(), said);
    let name = "write the name of a question, derived variable or fact";
    let sign = "write =, !=, <, <=, >, >=, “one of”, “before” or “is answered”";

    wrong("", &format!("0: the condition ends too early; {name}"));
    wrong("empact", &format!("6: the condition ends too early; {sign}"));
    wrong("empact 6", &format!("7: “6” does not fit here; {sign}"));
    wrong("empact == 6", "8: “=” does not fit here; one “=” is enough");
    wrong(
        "empact = 6 lookwk = 1",
        "11: “lookwk” does not fit here; join conditions with “and” or “or”, and write several words as in 'in work'",
    );
    wrong("empact = 6 and", &format!("14: the condition ends too early; {name}"));
    wrong("(empact = 6", "11: the condition ends too early; close the bracket");
    wrong("hours > many", "8: “many” does not fit here; write a number");
    wrong("EMPACT = 6", &format!("0: “EMPACT” does not fit here; {name}"));
    wrong("empact is six", &format!("10: “six” does not fit here; {sign}"));
    wrong("é = 1", &format!("0: “é” does not fit here; {name}"));
    wrong("dob before", "10: the condition ends too early; write a date's name");
}

#[test]
fn what_the_browser_is_told_names_only_what_is_on_its_page() {
    let settled = |sentence: &str| {
        let here = |name: &str| name == "jobstat";
        read(sentence).unwrap().settle(&here, &anna()).to_string()
    };

    assert_eq!(settled("jobstat = 1"), "jobstat = 1");
    assert_eq!(settled("arm = T and jobstat = 1"), "jobstat = 1");
    assert_eq!(settled("arm = C and jobstat = 1"), "never");
    assert_eq!(settled("arm = T or jobstat = 1"), "always");
    assert_eq!(settled("arm = C or jobstat = 1"), "jobstat = 1");
    assert_eq!(settled("not (arm = T and jobstat = 1)"), "not jobstat = 1");
    assert_eq!(settled("not qualdeg = 1"), "always");
}

const NAMES: [&str; 6] = ["jobstat", "empact", "hours", "arm", "qualdeg", "baseline.llcond"];

fn conditions() -> impl Strategy<Value = Condition> {
    let number = || (0_u32..400).prop_map(|quarters| f64::from(quarters) / 4.0);
    let literal = prop_oneof![
        number().prop_map(Literal::Number),
        prop::sample::select(vec!["T", "C", "abc", "in work", "9", "Jo's", "-"])
            .prop_map(|word| Literal::Word(word.into())),
    ];
    let comparison = prop_oneof![
        prop::collection::vec(literal, 1..4).prop_map(Comparison::OneOf),
        number().prop_map(Comparison::AtLeast),
        number().prop_map(Comparison::AtMost),
        number().prop_map(Comparison::Above),
        number().prop_map(Comparison::Below),
        Just(Comparison::Before("rand_date".into())),
        Just(Comparison::Answered),
    ];
    let test = (prop::sample::select(NAMES.to_vec()), comparison)
        .prop_map(|(name, is)| Condition::Test { name: name.into(), is });
    test.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 2..4).prop_map(Condition::All),
            prop::collection::vec(inner.clone(), 2..4).prop_map(Condition::Any),
            inner.prop_map(|part| Condition::Not(Box::new(part))),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_condition_reads_back_from_its_sentence(condition in conditions()) {
        prop_assert_eq!(Condition::read(&condition.to_string(), &|_| None), Ok(condition));
    }

    #[test]
    fn settling_never_changes_whether_a_condition_holds(condition in conditions(), page in 0_usize..6) {
        let settled = condition.settle(&|name| name == NAMES[page], &anna());
        prop_assert_eq!(settled.holds(&anna()), condition.holds(&anna()));
        prop_assert!(settled.names().iter().all(|name| [NAMES[page], "rand_date"].contains(name)));
    }

    #[test]
    fn no_sentence_makes_the_reader_fail(sentence in ".{0,60}") {
        let _ = Condition::read(&sentence, &|_| None);
    }
}

#[test]
fn brackets_without_end_are_refused_where_they_become_too_many() {
    let deep = |many: usize| format!("{}jobstat = 1{}", "(".repeat(many), ")".repeat(many));

    assert!(read(&deep(49)).is_ok());
    let refused = "50: “(” does not fit here; write it with fewer brackets within brackets";
    assert_eq!(read(&deep(100_000)), Err(refused.to_owned()));
    assert!(read(&format!("{}jobstat = 1", "not ".repeat(100_000))).is_err());
}
