//! A page that names an instrument.

use chrono::NaiveDate;
use surveys::{
    authoring::read_pack,
    codebook,
    definition::{Kind, Question, When},
    facts::{Background, Facts},
    journey::Journey,
    scoring::{Packs, instrument},
    sheet::Sheet,
    shown,
    value::{Answers, Value},
};

use crate::{read, sound, with_invented};

const PHQ9: &str = "{ instrument = \"phq9\" },";

fn lines(questions: &[Question]) -> Vec<String> {
    questions.iter().map(|question| format!("{}: {}", question.key, question.text)).collect()
}

#[test]
fn anna_is_asked_what_was_published_in_its_order_and_under_its_stem() {
    let survey = sound(PHQ9, "", &Packs::default());
    let words = instrument("phq9").unwrap().text.as_ref().unwrap();
    let (_, page) = survey.pages().next().unwrap();

    let published = words.items.iter().chain(&words.unscored);
    let published: Vec<_> = published.map(|item| format!("{}: {}", item.key, item.text)).collect();
    assert_eq!(lines(&page.questions), published);
    assert_eq!(page.title, words.stem);
    for (question, item) in page.questions.iter().zip(&words.items) {
        let choices = if item.options.is_empty() { &words.options } else { &item.options };
        let choices: Vec<_> = choices.iter().map(|own| (own.value, own.label.as_str())).collect();
        let asked: Vec<_> = question.options().iter().map(|o| (o.code, o.text.as_str())).collect();
        assert_eq!(asked, choices);
        assert!(question.source.as_ref().unwrap().contains("No permission required"));
        assert!(!question.withheld);
    }
    assert_eq!(page.questions[5].label.chars().count(), 80);
    assert!(page.questions[5].label.starts_with("PHQ-9 item 6: Feeling bad about yourself"));
}

#[test]
fn its_alerts_come_with_it() {
    let survey = sound(PHQ9, "", &Packs::default());

    let of_item_9 = survey.alerts.triggers.iter().filter(|trigger| trigger.of == ["phq_9"]);
    assert_eq!(of_item_9.filter(|trigger| trigger.of_harm).count(), 3);
    let sum = survey.alerts.triggers.iter().find(|trigger| trigger.of.len() == 9).unwrap();
    assert_eq!(sum.when, When::From(20));
}

#[test]
fn the_alerts_of_a_translation_are_known_by_its_keys() {
    let welsh = "language = \"cy\"\nversion = \"invented\"\ninstrument = \"phq9\"\n\
        options = [{ value = 0, label = \"Dim\" }, { value = 1, label = \"Un\" }, { value = 2, label = \"Dau\" }, { value = 3, label = \"Tri\" }]\n\
        items = [\"a\", \"b\", \"c\", \"d\", \"e\", \"f\", \"g\", \"h\", \"i\"]\n\
        unscored = [{ text = \"j\", options = [{ value = 0, label = \"k\" }, { value = 1, label = \"l\" }] }]\n";
    let packs = Packs::new(vec![read_pack("pack.toml", welsh).unwrap()]);
    let file = surveys::authoring::File {
        name: "mood.toml".to_owned(),
        text: format!(
            "key = \"mood\"\nversion = 1\ntitle = \"Mood\"\nlanguage = \"cy\"\nminutes = 4\n\
             sections = [{{ title = \"Chi\", pages = [{PHQ9}] }}]\n"
        ),
    };

    let beside =
        surveys::authoring::Beside { packs: Some(&packs), ..surveys::authoring::Beside::default() };
    let alone = surveys::authoring::read_alone(&file, beside, &|_| None).unwrap();

    assert_eq!(alone.faults, []);
    let survey = alone.survey;
    let of_item_9 = survey.alerts.triggers.iter().filter(|trigger| trigger.of == ["phq_9"]);
    assert_eq!(of_item_9.filter(|trigger| trigger.of_harm).count(), 3);
    assert_eq!(survey.borrowed[0].words.as_deref(), Some("invented"));
}

#[test]
fn what_is_asked_beside_the_score_can_be_left_out_and_people_be_passed_by() {
    let page = "{ questions = [\"well\"] },\n\
        { instrument = \"gad7\", key = \"worry\", title = \"Worry\", asked_if = \"well = 2\", sensitive = true },\n\
        { instrument = \"ucla3\", unscored = false },";
    let well = "questions = [{ key = \"well\", text = \"Well?\", kind = \"single\", options = [{ code = 1, text = \"Yes\" }, { code = 2, text = \"No\" }] }]";

    let survey = sound(page, well, &Packs::default());

    let pages: Vec<_> = survey.pages().map(|(_, page)| page).collect();
    assert_eq!((pages[1].key.as_str(), pages[1].title.as_deref()), ("worry", Some("Worry")));
    assert!(pages[1].intro.as_deref().unwrap().starts_with("Over the last 2 weeks"));
    for question in &pages[1].questions {
        assert!(question.sensitive && question.asked_if.to_string() == "well = 2");
    }
    assert_eq!(pages[2].questions.len(), 3);
    // It speaks of four questions.
    assert_eq!(pages[2].intro, None);
}

