//! Whatever a file holds, bringing it ends, without a panic.

use proptest::prelude::*;
use surveys::importing::{self, Format};

use crate::{
    brought::about,
    workbook::{workbook, zipped},
};

fn survives(format: Format, bytes: &[u8]) {
    if let Ok(imported) = importing::import(format, bytes, &about()) {
        let told: Vec<_> = imported.items.iter().map(ToString::to_string).collect();
        assert!(!told.is_empty());
    }
}

/// Pieces of an expression, or something like it.
const PIECES: &str = "(\\$\\{q[0-3]\\}|\\.|=|!=|<=|>|'a'|'1'|3|\\(|\\)|,|not\\(|selected\\(|count-selected\\(|if\\(| and | or |\\+| div |true\\(\\)|today\\(\\)|“| ){0,14}";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn of_any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for format in [Format::Redcap, Format::Xlsform, Format::Fhir] {
            survives(format, &bytes);
        }
    }

    #[test]
    fn of_a_workbook_with_bytes_that_were_changed(at in 0..3_000_usize, byte in any::<u8>(), cut in 0..4_000_usize) {
        let mut bytes = workbook(&[("survey", "type|name|label\nselect_one a|q|Q?"), ("choices", "list_name|name|label\na|1|A")]);
        let length = bytes.len();
        bytes[at % length] = byte;
        survives(Format::Xlsform, &bytes);
        bytes.truncate(cut % length);
        survives(Format::Xlsform, &bytes);
    }

    #[test]
    fn of_a_sheet_of_any_xml(xml in "(<row|<c|<v>|</v>|<f>|</f>|<is><t>|</t></is>|</c>|</row>| r=\"[A-Z]{1,3}[0-9]{1,7}\"| t=\"(s|str|b|e|d|n|inlineStr)\"|>|/>|[0-9.-]{1,9}|&lt;|&#0;|x){0,60}") {
        let mut files = vec![("xl/worksheets/sheet1.xml".to_owned(), format!("<worksheet><sheetData>{xml}</sheetData></worksheet>"))];
        for (name, text) in [
            ("[Content_Types].xml", "<Types/>"),
            ("_rels/.rels", "<Relationships><Relationship Id=\"rId1\" Type=\"r/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"),
            ("xl/workbook.xml", "<workbook xmlns:r=\"r\"><sheets><sheet name=\"survey\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"),
            ("xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id=\"rId1\" Type=\"r/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"),
        ] {
            files.push((name.to_owned(), text.to_owned()));
        }
        survives(Format::Xlsform, &zipped(&files));
    }

    #[test]
    fn of_any_expression(relevant in PIECES, constraint in PIECES, worked in PIECES) {
        let cell = |text: &str| text.replace('|', " ");
        let rows = format!(
            "type|name|label|relevant|constraint|calculation\n\
             integer|q0|0?\nselect_multiple a|q1|1?\ntext|q2|2? ${{q0}}\n\
             calculate|q4||||{}\nselect_one a|q3|3?|{}|{}",
            cell(&worked), cell(&relevant), cell(&constraint)
        );
        let bytes = workbook(&[("survey", &rows), ("choices", "list_name|name|label\na|1|A\na|b|B\na|c|C")]);
        let imported = importing::import(Format::Xlsform, &bytes, &about()).expect("a form");
        // What comes out is a survey, or says that something cannot be: never a sentence that cannot be read.
        for fault in &imported.faults {
            assert!(!fault.problem.contains("does not fit here"), "{fault}\n{}", imported.text);
        }
    }

    #[test]
    fn of_any_questionnaire(kind in "(group|choice|open-choice|boolean|display|decimal|coding|x)", id in "\\PC{0,12}", text in "\\PC{0,40}", code in "\\PC{0,8}", operator in "(=|!=|>|exists|x)") {
        let items = serde_json::json!([
            {"linkId": "a", "type": "choice", "text": text, "answerOption": [{"valueCoding": {"code": code}}, {"valueString": text}]},
            {"linkId": id, "type": kind, "text": text, "enableWhen": [{"question": "a", "operator": operator, "answerString": code}],
             "item": [{"linkId": id, "type": "boolean"}]},
        ]);
        let whole = serde_json::json!({"resourceType": "Questionnaire", "title": text, "copyright": text, "item": items});
        survives(Format::Fhir, whole.to_string().as_bytes());
    }

    #[test]
    fn of_any_dictionary(cells in proptest::collection::vec("\\PC{0,20}", 8)) {
        let text = format!("Variable,Form Name,Field Type,Field Label,Choices,Branching Logic,Field Annotation,Identifier\n{}\n", cells.join(","));
        survives(Format::Redcap, text.as_bytes());
    }
}
