//! Instruments that a survey writes out itself, as published and otherwise.

use surveys::scoring::{Instrument, Item, Packs, instrument};

use crate::{read, sound, with_invented};

const MEND: &str = "ask it as it was published, best with";

struct Written {
    key: String,
    text: String,
    options: String,
}

/// The items of an instrument as somebody copies them.
fn copied(instrument: &Instrument) -> Vec<Written> {
    let words = instrument.text.as_ref().expect("its words");
    let options: Vec<_> = words
        .options
        .iter()
        .map(|own| format!("{{ code = {}, text = \"{}\" }}", own.value, own.label))
        .collect();
    let written = |item: &Item| Written {
        key: item.key.replace("phq", "q"),
        text: item.text.clone(),
        options: options.join(", "),
    };
    words.items.iter().map(written).collect()
}

/// Everything said about a survey that asks these on one page, without where it stands and how to mend it.
fn told(written: &[Written], rest: &str) -> Vec<String> {
    let keys: Vec<_> = written.iter().map(|own| format!("\"{}\"", own.key)).collect();
    let pages = format!("{{ title = \"Lately\", questions = [{}] }},", keys.join(", "));
    told_on(&pages, written, rest)
}

fn told_on(pages: &str, written: &[Written], rest: &str) -> Vec<String> {
    let questions = written.iter().map(|Written { key, text, options }| {
        format!(
            "{{ key = \"{key}\", text = \"{text}\", label = \"{key}\", kind = \"single\", options = [{options}] }}"
        )
    });
    let questions = questions.collect::<Vec<_>>().join(",\n");
    let faults = read(pages, &format!("{rest}\nquestions = [\n{questions}\n]"), &Packs::default());
    let said = |fault: &String| {
        let (_, said) = fault.split_once(": ").expect("a place");
        let (problem, _) = said.split_once("; ").expect("a remedy");
        problem.to_owned()
    };
    faults.err().unwrap_or_default().iter().map(said).collect()
}

fn phq9() -> Vec<Written> {
    copied(instrument("phq9").unwrap())
}

#[test]
fn ben_who_copies_an_instrument_as_it_is_has_nothing_to_mend() {
    for id in ["phq9", "phq2", "gad7", "gad2", "ucla3", "k6", "k10", "k10us"] {
        assert_eq!(told(&copied(instrument(id).unwrap()), ""), [""; 0], "{id}");
    }
    let mut whole = phq9();
    whole[3].text = format!("4. {}.", whole[3].text.to_lowercase());
    assert_eq!(told(&whole, ""), [""; 0]);
}

#[test]
fn items_that_each_repeat_the_stem_are_the_same_items() {
    let stem = "In the last 30 days, how often did you feel";
    let mut k6 = copied(instrument("k6").unwrap());
    for own in &mut k6 {
        own.key = own.key.replace("k6", "kessler");
        own.text = format!("{stem} {}", own.text);
    }
    assert_eq!(told(&k6, ""), [""; 0]);

    k6[5].options = k6[5].options.replace("code = 4", "code = 5");
    let told = told(&k6, "");
    assert!(told[0].starts_with("K6 item 6 offers “5 All of the time"), "{told:?}");
}

#[test]
fn another_word_is_told_with_both_sentences() {
    let mut written = phq9();
    written[2].text = "Trouble sleeping, or sleeping too much".to_owned();
    assert_eq!(
        told(&written, ""),
        [
            "PHQ-9 item 3 reads “Trouble sleeping, or sleeping too much” here and “Trouble falling or \
             staying asleep, or sleeping too much” in the instrument"
        ]
    );
    written[2].text = "How do you sleep?".to_owned();
    assert!(told(&written, "")[0].starts_with("PHQ-9 item 3 reads “How do you sleep?” here"));
}

#[test]
fn one_item_under_its_key_is_held_against_it_and_one_in_its_words_too() {
    let mut one: Vec<_> = copied(instrument("gad7").unwrap()).drain(..1).collect();
    one[0].text = "Feeling tense".to_owned();
    assert!(told(&one, "")[0].starts_with("GAD-7 item 1 reads “Feeling tense” here"));

    let mut one: Vec<_> = phq9().drain(..1).collect();
    one[0].options = "{ code = 0, text = \"No\" }, { code = 1, text = \"Yes\" }".to_owned();
    assert_eq!(
        told(&one, ""),
        [
            "PHQ-9 item 1 offers “0 No, 1 Yes” here and “0 Not at all, 1 Several days, 2 More than half \
             the days, 3 Nearly every day” in the instrument"
        ]
    );
}

#[test]
fn options_that_begin_with_not_at_all_sure_are_a_known_mistake_and_told_for_each_item() {
    let mut written = copied(instrument("gad7").unwrap());
    for own in &mut written {
        own.options = own.options.replace("Not at all", "Not at all sure");
    }
    let told = told(&written, "");
    assert_eq!(told.len(), 7);
    assert!(told[6].starts_with("GAD-7 item 7 offers “0 Not at all sure, 1 Several days"));
}