#[test]
fn a_scale_stays_a_scale_and_a_grid_a_grid() {
    let pages = "{ instrument = \"ons4\" },\n{ instrument = \"jse\" },";

    let survey = sound(pages, "", &Packs::default());

    let titles: Vec<_> = survey.pages().map(|(_, page)| page.title.as_deref()).collect();
    // Four questions have a heading above them; one question is its own.
    assert_eq!(titles, [Some("You"), None]);
    let kinds: Vec<_> = survey.questions().map(|question| &question.kind).collect();
    assert!(matches!(kinds[3], Kind::Scale { low, .. } if low == "Not at all anxious"));
    assert!(matches!(kinds[4], Kind::Grid { rows, .. } if rows.len() == 5));
    assert!(survey.has("jse_e") && survey.has("jse_mean"));
}

#[test]
fn words_that_nobody_may_pass_on_are_asked_for_and_then_leave_in_no_file() {
    let page = "{ instrument = \"swemwbs\" },";
    assert_eq!(
        read(page, "", &Packs::default()).unwrap_err(),
        [
            "mood.toml:10:16: SWEMWBS has no words here in “en-GB”: its owner lets nobody pass them on; \
             bring those that you are licensed to use: `throughline instrument load` keeps them, and --packs names a folder \
             of text packs for a check"
        ]
    );

    let survey = sound(page, "", &with_invented());

    assert_eq!(survey.questions().next().unwrap().text, "Invented sentence 1, of no scale");
    assert!(survey.borrowed[0].by_licence);
    let columns = format!("{:?}", codebook::columns(&survey));
    assert!(columns.contains("SWEMWBS item 3") && columns.contains("Answer 5 of 5"));
    assert!(!columns.contains("Invented"), "{columns}");
}

#[test]
fn a_page_that_is_half_an_instrument_is_refused() {
    let check = |page: &str, said: &str| {
        let faults = read(page, "", &Packs::default()).unwrap_err();
        assert!(faults.iter().any(|fault| fault.contains(said)), "{faults:?}");
    };
    check("{ instrument = \"phq10\" },", "there is no instrument “phq10”; there are ons4, ucla3");
    check("{ instrument = \"phq2\", intro = \"Two now.\" },", "questions or words of its own");
    check("{ title = \"Nothing\" },", "the page has no question; give it one");
    check(
        "{ asked_if = \"proxy = 0\", questions = [\"dob\"] },",
        "“asked_if” is for the page of an instrument; write it under each question of this page",
    );
    check(
        "{ instrument = \"phq9\" },\n{ instrument = \"phq2\" },",
        "“phq_1” stands on two pages, “phq9” and “phq2”",
    );
}

/// How the questions of a page are read back, each under what it stands.
fn read_back(page: &str) -> Vec<(Option<String>, String)> {
    let survey = sound(page, "", &Packs::default());
    let mut sheet = Sheet::default();
    for question in survey.questions() {
        sheet.answers.set(question.key.to_string(), Value::Code(1));
    }
    let begun_on = NaiveDate::from_ymd_opt(2026, 3, 2).expect("a day");
    let background = Background {
        dob: None,
        allocation: None,
        begun_on,
        proxy: false,
        programme: String::new(),
        horizon: None,
        earlier: Vec::new(),
    };
    let facts = Facts::gather(&background, begun_on);
    let journey = Journey::walk(&survey, &sheet, &facts);
    let lines = shown::review(&journey, &Answers::default());
    lines.into_iter().map(|line| (line.under, line.text)).collect()
}

#[test]
fn ben_reads_whole_sentences_when_he_checks_his_answers() {
    let nervous = "During the past 30 days, about how often did you feel nervous?".to_owned();
    assert_eq!(read_back("{ instrument = \"k6\" },")[0], (None, nervous.clone()));
    assert_eq!(
        read_back("{ instrument = \"k6\", title = \"Your feelings\" },")[0],
        (Some("Your feelings".to_owned()), nervous)
    );

    let (under, text) = read_back("{ instrument = \"gad7\" },").remove(0);
    assert!(under.expect("the question that they answer").starts_with("Over the last 2 weeks"));
    assert_eq!(text, "Feeling nervous, anxious or on edge");
    // A section's title stands above them anyway.
    assert_eq!(read_back("{ instrument = \"ons4\" },")[0].0, None);
}
