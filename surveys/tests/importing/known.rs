//! Instruments that are known by their words, whatever their codes were.

use serde_json::json;
use surveys::importing::{Format, Imported};

use crate::{
    brought::{brought, question, survey, told},
    fhir::of,
    workbook::workbook,
};

const ITEMS: [&str; 2] =
    ["Feeling nervous, anxious or on edge", "Not being able to stop or control worrying"];
const ANSWERS: [&str; 4] =
    ["Not at all", "Several days", "More than half the days", "Nearly every day"];

/// GAD-2 as a form has it, with these names for its answers, and with the same in Welsh.
fn form(names: [&str; 4]) -> Imported {
    let mut rows = "type|name|label|label::Welsh (cy)|appearance\nbegin group|gad|Lately|Yn ddiweddar|field-list\n".to_owned();
    for (place, item) in ITEMS.iter().enumerate() {
        rows += &format!("select_one often|w{place}|{item}|Cwestiwn {place}\n");
    }
    rows += "end group\ninteger|age|How old are you?|Faint yw eich oed?";
    let choices =
        names.iter().zip(ANSWERS).map(|(name, text)| format!("often|{name}|{text}|Ateb {name}\n"));
    let choices =
        format!("list_name|name|label|label::Welsh (cy)\n{}", choices.collect::<String>());
    brought(Format::Xlsform, &workbook(&[("survey", &rows), ("choices", &choices)]))
}

fn codes(imported: &Imported, key: &str) -> Vec<i32> {
    question(&survey(imported), key).options().iter().map(|option| option.code).collect()
}

#[test]
fn an_instrument_with_codes_of_its_own_is_told_once_with_a_way_to_mend_it_and_is_no_fault() {
    let imported = form(["1", "2", "3", "4"]);

    assert_eq!(codes(&imported, "w0"), [1, 2, 3, 4]);
    assert!(imported.text.contains("adapted = [\"gad2\"]"), "{}", imported.text);
    let told = told(&imported, "GAD-2");
    assert!(told.contains("has “1 Not at all, 2 Several days"), "{told}");
    assert!(told.contains("published with “0 Not at all, 1 Several days"), "{told}");
    assert!(told.contains("write “instrument = \"gad2\"” on a page"), "{told}");
}

#[test]
fn what_else_is_other_in_such_an_instrument_is_told_with_its_codes() {
    let choices = ANSWERS.iter().zip(1..).map(|(text, code)| format!("often|{code}|{text}\n"));
    let choices = format!("list_name|name|label\n{}", choices.collect::<String>());
    let rows = format!(
        "type|name|label\nselect_one often|w0|{}\nselect_one often|w1|{}",
        ITEMS[0], ITEMS[1]
    );
    let imported = brought(Format::Xlsform, &workbook(&[("survey", &rows), ("choices", &choices)]));

    survey(&imported);
    assert!(told(&imported, "GAD-2").contains("GAD-2 is split here: item 2 is on another page"));
}

#[test]
fn answers_with_names_for_codes_get_the_codes_of_the_instrument_in_each_language() {
    let imported = form(["never", "some", "more", "daily"]);

    assert_eq!(codes(&imported, "w0"), [0, 1, 2, 3]);
    assert!(!imported.text.contains("adapted"), "{}", imported.text);
    assert!(told(&imported, "often").contains("the code 0 for “never”"));
    let (_, welsh) = &imported.translations[0];
    assert!(welsh.contains("Ateb never") && !welsh.contains("to = \"\""), "{welsh}");
}

#[test]
fn a_questionnaire_without_scores_gets_the_codes_of_the_instrument() {
    let options: Vec<_> = ANSWERS
        .iter()
        .zip(["LA6568-5", "LA6569-3", "LA6570-1", "LA6571-9"])
        .map(|(display, code)| json!({"valueCoding": {"system": "http://loinc.org", "code": code, "display": display}}))
        .collect();
    let item = |place: usize| json!({"linkId": format!("w{place}"), "type": "choice", "text": ITEMS[place], "answerOption": options});
    let imported = of(&json!([
        {"linkId": "gad", "type": "group", "text": "Lately", "item": [item(0), item(1)]},
    ]));

    assert_eq!(codes(&imported, "w1"), [0, 1, 2, 3]);
}

#[test]
fn other_words_are_a_fault_and_nothing_is_called_adapted_for_them() {
    let choices = "list_name|name|label\noften|1|Never\noften|2|Sometimes\noften|3|Often";
    let rows = format!(
        "type|name|label|appearance\nbegin group|gad|Lately|field-list\nselect_one often|w0|{}\nselect_one often|w1|{}\nend group",
        ITEMS[0], ITEMS[1]
    );
    let imported = brought(Format::Xlsform, &workbook(&[("survey", &rows), ("choices", choices)]));

    assert!(!imported.text.contains("adapted"));
    assert_eq!(imported.faults.len(), 2);
}
