//! What a bank says that only its surveys can judge, or that none of them asks, stops no survey that uses it.

use surveys::{
    authoring::{self, Beside, Originals},
    scoring::{Packs, instrument},
};

use super::translations::{BANK, BANK_WELSH, SURVEY, WELSH, named, words};

/// A survey that names this bank and asks the first of its questions, with a translation beside it and without.
fn check_bank(bank: &str) {
    let files = [named("bank.toml", bank), named("words.cy.toml", &words())];
    let open = |name: &str| files.iter().find(|file| file.name == name).cloned();
    let survey = SURVEY
        .replace("text = \"Since {begun_on}", "asked_if = \"late\"\ntext = \"Since {begun_on}");
    let survey = named("check-in.toml", &format!("{survey}[conditions]\nlate = \"mood < 2\"\n"));
    let mood = BANK_WELSH.split("[[texts]]\nat = \"sleep").next().unwrap();
    let mood = mood.split_once("[[texts]]").unwrap().1;
    let own = [named("check-in.cy.toml", &format!("{WELSH}[[texts]]{mood}"))];
    for translations in [&[][..], &own[..]] {
        let read =
            authoring::read_with(&survey, Beside { translations, ..Beside::default() }, &open);
        let faults = read.err().unwrap_or_default();
        assert_eq!(faults, [], "{} translations", translations.len());
    }
}

#[test]
fn a_bank_with_questions_that_the_survey_does_not_ask_is_no_fault_of_the_survey() {
    let item = |key: &str, text: &str| {
        format!(
            "[[questions]]\nkey = \"{key}\"\ntext = \"{text}\"\nlabel = \"{key}\"\nkind = \"single\"\noptions = [\
             {{ code = 0, text = \"Not at all\" }}, {{ code = 1, text = \"Several days\" }}, \
             {{ code = 2, text = \"More than half the days\" }}, {{ code = 3, text = \"Nearly every day\" }}]\n"
        )
    };
    let phq = instrument("phq9").unwrap().text.as_ref().unwrap();
    let eight = phq.items.iter().take(8).map(|own| item(&own.key, &own.text)).collect::<String>();
    check_bank(&format!("{BANK}{eight}"));
    check_bank(&format!("{BANK}{}", eight.replacen("[[questions]]\nkey = \"phq_5", "[[questions]]\nkey = \"tea\"\ntext = \"Tea?\"\nkind = \"text\"\nmost = 9\n[[questions]]\nkey = \"phq_5", 1)));
    check_bank(&format!("{BANK}[[questions]]\nkey = \"tea\"\ntext = \"Tea?\"\nkind = \"brew\"\n"));
}

#[test]
fn a_bank_whose_routing_names_conditions_of_its_surveys_is_translated() {
    let bank = format!(
        "{BANK}[[questions]]\nkey = \"tea\"\ntext = \"Tea?\"\nkind = \"text\"\nmost = 9\nasked_if = \"late\"\n"
    );
    let texts =
        Originals::of(&named("bank.toml", &bank), &Packs::default(), &|_| None).unwrap().texts;
    assert_eq!(texts.last().unwrap().1, "Tea?");
}
