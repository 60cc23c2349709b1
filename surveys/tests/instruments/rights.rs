//! Whose leave there is to ask, and for how long.

use chrono::NaiveDate;
use surveys::{
    authoring::read_pack,
    definition::Translation,
    language::Language,
    rights::{Right, ending, unlicensed},
    scoring::{Mode, Packs},
};

use crate::{sound, with_invented};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn right(reference: &str, expires_on: Option<&str>) -> Right {
    Right {
        instrument: "swemwbs".to_owned(),
        reference: reference.to_owned(),
        holder: "Example Trust".to_owned(),
        expires_on: expires_on.map(day),
        modes: vec![Mode::Web],
        languages: vec!["en-GB".to_owned()],
    }
}

/// What is said about asking the invented scale on a day with these licences.
fn check(rights: &[Right], mode: Mode, today: &str, expected: &str) {
    let survey = sound("{ instrument = \"swemwbs\" },", "", &with_invented());
    let lacking = unlicensed(&survey, mode, rights, day(today));
    let told: Vec<_> = lacking.iter().map(ToString::to_string).collect();
    assert_eq!(told.join("\n"), expected);
}

#[test]
fn without_a_licence_on_record_the_instrument_is_named() {
    check(
        &[],
        Mode::Web,
        "2026-03-02",
        "SWEMWBS may be asked only by licence, and none is on record",
    );
    let free = sound("{ instrument = \"phq9\" },", "", &Packs::default());
    assert!(unlicensed(&free, Mode::Web, &[], day("2026-03-02")).is_empty());
}

