//! A survey as its author looks through it: why a question is asked or is not, and the map of its pages.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use proptest::prelude::*;
use surveys::{
    authoring::{self, File},
    catalogue,
    condition::{Condition, Look},
    explaining::{Found, Step, Why, in_words, walk, why},
    facts::{Allocation, Background, Facts},
    map::{Comes, map},
    value::{Answers, Missing, Value},
};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// An invented person in arm T, out of work, four months after randomisation.
fn facts() -> Facts {
    let allocation = Allocation { arm: "T".into(), cohort: 1, on: day("2026-03-02") };
    let begun_on = day("2026-07-06");
    let background = Background { begun_on, allocation: Some(allocation), ..Background::default() };
    Facts::gather(&background, begun_on)
}

fn step<'s>(steps: &'s [Step<'_>], question: &str) -> &'s Step<'s> {
    steps.iter().find(|step| step.question.key.as_str() == question).expect("a question")
}

fn told(why: &Why<'_>) -> Vec<String> {
    let Why::Because(found) = why else { return Vec::new() };
    let told = |found: &Found<'_>| {
        format!("{} {}: {}, {:?}", found.name, found.is, found.holds, found.value)
    };
    found.iter().map(told).collect()
}

#[test]
fn each_question_says_which_answers_and_facts_led_to_it_or_past_it() {
    let survey = catalogue::survey("four-month").expect("it comes with the program");
    let mut answers = Answers::default();
    answers.set("empact".into(), Value::Codes(vec![6]));
    answers.set("notemp".into(), Value::Code(4));

    let facts = facts();
    let steps = walk(survey, &answers, &facts);

    assert_eq!(steps.len(), survey.questions().count());
    let empact = step(&steps, "empact");
    assert!(empact.asked && empact.why == Why::Always);
    let notemp = step(&steps, "notemp");
    assert!(notemp.asked);
    assert_eq!(told(&notemp.why), ["empact = 6: true, Some(Codes([6]))"]);
    let hours = step(&steps, "hours");
    assert!(!hours.asked && told(&hours.why).iter().all(|found| found.contains(": false")));
    assert!(told(&hours.why).iter().any(|found| found.starts_with("empact")));
}

#[test]
fn what_is_worked_out_of_an_answer_that_is_still_to_come_has_no_answer_yet() {
    let text = "key = \"sleep\"\nversion = 1\ntitle = \"Sleep\"\nlanguage = \"en-GB\"\nminutes = 1\nderive = [\"short\"]\n\
        sections = [{ title = \"You\", pages = [{ questions = [\"slept\"] }, { questions = [\"hours\"] }, { questions = [\"why\"] }] }]\n\
        [[questions]]\nkey = \"slept\"\ntext = \"Slept?\"\nkind = \"single\"\n\
        options = [{ code = 1, text = \"Yes\" }, { code = 2, text = \"No\" }]\n\
        [[questions]]\nkey = \"hours\"\ntext = \"How long?\"\nkind = \"number\"\nleast = 0\nmost = 24\nasked_if = \"slept = 1\"\n\
        [[questions]]\nkey = \"why\"\ntext = \"Why?\"\nkind = \"text\"\nmost = 9\nasked_if = \"short = 1\"\n\
        [[derived]]\nkey = \"short\"\nlabel = \"Short sleep\"\ncodes = [{ code = 0, text = \"No\" }, { code = 1, text = \"Yes\" }]\n\
        cases = [{ when = \"hours < 6\", gives = 1 }, { when = \"hours >= 6\", gives = 0 }]\nmissing_of = \"hours\"\n";
    let file = File { name: "sleep.toml".to_owned(), text: text.to_owned() };
    let survey = authoring::read(&file, &|_| None).expect("a survey without a fault");
    let why = |given: &[(&str, Value)]| {
        let mut answers = Answers::default();
        for (name, value) in given {
            answers.set((*name).into(), value.clone());
        }
        in_words(step(&walk(&survey, &answers, &facts()), "why"), &survey)
    };

    let yet = "Not asked because “Short sleep” (short) is not 1 (Yes): there is no answer yet.";
    assert_eq!(why(&[]), yet);
    assert_eq!(why(&[("slept", Value::Code(1))]), yet);
    let past = "Not asked because “Short sleep” (short) is not 1 (Yes): there is no answer (not applicable (routed past)).";
    assert_eq!(why(&[("slept", Value::Code(2))]), past);
    let long = [("slept", Value::Code(1)), ("hours", Value::Number(8.0))];
    assert_eq!(why(&long), "Not asked because “Short sleep” (short) is not 1 (Yes): it is 0 (No).");
}

