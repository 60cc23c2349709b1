//! Invented people answer as people do: through the pages, by the rules.

use chrono::NaiveDate;
use surveys::{
    catalogue,
    definition::Survey,
    facts::{Allocation, Background, Earlier, Facts},
    invent::{self, Contact, Dice, Invented, Person, Until},
    journey::{self, Manner, Place},
    keys::WaveKey,
    sheet::Sheet,
    value::{Answers, Missing, Value},
};

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn person(leaning: u64) -> Person {
    let mut dice = Dice::new(leaning);
    Person {
        leaning,
        dob: day(1950 + i32::try_from(leaning % 55).unwrap(), 5, 17),
        works_since: dice.chance(45).then(|| day(2025, 11, 3)),
        health: dice.between(1, 5),
        mood: dice.between(0, 10),
        contact: Contact {
            mobile: "07700 900123".to_owned(),
            email: "anna@example.org".to_owned(),
            address: "1 Example Street".to_owned(),
            postcode: "ZZ99 9ZZ".to_owned(),
        },
    }
}

fn at_baseline(person: &Person) -> Facts {
    let begun_on = day(2025, 12, 1);
    let background = Background { begun_on, dob: Some(person.dob), ..Background::default() };
    Facts::gather(&background, begun_on)
}

fn at_exit(person: &Person, baseline: Answers) -> Facts {
    let begun_on = day(2026, 12, 20);
    let background = Background {
        programme: "Working Well".to_owned(),
        begun_on,
        dob: Some(person.dob),
        allocation: Some(Allocation { arm: "T".to_owned(), cohort: 1, on: day(2025, 12, 10) }),
        horizon: Some(365),
        earlier: vec![Earlier {
            wave: WaveKey::new("baseline").unwrap(),
            begun_on: day(2025, 12, 1),
            answers: baseline,
        }],
        ..Background::default()
    };
    Facts::gather(&background, begun_on)
}

/// Saves the pages one by one as the site does, pressing Continue again while the same page comes
/// back. The first page that stays where it is is named.
fn by_hand(survey: &Survey, facts: &Facts, invented: &Invented) -> Sheet {
    let mut sheet = Sheet::default();
    for (key, typed) in &invented.pages {
        for press in 0.. {
            assert!(press < 3, "{key} is not in order: {:?}", sheet.draft(key));
            let typed = typed.clone();
            let saved = journey::save(survey, &mut sheet, facts, key, typed, Manner::Continue);
            if saved.unwrap().next != Place::Page(key.clone()) {
                break;
            }
        }
    }
    sheet
}

fn check(survey: &str, facts: impl Fn(&Person) -> Facts, until: Until) {
    let survey = catalogue::survey(survey).unwrap();
    for leaning in 0..150 {
        let person = person(leaning);
        let facts = facts(&person);
        let invented = invent::answer(survey, &facts, &person, until, &mut Dice::of(leaning, 1));
        assert_eq!(by_hand(survey, &facts, &invented), invented.sheet, "person {leaning}");
    }
}

fn baseline(person: &Person) -> Answers {
    let survey = catalogue::survey("baseline").unwrap();
    let facts = at_baseline(person);
    let mut dice = Dice::of(person.leaning, 0);
    let invented = invent::answer(survey, &facts, person, Until::TheEnd, &mut dice);
    journey::send(survey, &invented.sheet, &facts).unwrap()
}

#[test]
fn a_whole_baseline_is_what_typing_its_pages_one_by_one_leaves() {
    check("baseline", at_baseline, Until::TheEnd);
}

#[test]
fn a_whole_exit_survey_is_what_typing_its_pages_one_by_one_leaves() {
    check("exit", |person| at_exit(person, baseline(person)), Until::TheEnd);
}

#[test]
fn somebody_who_leaves_half_way_has_reached_the_page_they_left_at() {
    check("baseline", at_baseline, Until::Pages(9));
}

#[test]
fn a_whole_survey_can_be_sent() {
    let answers = baseline(&person(7));

    assert_eq!(answers.get("contact"), Some(&Value::Vault));
    assert_eq!(answers.get("d_age"), Some(&Value::Number(68.0)));
}

#[test]
fn the_same_seed_answers_the_same() {
    assert_eq!(baseline(&person(3)), baseline(&person(3)));
    assert_ne!(baseline(&person(3)), baseline(&person(4)));
}

#[test]
fn among_many_people_every_reason_for_no_answer_occurs_and_some_odd_answer_is_confirmed() {
    let survey = catalogue::survey("baseline").unwrap();
    let mut found = Vec::new();
    let mut confirmed = 0;
    for leaning in 0..150 {
        let (person, dice) = (person(leaning), &mut Dice::of(leaning, 0));
        let invented = invent::answer(survey, &at_baseline(&person), &person, Until::TheEnd, dice);
        found.extend(invented.sheet.answers.iter().filter_map(|(_, value)| value.missing()));
        confirmed += invented.sheet.confirmed.len();
    }
    found.sort_unstable();
    found.dedup();

    assert_eq!(found, [Missing::Blank, Missing::DontKnow, Missing::Refused]);
    assert!(confirmed > 0);
}
