//! A survey with instruments becomes a file again that asks the same, names them, and repeats none of their words.

use surveys::{
    authoring::{self, Unwritten, read_pack},
    definition::Survey,
    scoring::{Instrument, Method, PackItem, Packs, TextPack, instruments},
};

use crate::{invented, read, sound, with_invented};

/// Invented words for every instrument whose own may not be passed on.
fn for_everything() -> Packs {
    let needed = instruments().iter().filter(|instrument| instrument.needs_licence());
    Packs::new(
        needed
            .map(|one| read_pack("pack.toml", &words_for(one)).expect("a pack in order"))
            .collect(),
    )
}

fn words_for(instrument: &Instrument) -> String {
    let option = |value| format!("{{ value = {value}, label = \"Invented {value}\" }}");
    let options: Vec<_> = (instrument.lowest..=instrument.highest).map(option).collect();
    let item = |item| format!("\"Invented sentence {item} of {}\"", instrument.id);
    let items: Vec<_> = (1..=instrument.items).map(item).collect();
    let mut text = format!(
        "instrument = \"{}\"\nlanguage = \"en-GB\"\nversion = \"invented\"\nstem = \"Invented stem of {}\"\n\
         options = [{}]\nitems = [{}]\n",
        instrument.id,
        instrument.id,
        options.join(", "),
        items.join(", "),
    );
    if !instrument.may_not_apply.is_empty() {
        text += "not_applicable = \"Invented, does not apply\"\n";
    }
    if instrument.visual_scale.is_some() {
        text += "visual_scale = { text = \"Invented thermometer\", hint = \"Invented ends\" }\n";
    }
    if instrument.score.method == Method::Profile {
        let less = vec!["[0, 0.05, 0.1, 0.2, 0.3]"; instrument.items].join(", ");
        text += "[value_set]\nid = \"invented\"\nsource = \"Invented\"\nbest = 1\n";
        text += &format!("less = [{less}]\n");
    }
    text
}

/// Writes the survey, reads it again and compares.
fn the_same(survey: &Survey, packs: &Packs) -> String {
    let written = authoring::write(survey, packs).unwrap_or_else(|why| panic!("{why}"));
    let file = authoring::File { name: "written.toml".to_owned(), text: written };
    let beside = authoring::Beside { packs: Some(packs), ..Default::default() };
    let again = authoring::read_with(&file, beside, &|_| None);
    let again = again.unwrap_or_else(|faults| panic!("{}\n{}", faults[0], file.text));
    assert_eq!(again, *survey, "{}", file.text);
    file.text
}

const FIRST: &str = "questions = [\
    { key = \"well\", text = \"Well?\", kind = \"single\", options = [{ code = 1, text = \"Yes\" }, { code = 2, text = \"No\" }] },\
    { key = \"last\", text = \"Anything else?\", kind = \"text\", most = 200, asked_if = \"well = 2\" }]\n";

#[test]
fn every_instrument_on_a_page_is_written_as_its_name() {
    let packs = for_everything();
    for instrument in instruments() {
        let page = format!("{{ instrument = \"{}\" }},", instrument.id);
        let written = the_same(&sound(&page, "", &packs), &packs);
        assert!(written.contains(&page), "{written}");
        assert!(!written.contains("[[questions]]") && !written.contains("derive"), "{written}");
    }
}

#[test]
fn what_a_page_says_of_its_instrument_is_kept() {
    let packs = for_everything();
    for instrument in instruments() {
        let page = format!(
            "{{ questions = [\"well\"] }},\n{{ instrument = \"{}\", key = \"moods\", title = \"Yours\", \
             asked_if = \"well = 2\", sensitive = true, unscored = false }},\n{{ questions = [\"last\"] }},",
            instrument.id
        );
        the_same(&sound(&page, FIRST, &packs), &packs);
        let first = instrument.text.as_ref().and_then(|text| text.grid.clone());
        let first = first.unwrap_or_else(|| instrument.keys()[0].clone());
        let rest = format!("{FIRST}[routing]\n{first} = \"well = 1\"\n");
        the_same(&sound(&page, &rest, &packs), &packs);
    }
}