#[test]
fn the_map_shows_who_comes_to_a_page_and_which_earlier_pages_decide_it() {
    let survey = catalogue::survey("baseline").expect("it comes with the program");
    let stops = map(survey);
    let place = |key: &str| stops.iter().position(|stop| stop.page.key.as_str() == key).unwrap();
    let by = |key: &str| {
        let on = &stops[place(key)].decided_on;
        on.iter().map(|place| stops[*place].page.key.as_str()).collect::<Vec<_>>()
    };

    assert_eq!(stops.len(), survey.pages().count());
    assert_eq!(stops[place("empact")].comes, Comes::Everybody);
    assert_eq!(stops[place("hours")].comes, Comes::Some);
    assert_eq!(by("notemp"), ["empact"]);
    assert_eq!(by("landlord"), ["tenure"]);
    for (place, stop) in stops.iter().enumerate() {
        assert!(stop.decided_on.iter().all(|earlier| *earlier < place), "{}", stop.page.key);
    }
}

#[test]
fn the_map_tells_of_facts_and_earlier_waves_that_decide_a_page() {
    let survey = catalogue::survey("exit").expect("it comes with the program");

    let by: Vec<_> = map(survey).into_iter().flat_map(|stop| stop.decided_by).collect();

    assert!(by.contains(&"arm") || by.contains(&"cohort") || by.contains(&"prev_work"), "{by:?}");
}

const NAMES: [&str; 4] = ["a", "b", "c", "d"];

#[derive(Clone, Debug)]
struct Known(BTreeMap<String, Value>);

impl Look for Known {
    fn look(&self, name: &str) -> Option<Value> {
        self.0.get(name).cloned()
    }
}

fn values() -> impl Strategy<Value = Known> {
    let value = prop_oneof![
        (0..4).prop_map(Value::Code),
        Just(Value::Missing(Missing::DontKnow)),
        proptest::collection::vec(0..4, 1..3).prop_map(Value::Codes),
    ];
    let some = proptest::collection::btree_map(proptest::sample::select(&NAMES), value, 0..5);
    some.prop_map(|some| {
        Known(some.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    })
}

fn conditions() -> impl Strategy<Value = Condition> {
    let name = proptest::sample::select(&NAMES);
    let leaf = prop_oneof![
        (name, 0..4).prop_map(|(name, code)| sentence(&format!("{name} = {code}"))),
        proptest::sample::select(&NAMES).prop_map(|name| sentence(&format!("{name} is answered"))),
        Just(Condition::Always),
        Just(Condition::Never),
    ];
    leaf.prop_recursive(4, 24, 3, |part| {
        prop_oneof![
            proptest::collection::vec(part.clone(), 1..4).prop_map(Condition::All),
            proptest::collection::vec(part.clone(), 1..4).prop_map(Condition::Any),
            part.prop_map(|part| Condition::Not(Box::new(part))),
        ]
    })
}

fn sentence(words: &str) -> Condition {
    Condition::read(words, &|_| None).expect("a condition")
}

proptest! {
    /// What is not named may be anything: it would come out the same.
    #[test]
    fn what_is_said_to_decide_decides_alone(
        condition in conditions(), known in values(), other in values(),
    ) {
        let decided = why(&condition, &known);
        let named: Vec<&str> = match &decided {
            Why::Always => Vec::new(),
            Why::Because(found) => found.iter().map(|found| found.name).collect(),
        };
        let mut mixed = other;
        for name in named {
            match known.look(name) {
                Some(value) => mixed.0.insert(name.to_owned(), value),
                None => mixed.0.remove(name),
            };
        }

        prop_assert_eq!(condition.holds(&mixed), condition.holds(&known), "{}", condition);
    }
}