#[test]
fn another_order_another_page_a_stranger_and_a_gap_are_told() {
    let mut written = phq9();
    written.swap(3, 4);
    assert_eq!(told(&written, "")[0], "PHQ-9 item 5 is asked before item 4 here");

    let two = "{ title = \"One\", questions = [\"q_1\", \"q_2\", \"q_3\", \"q_4\", \"q_5\"] },\n\
               { title = \"Two\", questions = [\"q_6\", \"q_7\", \"q_8\", \"q_9\"] },";
    assert_eq!(
        told_on(two, &phq9(), ""),
        ["PHQ-9 is split here: item 6 is on another page than item 5"]
    );

    let mut written = phq9();
    let options = written[0].options.clone();
    written.insert(4, Written { key: "tea".to_owned(), text: "Tea?".to_owned(), options });
    assert_eq!(told(&written, ""), ["“tea” stands among the items of PHQ-9 here"]);

    let mut written = phq9();
    written.remove(8);
    assert_eq!(
        told(&written, ""),
        [
            "PHQ-9 item 9 is left out here: “Thoughts that you would be better off dead or of hurting \
             yourself in some way”"
        ]
    );
}

#[test]
fn whoever_alters_it_knowingly_says_so_and_then_it_is_not_scored() {
    let mut written = phq9();
    written.remove(8);
    assert_eq!(told(&written, "adapted = [\"phq9\"]"), [""; 0]);
    assert_eq!(
        told(&written, "adapted = [\"phq9\"]\nscores = [\"phq9\"]"),
        ["PHQ-9 in another form is not scored by its rules"]
    );
    assert_eq!(told(&written, "adapted = [\"phq7\"]")[0], "there is no instrument “phq7”");
}

#[test]
fn an_ordinary_question_with_a_short_word_of_an_instrument_is_nobodys_item() {
    let ordinary = |key: &str, text: &str| Written {
        key: key.to_owned(),
        text: text.to_owned(),
        options: "{ code = 1, text = \"Yes\" }, { code = 2, text = \"No\" }".to_owned(),
    };
    let written = [
        ordinary("happy", "Are you happy?"),
        ordinary("tense", "Were you nervous?"),
        ordinary("low", "Have you felt hopeless?"),
    ];
    assert_eq!(told(&written, ""), [""; 0]);
    let rows = [ordinary("calm", "Calm"), ordinary("tense", "Nervous")];
    assert_eq!(told(&rows, ""), [""; 0]);
}

#[test]
fn words_that_a_study_brought_are_recognised_altered_or_not_and_kept_out_of_files() {
    let questions = |third: &str| {
        let options =
            (1..=5).map(|code| format!("{{ code = {code}, text = \"Invented {code}\" }}"));
        let options = options.collect::<Vec<_>>().join(", ");
        let question = |item: i32| {
            let text = match item {
                3 => third.to_owned(),
                _ => format!("Invented sentence {item}, of no scale"),
            };
            format!(
                "{{ key = \"w{item}\", text = \"{text}\", kind = \"single\", options = [{options}] }}"
            )
        };
        format!("questions = [{}]", (1..=7).map(question).collect::<Vec<_>>().join(", "))
    };
    let page = "{ title = \"Lately\", questions = [\"w1\", \"w2\", \"w3\", \"w4\", \"w5\", \"w6\", \"w7\"] },";

    let whole = sound(page, &questions("Invented sentence 3, of no scale"), &with_invented());

    assert!(whole.borrowed.iter().all(|own| own.by_licence && own.instrument == "swemwbs"));
    let third = whole.questions().nth(2).unwrap();
    assert!(third.withheld && third.label == "SWEMWBS item 3");

    let altered = read(page, &questions("Invented saying 3, of no scale"), &with_invented());
    assert!(altered.unwrap_err()[0].contains("SWEMWBS item 3 reads “Invented saying 3"));
}

#[test]
fn a_scale_that_needs_a_licence_is_known_by_its_keys_while_nobody_has_brought_its_words() {
    let questions = (1..=7).map(|item| {
        format!("{{ key = \"swemwbs_{item}\", text = \"Invented {item}\", kind = \"scale\", low = \"a\", high = \"b\" }}")
    });
    let questions = format!("questions = [{}]", questions.collect::<Vec<_>>().join(", "));
    let keys = (1..=7).map(|item| format!("\"swemwbs_{item}\"")).collect::<Vec<_>>().join(", ");
    let page = format!("{{ title = \"Lately\", questions = [{keys}] }},");

    let survey = sound(&page, &questions, &Packs::default());

    assert_eq!(survey.borrowed[0].name, "SWEMWBS");
    assert_eq!(survey.questions().next().unwrap().label, "SWEMWBS item 1");
}

#[test]
fn the_remedy_names_the_page_that_would_be_right() {
    let faults = read(
        "{ questions = [\"phq_1\"] },",
        "questions = [{ key = \"phq_1\", text = \"Low?\", kind = \"text\", most = 9 }]",
        &Packs::default(),
    );
    let faults = faults.unwrap_err();
    let said = format!("{MEND} “instrument = \"phq9\"” on a page, or name it under “adapted”");
    assert!(faults.iter().all(|fault| fault.ends_with(&said)), "{faults:?}");
    assert!(faults[1].contains("offers another kind of answer here"));
}
