//! Items of an instrument are asked in another language in the words of its owner's translation only. None of their
//! words stand here: these are invented.

use surveys::{
    authoring::{Originals, read_pack},
    scoring::Packs,
};

use super::translations::{BANK_WELSH, SURVEY, WELSH, named, read};

/// Asks this question beside the others and translates these of its texts, none with a source.
fn check_owner(question: &str, texts: &[(&str, &str)], named: &[&str]) {
    let key = question.split('"').nth(1).unwrap();
    let pages = format!("{{ questions = [\"work\"] }}, {{ questions = [\"{key}\"] }}");
    let survey = SURVEY.replacen("{ questions = [\"work\"] }", &pages, 1);
    let survey = format!("{survey}[[questions]]\n{question}\n");
    let texts = texts.iter().map(|(at, from)| {
        format!("[[texts]]\nat = \"{key}.{at}\"\nfrom = \"{from}\"\nto = \"{from} (cy)\"\n")
    });
    let own = texts.fold(WELSH.to_owned(), |own, text| own + &text);
    let told = read(&survey, &own, BANK_WELSH).unwrap_err();
    let told: Vec<_> = told.iter().map(|fault| fault.split(": ").nth(1).unwrap()).collect();
    let expected = named.iter().map(|own| {
        format!("{own}, which is asked in the words of its owner's translation only; write where this translation comes from, and under what licence, into “source”")
    });
    assert_eq!(told, expected.collect::<Vec<_>>());
}

#[test]
fn an_item_whose_words_a_study_brings_and_a_row_of_a_grid_are_their_owners_in_welsh_too() {
    check_owner(
        "key = \"swemwbs_3\"\ntext = \"Invented\"\nkind = \"scale\"\nlow = \"Invented low\"\nhigh = \"Invented high\"",
        &[("text", "Invented"), ("low", "Invented low"), ("high", "Invented high")],
        &["“swemwbs_3.text” is an item of SWEMWBS"],
    );
    check_owner(
        "key = \"swemwbs\"\ntext = \"Invented\"\nkind = \"grid\"\nlow = \"Invented low\"\nhigh = \"Invented high\"\n\
         rows = [{ key = \"3\", text = \"Invented row\" }, { key = \"tea\", text = \"Tea\" }]",
        &[
            ("text", "Invented"),
            ("low", "Invented low"),
            ("high", "Invented high"),
            ("row.3", "Invented row"),
            ("row.tea", "Tea"),
        ],
        &["“swemwbs.row.3” is an item of SWEMWBS"],
    );
}

#[test]
fn a_survey_that_asks_a_scale_in_words_of_its_own_can_be_handed_to_a_translator() {
    let options =
        (1..=5).map(|value| format!("{{ value = {value}, label = \"Invented {value}\" }}"));
    let items = (1..=7).map(|item| format!("\"Invented sentence {item}\""));
    let pack = format!(
        "instrument = \"swemwbs\"\nlanguage = \"en-GB\"\nversion = \"invented\"\noptions = [{}]\nitems = [{}]",
        options.collect::<Vec<_>>().join(", "),
        items.collect::<Vec<_>>().join(", "),
    );
    let survey = named(
        "mood.toml",
        "key = \"mood\"\nversion = 1\ntitle = \"Mood\"\nlanguage = \"en-GB\"\nminutes = 4\n\
         sections = [{ title = \"You\", pages = [{ instrument = \"swemwbs\" }] }]",
    );
    let of = |packs: &Packs| Originals::of(&survey, packs, &|_| None);

    let texts = of(&Packs::new(vec![read_pack("pack.toml", &pack).unwrap()])).unwrap().texts;

    let third = texts.iter().find(|(key, _)| key.0 == "swemwbs_3.text").unwrap();
    assert_eq!(third.1, "Invented sentence 3");
    assert!(of(&Packs::default()).unwrap_err()[0].to_string().contains("has no words here"));
}