#[test]
fn scores_of_items_that_are_written_out_are_named_and_not_repeated() {
    let packs = for_everything();
    for instrument in instruments() {
        let page = format!("{{ instrument = \"{}\" }},", instrument.id);
        let mut by_hand = sound(&page, "", &packs);
        // As somebody would who copies the items out of a survey.
        by_hand.borrowed.retain(|own| own.by_licence);
        by_hand.borrowed.iter_mut().for_each(|own| own.words = None);
        by_hand.derived.clear();
        let pages = by_hand.sections.iter_mut().flat_map(|section| &mut section.pages);
        let keys = instrument.keys();
        for question in pages.flat_map(|page| &mut page.questions) {
            // Whatever is asked beside the items is the study's own.
            question.withheld &= keys.contains(&question.key.to_string());
        }
        let written = authoring::write(&by_hand, &packs).expect("it is written out");
        let scored =
            written.replacen("minutes", &format!("scores = [\"{}\"]\nminutes", instrument.id), 1);
        let file = authoring::File { name: "by-hand.toml".to_owned(), text: scored };
        let beside = authoring::Beside { packs: Some(&packs), ..Default::default() };
        let survey = authoring::read_with(&file, beside, &|_| None);
        let survey = survey.unwrap_or_else(|faults| panic!("{}\n{}", faults[0], file.text));

        let again = the_same(&survey, &packs);

        assert!(again.contains(&format!("scores = [\"{}\"]", instrument.id)), "{again}");
        assert!(!again.contains("[[derived]]"), "{again}");
    }
}

#[test]
fn a_survey_of_everything_is_written_in_its_order() {
    let packs = for_everything();
    let overlapping = ["phq2", "gad2", "k6", "k10us", "wemwbs"];
    let pages = instruments().iter().filter(|one| !overlapping.contains(&one.id.as_str()));
    let pages: String = pages.map(|one| format!("{{ instrument = \"{}\" }},\n", one.id)).collect();
    let rest = format!(
        "derive = [\"low\"]\nusable = \"gad7_tot >= 3\"\n{FIRST}\
         [[derived]]\nkey = \"low\"\nlabel = \"Low\"\notherwise = 0\n\
         cases = [{{ when = \"phq9_ge10 = 1 and ucla3_tot > 5\", gives = 1 }}]\n"
    );

    let written = the_same(
        &sound(&format!("{pages}{{ questions = [\"well\", \"last\"] }},"), &rest, &packs),
        &packs,
    );

    assert!(written.contains("derive = [\"low\"]"), "{written}");
    assert!(!written.contains("Invented sentence") && !written.contains("Little interest"));
}

#[test]
fn who_acts_on_an_item_of_an_instrument_is_written_with_it() {
    let say = |alerts: &str| {
        format!(
            "[[questions]]\nkey = \"phq_9\"\ntext = \"Not asked in these words\"\nkind = \"single\"\n\
             options = [{{ code = 0, text = \"No\" }}]\n{alerts}\n"
        )
    };
    for alerts in ["alerts = []", "alerts = [{ level = 3, from = 2 }]"] {
        let survey = sound("{ instrument = \"phq9\" },", &say(alerts), &Packs::default());
        let written = the_same(&survey, &Packs::default());
        assert!(written.contains("[[questions]]\nkey = \"phq_9\""), "{written}");
    }
}

#[test]
fn an_instrument_in_another_form_is_still_said_to_be_that() {
    let survey = sound("{ instrument = \"phq9\" },", "", &Packs::default());
    let mut changed = survey;
    changed.borrowed.clear();
    changed.derived.clear();
    let pages = changed.sections.iter_mut().flat_map(|section| &mut section.pages);
    pages.flat_map(|page| &mut page.questions).nth(2).unwrap().text = "Sleeping badly".to_owned();

    let written = the_same(&changed, &Packs::default());

    assert!(written.contains("adapted = [\"phq9\"]"), "{written}");
}

#[test]
fn words_that_were_put_right_since_are_taken_over_and_it_is_said() {
    let survey = sound("{ instrument = \"swemwbs\" },", "", &with_invented());
    let right: TextPack =
        read_pack("pack.toml", &invented().replace("invented-1", "invented-2")).unwrap();
    let items = right.items.iter().map(|_| PackItem::Words("Put right".to_owned())).collect();
    let packs = Packs::new(vec![TextPack { items, ..right }]);

    let written = authoring::write(&survey, &packs).expect("it is written");

    assert!(
        written.starts_with("# The words or the scoring of SWEMWBS have\n# changed since"),
        "{written}"
    );
    let again = read("{ instrument = \"swemwbs\" },", "", &packs).expect("it is in order");
    assert_eq!(again.questions().next().unwrap().text, "Put right");
}

#[test]
fn without_the_words_that_somebody_brought_it_is_said_which_are_missing() {
    let survey = sound("{ instrument = \"swemwbs\" },", "", &with_invented());

    let refused = authoring::write(&survey, &Packs::default()).unwrap_err();

    assert_eq!(refused, Unwritten::WithoutWords("SWEMWBS".to_owned()));
}
