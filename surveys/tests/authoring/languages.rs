//! What a survey is in another language, and what it stays.

use surveys::{
    authoring::{self, File},
    definition::{Question, Survey, TextKey},
    facts::{Background, Facts},
    journey::Journey,
    keys::PageKey,
    phrases::Phrase,
    sheet::Sheet,
    shown,
    value::Answers,
};

use super::translations::{BANK, BANK_WELSH, SURVEY, WELSH, named, read, welsh, words};

#[test]
fn anna_is_asked_in_welsh_and_keeps_every_code() {
    let survey = read(SURVEY, WELSH, BANK_WELSH).unwrap();
    let welsh = survey.in_language(&welsh());
    let background =
        Background { begun_on: "2026-05-03".parse().unwrap(), ..Background::default() };
    let (sheet, facts) = (Sheet::default(), Facts::gather(&background, background.begun_on));
    let journey = Journey::walk(&welsh, &sheet, &facts);

    let page = shown::page(&journey, &Answers::default(), &PageKey::new("work").unwrap()).unwrap();

    assert_eq!(page.section, "Chi");
    assert_eq!(page.language, "cy");
    let asked = &page.questions[0].question;
    assert_eq!(asked.text, "Ers 3 Mai 2026 (cy), ydych chi wedi gweithio?");
    assert_eq!(asked.options()[1].text, "Nac ydw");
    assert_eq!(asked.options()[1].code, 2);
    assert_eq!(asked.label, "Since {begun_on}, have you worked?");
}

#[test]
fn somebody_who_would_like_a_language_that_is_not_there_is_asked_in_the_surveys_own() {
    let survey = read(SURVEY, WELSH, BANK_WELSH).unwrap();
    let meant = |wish| survey.language_for(wish).map(|language| language.to_string());

    assert_eq!(meant("Welsh").as_deref(), Some("cy"));
    assert_eq!(meant("cy-GB").as_deref(), Some("cy"));
    assert_eq!(meant("English").as_deref(), Some("en-GB"));
    assert_eq!(meant("Polish"), None);
}

/// The survey as if it were written in Welsh, and what lies beside it.
fn in_welsh_alone(beside: &[File]) -> Result<Survey, Vec<String>> {
    let survey = SURVEY.replacen("language = \"en-GB\"", "language = \"cy\"", 1);
    let bank = named("bank.toml", BANK);
    let open = |name: &str| beside.iter().chain([&bank]).find(|file| file.name == name).cloned();
    let read = authoring::read(&named("forms/check-in.toml", &survey), &open);
    read.map_err(|faults| faults.iter().map(ToString::to_string).collect())
}

#[test]
fn a_survey_that_is_written_in_welsh_says_continue_in_welsh() {
    let survey = in_welsh_alone(&[named("words.cy.toml", &words())]).expect("no faults");

    let read = survey.as_wished("");
    assert_eq!(read.words.say(Phrase::Continue), "Continue (cy)");
    assert_eq!(read.sections[0].title, "You");
    assert_eq!(survey.as_wished("Polish"), read);
    assert_eq!(survey.languages(), [welsh()]);
}

#[test]
fn a_survey_in_welsh_is_at_fault_while_the_words_around_it_are_in_english() {
    assert_eq!(
        in_welsh_alone(&[]).unwrap_err(),
        [
            "forms/check-in.toml:4:12: the survey is in Welsh, and there is no words.cy.toml with the words around its \
             questions; `throughline survey translate check-in.toml --language cy` writes it"
        ]
    );
    let unfinished = words().replacen("to = \"Continue (cy)\"", "to = \"\"", 1);
    let told = in_welsh_alone(&[named("words.cy.toml", &unfinished)]).unwrap_err();
    assert!(told[0].contains("“continue” is not translated; write it into “to”"), "{told:?}");
    assert_eq!(told.len(), 1);
}

#[test]
fn a_text_that_has_no_translation_is_said_in_the_surveys_own_language() {
    let mut survey = read(SURVEY, WELSH, BANK_WELSH).unwrap();
    let (own, whole) = (survey.clone(), survey.in_language(&welsh()));
    let key = TextKey("work.text".to_owned());
    let gone = survey.translations.get_mut(&welsh()).unwrap().texts.remove(&key);
    assert!(gone.is_some());

    let half = survey.in_language(&welsh());

    let asked = |own: &&Question| own.key.as_str() == "work";
    let text = |survey: &Survey| survey.questions().find(asked).unwrap().text.clone();
    assert_eq!(text(&half), text(&own));
    assert_ne!(text(&half), text(&whole));
    assert_eq!(half.sections[0].title, "Chi");
}

#[test]
fn a_survey_in_one_language_is_published_as_it_always_was() {
    let bank = |name: &str| (name == "bank.toml").then(|| named("bank.toml", BANK));
    let survey = authoring::read(&named("check-in.toml", SURVEY), &bank).unwrap();

    let published = serde_json::to_string(&survey).unwrap();

    for new in ["translations", "words", "spoken", "probes", "define", "not_read_out"] {
        assert!(!published.contains(new), "{new} in {published}");
    }
}

#[test]
fn a_translated_survey_is_the_same_after_it_was_stored() {
    let survey = read(SURVEY, WELSH, BANK_WELSH).unwrap();

    let stored = serde_json::to_string(&survey).unwrap();
    let again: Survey = serde_json::from_str(&stored).unwrap();

    assert_eq!(again, survey);
    assert_eq!(again.in_language(&welsh()).words.say(Phrase::Back), "Back (cy)");
}
