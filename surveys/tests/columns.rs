//! What a column of a dataset takes, and what it shows.

use chrono::NaiveDate;
use proptest::prelude::*;
use surveys::{
    authoring::{self, File},
    catalogue,
    codebook::{self, Column, Shown, Takes},
    definition::Survey,
    facts::{Background, Facts},
    invent::{self, Contact, Dice, Person, Until},
    journey,
    value::{Answers, Missing, Value},
};

const HOME: &str = r#"
key = "home"
version = 1
title = "Home"
language = "en"
minutes = 2
usable = "rooms is answered"
derive = ["total", "middle", "weekly", "age", "moved_too", "before", "band"]

[[sections]]
title = "Your home"
pages = [{ questions = ["rooms"] }, { questions = ["cold"] }, { questions = ["warm"] }, { questions = ["moved"] },
  { questions = ["since"] }, { questions = ["damage"] }, { questions = ["rent"] }, { questions = ["dob"] }]

[[questions]]
key = "rooms"
kind = "number"
text = "How many rooms has it?"
least = 0.5
most = 20
places = 0

[[questions]]
key = "cold"
kind = "number"
text = "How cold was it, in degrees?"
least = -20
most = 40
places = 1

[[questions]]
key = "warm"
kind = "scale"
text = "How warm do you feel?"
low = "Not at all"
high = "Very"

[[questions]]
key = "moved"
kind = "date"
text = "When did you move in?"

[[questions]]
key = "since"
kind = "month"
text = "Since when is it yours?"

[[questions]]
key = "damage"
kind = "multiple"
text = "Is any of this wrong with it?"
options = [{ code = 1, text = "Damp" }, { code = 5, text = "Cold" }]

[[questions]]
key = "rent"
kind = "amount"
text = "What is the rent?"
most = 5000
period = "rentper"
options = [{ code = 2, text = "a week" }, { code = 5, text = "a month" }]

[[questions]]
key = "dob"
kind = "date"
text = "When were you born?"
vault = true

[[derived]]
key = "total"
label = "Rooms and warmth"
formula = { sum = { of = ["rooms", "warm"] } }

[[derived]]
key = "middle"
label = "Mean of cold and warmth"
formula = { mean = { of = ["cold", "warm"], least = 1 } }

[[derived]]
key = "weekly"
label = "Rent a week"
formula = { weekly_pay = { amount = "rent", period = "rentper", hours = "rooms" } }

[[derived]]
key = "age"
label = "Age"
formula = { age = { born = "dob" } }

[[derived]]
key = "moved_too"
label = "When they moved in"
formula = { same = { of = "moved" } }

[[derived]]
key = "before"
label = "When they had moved in before"
formula = { same = { of = "baseline.moved" } }

[[derived]]
key = "band"
label = "Size"
codes = [{ code = 1, text = "Small" }, { code = 3, text = "Large" }]
cases = [{ when = "rooms > 4", gives = 3 }]
otherwise = 1
"#;

fn columns() -> Vec<Column> {
    let file = File { name: "home.toml".to_owned(), text: HOME.to_owned() };
    codebook::columns(&authoring::read(&file, &|_| None).expect("it is in order"))
}

fn column(name: &str) -> Column {
    let own = columns().into_iter().find(|column| column.name == name);
    own.unwrap_or_else(|| panic!("there is no column {name}"))
}

fn takes(name: &str) -> Option<Takes> {
    column(name).takes
}

const fn whole(least: i64, most: i64) -> Option<Takes> {
    Some(Takes::Whole { least, most })
}

#[test]
fn the_ages_of_a_survey_are_those_that_are_reckoned_as_such() {
    let ages = |key: &str| -> Vec<_> {
        let survey = catalogue::survey(key).expect("a survey");
        codebook::ages(survey).map(ToString::to_string).collect()
    };
    assert_eq!(ages("baseline"), ["d_age"]);
    assert_eq!(ages("exit"), [""; 0]);
}

#[test]
fn a_question_takes_the_numbers_that_may_be_answered_and_an_option_the_tick() {
    assert_eq!(takes("rooms"), whole(1, 20));
    assert_eq!(takes("cold"), Some(Takes::Decimal { least: -20.0, most: 40.0, places: 1 }));
    assert_eq!(takes("warm"), whole(0, 10));
    assert_eq!(takes("damage_05"), whole(0, 1));
    assert_eq!(takes("rent"), Some(Takes::Decimal { least: 0.0, most: 5000.0, places: 2 }));
    assert_eq!(takes("rentper"), whole(2, 5));
    assert_eq!([takes("moved"), takes("since")], [Some(Takes::Date), Some(Takes::Month)]);
    assert_eq!(takes("moved_st"), whole(0, 0));
}

#[test]
fn what_is_worked_out_takes_what_its_parts_can_come_to() {
    assert_eq!(takes("total"), whole(1, 30));
    assert_eq!(takes("middle"), Some(Takes::Decimal { least: -20.0, most: 40.0, places: 4 }));
    assert_eq!(takes("age"), whole(0, 9999));
    assert_eq!(takes("band"), whole(1, 3));
    assert_eq!(takes("moved_too"), Some(Takes::Date));
    assert_eq!(
        takes("before"),
        None,
        "another survey asked, and whether it was for a date is not known"
    );
    let weekly = takes("weekly").expect("a number");
    assert_eq!(weekly, Takes::Decimal { least: 0.0, most: f64::INFINITY, places: 2 });
}

