//! Files that are small, and whose parts are repeated until there is no room for them: each is refused in time.

use std::io::{Cursor, Write};

use serde_json::json;
use surveys::importing::Format;
use zip::{ZipWriter, write::SimpleFileOptions};

use crate::{
    brought::{brought, question, refused, survey, told},
    workbook::{MAIN, of_xml, rows, workbook},
};

/// The workbook with a text that its cells refer to, as spreadsheets keep what stands in many cells.
fn sharing(workbook: Vec<u8>, text: &str) -> Vec<u8> {
    let mut zip = ZipWriter::new_append(Cursor::new(workbook)).expect("a workbook");
    zip.start_file("xl/sharedStrings.xml", SimpleFileOptions::default()).expect("a file");
    let shared = format!("<sst {MAIN}><si><t>{}</t></si></sst>", text);
    zip.write_all(shared.as_bytes()).expect("its text");
    zip.finish().expect("a ZIP").into_inner()
}

#[test]
fn an_if_within_the_condition_of_another_is_written_out_until_it_doubles_too_often() {
    let within = |depth| {
        let around = |condition: String, _| format!("if({condition}, ${{a}} = 2, true())");
        (0..depth).fold("${a} = 1".to_owned(), around)
    };
    let asked = |condition: &str| {
        let rows = format!(
            "type|name|label|relevant|constraint|calculation|choice_filter\n\
             integer|a|A?\ninteger|b|B?|{condition}|{condition}\n\
             calculate|c||||if({condition}, 1, 2)\nselect_one l|d|D?||||{condition}"
        );
        let lists = "list_name|name|label\nl|x|X\nl|y|Y";
        brought(Format::Xlsform, &workbook(&[("survey", &rows), ("choices", lists)]))
    };

    assert!(!told(&asked(&within(2)), "b").contains("everybody"));
    let deep = asked(&within(28));
    let said = told(&deep, "b");
    assert!(said.contains("is asked of everybody") && said.contains("it uses “if()”"), "{said}");
    assert!(said.contains("takes answers that"), "{said}");
    assert!(told(&deep, "c").contains("work it out from the export"));
    assert!(told(&deep, "d").contains("offers “l” to everybody"));
}

/// A form whose question has one text in so many cells of its row.
fn shared(text: &str, cells: usize) -> Vec<u8> {
    let head = rows("type|name|label");
    let row = "<c r=\"A2\" t=\"str\"><v>text</v></c><c r=\"B2\" t=\"str\"><v>q1</v></c>";
    let again = "<c t=\"s\"><v>0</v></c>".repeat(cells);
    let sheet = format!("{head}<row r=\"2\">{row}{again}</row>");
    sharing(of_xml(&[("survey", &sheet)], ""), text)
}

#[test]
fn a_text_in_more_cells_than_there_is_room_for_is_refused_before_it_is_copied() {
    let imported = brought(Format::Xlsform, &shared("What helped?", 1));
    assert_eq!(question(&survey(&imported), "q1").text, "What helped?");

    let longest = "x".repeat(32_767);
    brought(Format::Xlsform, &shared(&longest, 1));
    let said = refused(Format::Xlsform, &shared(&format!("{longest}x"), 1));
    assert!(said.contains("a cell has more than 32,767 characters"), "{said}");
    let said = refused(Format::Xlsform, &shared(&longest, 3_000));
    assert!(said.contains("the text of all cells is larger than 64 MB"), "{said}");
}

#[test]
fn a_set_of_codes_that_more_questions_have_than_there_is_room_for_is_refused_before_it_is_copied() {
    let asked = |questions: usize, display: &str| {
        let item = |place| json!({"linkId": format!("q{place}"), "type": "choice", "text": "Which?", "answerValueSet": "#s"});
        let items: Vec<_> = (0..questions).map(item).collect();
        let codes = json!([{"code": "a", "display": display}, {"code": "b", "display": "B"}]);
        let set = json!({"resourceType": "ValueSet", "id": "s", "compose": {"include": [{"concept": codes}]}});
        json!({"resourceType": "Questionnaire", "contained": [set], "item": items}).to_string()
    };

    assert_eq!(brought(Format::Fhir, asked(100, "A").as_bytes()).faults, []);
    let said = refused(Format::Fhir, asked(100, &"x".repeat(1 << 20)).as_bytes());
    assert!(said.contains("the text of all options is larger than 64 MB"), "{said}");
}

#[test]
fn words_between_questions_take_up_no_more_conditions_than_there_is_room_for() {
    let long = (0..400).map(|number| format!("${{a}} = {number}")).collect::<Vec<_>>().join(" or ");
    let notes = |many: usize| {
        let notes = "note|n|Read this\n".repeat(many);
        let rows = format!(
            "type|name|label|relevant\ninteger|a|A?\nbegin_group|g|G|{long}\n{notes}text|last|L?\nend_group"
        );
        workbook(&[("survey", &rows)])
    };

    let imported = brought(Format::Xlsform, &notes(3));
    assert_eq!(told(&imported, "n"), "exactly / exactly / exactly");
    let said = refused(Format::Xlsform, &notes(8_000));
    assert!(said.contains("its conditions have more than 16 million letters"), "{said}");
}