#[test]
fn all_that_is_wrong_with_a_licence_is_told_at_once() {
    let told = |right: &Right, language: Option<&str>| {
        let unfit = right.unfit(language, day("2026-03-02"));
        unfit.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let nothing = Right {
        reference: " ".to_owned(),
        holder: "x".repeat(201),
        modes: Vec::new(),
        languages: vec!["Welsh".to_owned()],
        ..right("W-1", Some("2026-03-01"))
    };

    assert_eq!(told(&right("W-1", Some("2026-03-02")), Some("en-gb")), [""; 0]);
    assert_eq!(
        told(&right("W-1", None), Some("cy")),
        ["the words are in “cy”, and the licence is for en-GB"]
    );
    assert_eq!(
        told(&nothing, Some("cy")),
        [
            "the licence needs a reference of at most 200 characters, by which the owner knows it",
            "the licence needs a holder of at most 200 characters, who may use the words",
            "the licence ended on 2026-03-01",
            "the licence needs a way of asking that it is for",
            "“Welsh” is no language's tag; one is written like en-GB or cy",
        ]
    );
    let without = Right { languages: Vec::new(), ..right("W-1", None) };
    assert_eq!(told(&without, None), ["the licence needs a language that it is for"]);
}

#[test]
fn a_licence_holds_on_the_whole_of_its_last_day_and_not_on_the_next() {
    let until_march = [right("W-1", Some("2026-03-02"))];
    check(&until_march, Mode::Web, "2026-03-02", "");
    check(
        &until_march,
        Mode::Web,
        "2026-03-03",
        "the licence W-1 for SWEMWBS ended on 2026-03-02; record the new one",
    );
    check(&[right("W-1", None)], Mode::Web, "2126-03-03", "");
}

#[test]
fn a_licence_that_ends_within_ninety_days_is_told_until_a_new_one_is_on_record() {
    let survey = sound("{ instrument = \"swemwbs\" },", "", &with_invented());
    let told = |rights: &[Right], today: &str| {
        let ending = ending(&survey, Mode::Web, rights, day(today));
        ending.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    };
    let (old, new) = (right("W-1", Some("2026-05-31")), right("W-2", Some("2027-05-31")));
    let said = "the licence W-1 for SWEMWBS ends on 2026-05-31: from the day after nobody begins, so renew it in time";

    assert_eq!(told(std::slice::from_ref(&old), "2026-03-02"), "");
    assert_eq!(told(std::slice::from_ref(&old), "2026-03-03"), said);
    assert_eq!(told(std::slice::from_ref(&old), "2026-05-31"), said);
    assert_eq!(told(std::slice::from_ref(&old), "2026-06-01"), "");
    assert_eq!(told(&[old, new], "2026-05-31"), "");
}

#[test]
fn a_licence_for_english_does_not_cover_a_translation() {
    let mut survey = sound("{ instrument = \"swemwbs\" },", "", &with_invented());
    survey.translations.insert(Language::new("cy").unwrap(), Translation::default());
    let told = |rights: &[Right]| unlicensed(&survey, Mode::Web, rights, day("2026-03-02")).len();

    let english = right("W-1", None);
    let both = Right { languages: vec!["en-GB".to_owned(), "cy".to_owned()], ..english.clone() };
    let welsh = Right { languages: vec!["cy".to_owned()], ..english.clone() };

    assert_eq!(told(std::slice::from_ref(&english)), 1);
    assert_eq!(told(&[both]), 0);
    assert_eq!(told(&[english, welsh]), 0);
}

#[test]
fn a_new_licence_goes_on_where_the_old_one_ended_and_an_old_one_that_holds_is_enough() {
    let (old, new) = (right("W-1", Some("2026-03-02")), right("W-2", Some("2027-03-02")));
    check(&[old.clone(), new.clone()], Mode::Web, "2026-06-01", "");
    check(&[new, old], Mode::Web, "2026-06-01", "");
}

#[test]
fn a_licence_covers_the_ways_and_languages_that_it_names() {
    check(
        &[right("W-1", None)],
        Mode::Telephone,
        "2026-03-02",
        "the licence W-1 for SWEMWBS does not cover asking by telephone",
    );
    let welsh = Right { languages: vec!["cy".to_owned()], ..right("W-1", None) };
    check(&[welsh], Mode::Web, "2026-03-02", "the licence W-1 for SWEMWBS does not cover “en-GB”");
}

/// Invented words of the long scale, of which items 1, 2, 3, 6, 7, 9 and 11 are those of the short one.
fn with_both_scales() -> Packs {
    let short = crate::invented();
    let head = short.split("items = [").next().unwrap();
    let numbers = ["1", "2", "3", "a", "b", "4", "5", "c", "6", "d", "7", "e", "f", "g"];
    let items = numbers.map(|item| format!("\"Invented sentence {item}, of no scale\""));
    let long = format!("{}items = [{}]\n", head.replace("swemwbs", "wemwbs"), items.join(", "));
    Packs::new([short, long].map(|pack| read_pack("pack.toml", &pack).unwrap()).to_vec())
}

#[test]
fn a_short_scale_is_not_taken_for_the_long_one_nor_the_long_one_for_the_short() {
    for (asked, name, last) in [("swemwbs", "SWEMWBS", 7), ("wemwbs", "WEMWBS", 14)] {
        let survey = sound(&format!("{{ instrument = \"{asked}\" }},"), "", &with_both_scales());
        let borrowed: Vec<_> = survey.borrowed.iter().map(|own| own.name.as_str()).collect();
        assert_eq!(borrowed, [name]);
        let labels: Vec<_> = survey.questions().map(|own| own.label.clone()).collect();
        let expected: Vec<_> = (1..=last).map(|item| format!("{name} item {item}")).collect();
        assert_eq!(labels, expected);
    }
}

#[test]
fn of_a_licensed_scale_in_a_grid_no_row_and_no_end_leaves_in_the_codebook() {
    let columns = |from: i32| {
        let rows = (from..=7).map(|item| {
            format!("{{ key = \"{item}\", text = \"Invented sentence {item}, of no scale\" }}")
        });
        let grid = format!(
            "questions = [{{ key = \"swemwbs\", text = \"Invented beginning\", kind = \"grid\", low = \"Invented low\", \
             high = \"Invented high\", rows = [{}] }}]\nadapted = [\"swemwbs\"]",
            rows.collect::<Vec<_>>().join(", ")
        );
        let survey = sound("{ questions = [\"swemwbs\"] },", &grid, &with_invented());
        surveys::codebook::columns(&survey)
    };

    let whole = columns(1);

    assert_eq!((whole[2].name.as_str(), whole[2].label.as_str()), ("swemwbs_3", "SWEMWBS item 3"));
    assert!(!format!("{whole:?}").contains("Invented"), "{whole:?}");
    // What is the third row here is another item there.
    assert_eq!(columns(2)[2].label, "Part of SWEMWBS item 3");
}

#[test]
fn the_ends_of_a_scale_and_what_can_be_ticked_stay_out_of_the_codebook_too() {
    for kind in [
        "kind = \"scale\", low = \"Invented low\", high = \"Invented high\"",
        "kind = \"multiple\", options = [{ code = 1, text = \"Invented 1\" }, { code = 2, text = \"Invented 2\" }]",
    ] {
        let question = |item: i32| {
            format!("{{ key = \"swemwbs_{item}\", text = \"Invented {item}\", {kind} }}")
        };
        let questions = (1..=7).map(question).collect::<Vec<_>>().join(", ");
        let keys = (1..=7).map(|item| format!("\"swemwbs_{item}\"")).collect::<Vec<_>>().join(", ");
        let page = format!("{{ title = \"Lately\", questions = [{keys}] }},");

        let survey = sound(&page, &format!("questions = [{questions}]"), &Packs::default());

        let columns = surveys::codebook::columns(&survey);
        assert!(!format!("{columns:?}").contains("Invented"), "{columns:?}");
    }
}