#[test]
fn a_temperature_meets_the_missing_codes_and_a_point_of_a_scale_does_not() {
    let meets = |name| takes(name).is_some_and(Takes::meets_missing_codes);
    assert!(meets("cold") && meets("middle"));
    assert!(!meets("warm") && !meets("total") && !meets("moved"));
    let above = Takes::Decimal { least: -0.594, most: 1.0, places: 4 };
    assert!(!above.meets_missing_codes(), "what a profile is worth may be just below 0");
}

#[test]
fn two_versions_together_take_what_either_does_and_dates_do_not_go_with_numbers() {
    let (scale, hours) = (Takes::Whole { least: 0, most: 10 }, Takes::Whole { least: 5, most: 60 });
    assert_eq!(scale.wider(hours), whole(0, 60));
    let half = Takes::Decimal { least: 0.5, most: 2.0, places: 1 };
    assert_eq!(scale.wider(half), Some(Takes::Decimal { least: 0.0, most: 10.0, places: 1 }));
    assert_eq!(scale.wider(Takes::Date), None);
    assert_eq!(Takes::Month.wider(Takes::Date), None);
    assert_eq!(Takes::Month.wider(Takes::Month), Some(Takes::Month));
}

#[test]
fn an_answer_is_shown_as_csv_has_it() {
    let day = NaiveDate::from_ymd_opt(2026, 3, 1).expect("a date");
    let refused = Value::Missing(Missing::Refused);
    let shown = [
        ("rooms", Value::Number(4.0), "4"),
        ("cold", Value::Number(-2.5), "-2.5"),
        ("warm", Value::Code(7), "7"),
        ("warm", refused.clone(), "-9"),
        ("damage_01", Value::Codes(vec![1, 5]), "1"),
        ("damage_05", Value::Codes(vec![1]), "0"),
        ("moved", Value::Date(day), "2026-03-01"),
        ("moved", refused.clone(), ""),
        ("moved_st", Value::Date(day), "0"),
        ("moved_st", refused, "-9"),
        ("since", Value::Month(day), "2026-03"),
    ];
    for (name, value, text) in shown {
        let own = column(name);
        let mut answers = Answers::default();
        answers.set(own.variable.clone(), value);
        assert_eq!(own.shown(&answers).to_string(), text, "{name}");
    }
    let nothing = column("warm").shown(&Answers::default());
    assert_eq!(nothing, Shown::Missing(Missing::NotAsked));
    assert_eq!(column("since").absent(Missing::Withdrawn), Shown::Nothing);
}

#[test]
fn what_is_added_up_has_an_order_and_what_is_ticked_has_none() {
    assert!(column("warm").is_counted && column("rooms").is_counted);
    assert!(!column("damage_01").is_counted && !column("band").is_counted);
}

fn fits(column: &Column, shown: Shown) -> bool {
    match (column.takes, shown) {
        (_, Shown::Nothing | Shown::Missing(_)) => true,
        (Some(Takes::Whole { least, most }), Shown::Number(number)) => {
            number.fract() == 0.0 && (least as f64..=most as f64).contains(&number)
        }
        (Some(Takes::Decimal { least, most, .. }), Shown::Number(number)) => {
            (least..=most).contains(&number)
        }
        (Some(Takes::Date), Shown::Date(_)) | (Some(Takes::Month), Shown::Month(_)) => true,
        _ => false,
    }
}

fn somebody(leaning: u64) -> Person {
    Person {
        leaning,
        dob: NaiveDate::from_ymd_opt(1980, 5, 4).expect("a date"),
        works_since: leaning
            .is_multiple_of(2)
            .then(|| NaiveDate::from_ymd_opt(2025, 11, 3))
            .flatten(),
        health: 1 + i64::try_from(leaning % 5).expect("a small number"),
        mood: i64::try_from(leaning % 11).expect("a small number"),
        contact: Contact {
            mobile: "07700 900123".to_owned(),
            email: "anna@example.org".to_owned(),
            address: "1 Example Street".to_owned(),
            postcode: "ZZ99 9ZZ".to_owned(),
        },
    }
}

fn answered(survey: &Survey, leaning: u64) -> Answers {
    let person = somebody(leaning);
    let begun_on = NaiveDate::from_ymd_opt(2025, 12, 1).expect("a date");
    let background = Background { begun_on, dob: Some(person.dob), ..Background::default() };
    let facts = Facts::gather(&background, begun_on);
    let mut dice = Dice::of(leaning, 0);
    let invented = invent::answer(survey, &facts, &person, Until::TheEnd, &mut dice);
    journey::as_left(survey, &invented.sheet, &facts)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_somebody_answers_to_our_surveys_its_column_takes(leaning in any::<u64>()) {
        for survey in catalogue::surveys() {
            let answers = answered(survey, leaning);
            for column in codebook::columns(survey) {
                prop_assert!(fits(&column, column.shown(&answers)), "{} {}", survey.key, column.name);
                let takes = column.takes.expect("one kind");
                prop_assert!(!takes.meets_missing_codes(), "{} {}", survey.key, column.name);
            }
        }
    }
}
