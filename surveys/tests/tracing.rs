//! Whom to look for, and who may be meant by a list of deaths.

#![cfg(all(feature = "calendar", feature = "authoring"))]

use std::cmp::Ordering;

use chrono::NaiveDate;
use surveys::{
    keys::WaveKey,
    schedule::{Person, Reach, Stand},
    stopping::Way,
    study::Study,
    tracing::{Identity, Lost, Trait, Window, lost},
    waves::Dates,
};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn study() -> Study {
    let text = include_str!("../../examples/study/protocol.toml").to_owned();
    let own = surveys::authoring::File { name: "protocol.toml".to_owned(), text };
    let text = include_str!("../../examples/study/study.toml").to_owned();
    let file = surveys::authoring::File { name: "study.toml".to_owned(), text };
    let protocol = surveys::protocol::Protocol::read(&own).expect("in order");
    let waves = protocol.waves.into_iter().map(|plan| plan.wave).collect();
    Study { waves, ..Study::read(&file).expect("in order") }
}

/// Somebody who was randomised on 5 January 2026 and has answered the baseline.
fn person(ways: &[(Way, Reach)]) -> Person<'static> {
    let baseline = WaveKey::new("baseline").expect("a key");
    Person {
        zone: "Europe/London",
        dates: Dates {
            consented_on: Some(day("2026-01-02")),
            randomised_on: Some(day("2026-01-05")),
            cohort: Some(1),
            ..Dates::default()
        },
        ways: ways.iter().copied().collect(),
        waves: [(baseline, Stand::Complete)].into(),
        ..Person::default()
    }
}

fn looked_for(person: &Person<'_>, on: &str) -> Option<Lost> {
    lost(person, &study().waves, day(on))
}

#[test]
fn anna_is_looked_for_only_while_a_way_that_she_agreed_to_reaches_nobody() {
    use Reach::{NoAddress, NotAgreed, Open, OptedOut, Unreachable};
    let is_lost = |ways: &[(Way, Reach)]| looked_for(&person(ways), "2026-05-12").is_some();

    assert!(is_lost(&[(Way::Sms, Unreachable), (Way::Email, NoAddress), (Way::Post, OptedOut)]));
    assert!(!is_lost(&[(Way::Sms, Unreachable), (Way::Post, Open)]));
    assert!(!is_lost(&[(Way::Sms, OptedOut), (Way::Post, NotAgreed)]), "she wants no messages");
    assert!(!is_lost(&[]));
}

#[test]
fn nobody_is_looked_for_who_stopped_or_pauses_or_has_answered_all() {
    let ways = [(Way::Sms, Reach::Unreachable)];
    let on = "2026-05-12";
    assert!(looked_for(&person(&ways), on).is_some());

    let ended = Person { has_ended: true, ..person(&ways) };
    let pauses = Person { paused_until: Some(day(on)), ..person(&ways) };
    let mut answered = person(&ways);
    for wave in study().waves {
        answered.waves.insert(wave.key, Stand::Complete);
    }
    assert!([ended, pauses, answered].iter().all(|one| looked_for(one, on).is_none()));
}

#[test]
fn the_survey_that_closes_first_is_the_one_that_presses() {
    let ways = [(Way::Sms, Reach::Unreachable)];
    let window = |on: &str| {
        let lost = looked_for(&person(&ways), on).expect("lost");
        (lost.wave.to_string(), lost.window)
    };
    let (wave, early) = window("2026-02-01");
    assert_eq!((wave.as_str(), matches!(early, Window::Opens(_))), ("four-month", true));
    let Window::Opens(opens) = early else { panic!("{early:?}") };
    let (wave, open) = window(&opens.to_string());
    assert_eq!((wave.as_str(), matches!(open, Window::Open(Some(_)))), ("four-month", true));
    assert_eq!(looked_for(&person(&ways), "2029-01-01"), None, "all is over");

    let last = Window::Open(Some(day("2026-07-07")));
    assert_eq!(last.before(Window::Open(None)), Ordering::Less);
    assert_eq!(last.before(Window::Open(Some(day("2026-06-06")))), Ordering::Greater);
    assert_eq!(Window::Open(None).before(early), Ordering::Less);
}

fn who(first: &str, last: &str, dob: &str, postcode: &str, nino: &str) -> Identity {
    Identity::of([Some(first), Some(last), Some(postcode), Some(nino)], Some(day(dob)))
}

#[test]
fn a_namesake_is_nobody_and_a_married_name_may_be_she() {
    let rhian = who("Rhian", "Example", "1984-03-02", "LE1 1AA", "");
    let agrees = |other: &Identity| rhian.alike(other).map(|alike| alike.agrees);

    assert_eq!(agrees(&who("Rhian", "Example", "1950-01-01", "S1 2AB", "")), None);
    assert_eq!(agrees(&who("Ann", "Example", "1984-03-02", "S1 2AB", "")), None, "a twin");
    assert_eq!(
        agrees(&who("RHÎAN", "Invented-Example", "1984-03-02", "le11aa", "")),
        Some(vec![Trait::FirstName, Trait::Dob, Trait::Postcode])
    );
    assert_eq!(agrees(&who("R", "Example", "1984-03-02", "", "")), None, "an initial is no name");
}

#[test]
fn a_national_insurance_number_is_not_enough_by_itself_nor_its_last_letter_needed() {
    let ben = who("Ben", "Invented", "1980-05-04", "", "QQ 12 34 56 A");
    let agrees = |other: &Identity| ben.alike(other).map(|alike| alike.agrees);

    assert_eq!(agrees(&who("Ann", "Other", "1950-01-01", "", "QQ123456")), None);
    assert_eq!(
        agrees(&who("Ann", "Invented", "1950-01-01", "", "qq123456b")),
        Some(vec![Trait::Nino, Trait::LastName])
    );
}

#[test]
fn whoever_is_probable_shares_a_key_by_which_they_are_found() {
    let all = [
        who("Rhian", "Example", "1984-03-02", "LE1 1AA", "QQ123456A"),
        who("Rhian", "Example", "1984-03-03", "LE1 1AA", ""),
        who("Rhi", "Example", "1984-03-02", "", ""),
        who("Ann", "Other", "1984-03-02", "", "QQ123456"),
    ];
    for one in &all {
        for other in all.iter().filter(|other| one.alike(other).is_some()) {
            assert!(one.keys().iter().any(|key| other.keys().contains(key)), "{one:?} {other:?}");
        }
    }
}
