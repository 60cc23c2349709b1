//! Files that are none, that are broken, or that were made to do harm: each is refused, or brought as it is.

use surveys::importing::{self, Format};

use crate::{
    brought::{brought, question, refused, survey, told},
    workbook::{of_xml, rows, workbook, zipped},
};

const SMALL: &str = "type|name|label\ntext|q1|What helped?";

#[test]
fn what_is_no_workbook_is_refused_with_what_it_is() {
    let sealed: Vec<u8> = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
        .into_iter()
        .chain("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let file = |name: &str| vec![(name.to_owned(), "x".to_owned())];
    for (bytes, said) in [
        (Vec::new(), "the file is empty"),
        (sealed.clone(), "this is protected by a password; open it, take the password away"),
        (sealed[..8].to_vec(), "this is an old workbook (.xls)"),
        (b"type,name,label\ntext,q,Q\n".to_vec(), "this is no workbook (.xlsx)"),
        (b"{\"resourceType\": \"Questionnaire\"}".to_vec(), "write --from fhir"),
        (b"<h:html><h:head/></h:html>".to_vec(), "this is XML and no workbook"),
        (zipped(&file("mimetype")), "this is an OpenDocument file (.ods)"),
        (zipped(&file("xl/workbook.bin")), "this is a binary workbook (.xlsb)"),
        (zipped(&file("readme.txt")), "this is a ZIP file that is no workbook"),
        (workbook(&[("Sheet1", SMALL)]), "the workbook has no sheet “survey”"),
        (workbook(&[("survey", "")]), "the sheet “survey” has no column “type”"),
        (workbook(&[("survey", "type|label\ntext|x")]), "the sheet “survey” has no column “name”"),
        (workbook(&[("survey", "type|name|label")]), "the file has no item"),
        (
            workbook(&[("survey", "type|name|label\nimage|photo|A photo")]),
            "survey row 2: photo: not converted",
        ),
        (
            workbook(&[("survey", SMALL), ("choices", "name|label\na|A")]),
            "has no column “list_name”",
        ),
    ] {
        let told = refused(Format::Xlsform, &bytes);
        assert!(told.contains(said), "{said}: {told}");
    }
}

#[test]
fn a_workbook_that_is_damaged_is_refused_in_words_that_anna_knows() {
    let file = |name: &str| vec![(name.to_owned(), "x".to_owned())];
    for (bytes, said) in [
        (
            zipped(&file("[Content_Types].xml")),
            "the workbook cannot be read: a part of it is damaged",
        ),
        (b"PK\x03\x04 and nothing else".to_vec(), "cannot be read: it breaks off before its end"),
        (workbook(&[("survey", SMALL)])[..400].to_vec(), "it breaks off before its end"),
        (
            of_xml(&[("survey", "<row r=\"1\"><c r=\"VARIABLENAME1\"><v>1</v></c></row>")], ""),
            "the workbook cannot be read: a part of it is damaged",
        ),
    ] {
        let told = refused(Format::Xlsform, &bytes);
        assert!(told.contains(said), "{said}: {told}");
        assert!(told.contains("get it again from where it came"), "{told}");
    }
}

#[test]
fn a_workbook_that_unpacks_to_more_than_any_is_refused_before_it_is_read() {
    let bomb = vec![
        ("[Content_Types].xml".to_owned(), String::new()),
        ("xl/sharedStrings.xml".to_owned(), " ".repeat(80 << 20)),
    ];
    let bomb = zipped(&bomb);
    assert!(bomb.len() < 1 << 20);

    let told = refused(Format::Xlsform, &bomb);
    assert!(told.contains("the unpacked workbook is larger than 64 MB"), "{told}");
    let lying = declared_small(&bomb);
    let told = refused(Format::Xlsform, &lying);
    assert!(told.contains("larger than 64 MB") || told.contains("cannot be read"), "{told}");
    let told = refused(Format::Xlsform, &vec![b' '; importing::LARGEST + 1]);
    assert!(told.contains("the file is larger than 32 MB"), "{told}");
}

/// The same file, that says of each of its parts that it unpacks to ten bytes.
fn declared_small(zip: &[u8]) -> Vec<u8> {
    let mut zip = zip.to_vec();
    let large = u32::to_le_bytes(80 << 20);
    let places: Vec<_> =
        zip.windows(4).enumerate().filter(|(_, four)| *four == large).map(|(at, _)| at).collect();
    assert!(!places.is_empty());
    for at in places {
        zip[at..at + 4].copy_from_slice(&10_u32.to_le_bytes());
    }
    zip
}

#[test]
fn a_sheet_with_one_cell_at_its_far_end_takes_no_room() {
    let head = rows("type|name|label\ntext|q1|What helped?");
    let far = "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>";
    let imported = brought(Format::Xlsform, &of_xml(&[("survey", &format!("{head}{far}"))], ""));

    assert_eq!(survey(&imported).questions().count(), 1);
    assert!(imported.items.iter().any(|item| item.to_string().contains("survey row 1048576")));
}

#[test]
fn more_cells_than_any_form_has_are_refused() {
    let row = "<row>".to_owned() + &"<c><v>1</v></c>".repeat(1_000) + "</row>";
    let head = rows("type|name|label\ntext|q1|What helped?");
    let told =
        refused(Format::Xlsform, &of_xml(&[("survey", &format!("{head}{}", row.repeat(500)))], ""));
    assert!(told.contains("its sheets have more than 400,000 cells"), "{told}");
}

#[test]
fn formulas_errors_and_merged_cells_are_brought_as_they_are_and_told() {
    let head = rows("type|name|label\ntext|q1|What helped?");
    let worked = "<row r=\"3\"><c r=\"A3\" t=\"str\"><f>A2</f><v>text</v></c><c r=\"B3\" t=\"str\"><v>q2</v></c>\
                  <c r=\"C3\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c></row>";
    let merged = "<mergeCells count=\"1\"><mergeCell ref=\"C2:C3\"/></mergeCells>";
    let imported =
        brought(Format::Xlsform, &of_xml(&[("survey", &format!("{head}{worked}"))], merged));

    survey(&imported);
    let told = told(&imported, "q2");
    assert!(
        told.contains("has what the spreadsheet last worked out from the formula in “type”"),
        "{told}"
    );
    assert!(told.contains("the cell “label” holds an error of the spreadsheet"), "{told}");
    assert!(told.contains("has its name for words"), "{told}");
}

#[test]
fn numbers_of_a_spreadsheet_are_whole_where_they_are() {
    let choices = "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>list_name</v></c><c r=\"B1\" t=\"str\"><v>name</v></c>\
                   <c r=\"C1\" t=\"str\"><v>label</v></c></row><row r=\"2\"><c r=\"A2\" t=\"str\"><v>n</v></c>\
                   <c r=\"B2\"><v>1.0</v></c><c r=\"C2\"><v>2E0</v></c></row>";
    let survey_rows = rows("type|name|label\nselect_one n|q1|Which?");
    let imported =
        brought(Format::Xlsform, &of_xml(&[("survey", &survey_rows), ("choices", choices)], ""));

    let survey = survey(&imported);
    let only = &question(&survey, "q1").options()[0];
    assert_eq!((only.code, only.text.as_str()), (1, "2"));
}

#[test]
fn script_and_markup_are_words_and_nothing_else() {
    let rows = "type|name|label|hint\ntext|q1|<script>alert('hi')</script>Hello <img src=x onerror=alert(1)>|<b>Bold";
    let imported = brought(Format::Xlsform, &workbook(&[("survey", rows)]));
    let survey = survey(&imported);

    assert_eq!(question(&survey, "q1").text, "alert('hi') Hello");
    assert_eq!(question(&survey, "q1").hint.as_deref(), Some("Bold"));
    assert!(told(&imported, "q1").contains("is written without markup"));
}

#[test]
fn what_is_no_questionnaire_is_refused_with_the_place() {
    let deep = format!(
        "{{\"resourceType\": \"Questionnaire\", \"item\": {}{}}}",
        "[{\"item\":".repeat(200),
        "1".to_owned() + &"}]".repeat(200)
    );
    for (text, said) in [
        ("", "the file is empty"),
        ("{", "line 1, column 1: this is no Questionnaire of FHIR: EOF"),
        ("[]", "it has no “resourceType”"),
        ("<Questionnaire xmlns=\"http://hl7.org/fhir\"/>", "this is XML; export it as JSON"),
        (
            "{\"resourceType\": \"Bundle\", \"entry\": []}",
            "save the Questionnaire that is in it as a file of its own",
        ),
        (
            "{\"resourceType\": \"QuestionnaireResponse\"}",
            "bring the Questionnaire that it answers",
        ),
        ("{\"resourceType\": \"Patient\"}", "only a Questionnaire is a survey"),
        ("{\"resourceType\": \"Questionnaire\"}", "the file has no item"),
        (
            "{\"resourceType\": \"Questionnaire\",\n \"item\": [{\"required\": \"yes\"}]}",
            "line 2, column 28",
        ),
        (deep.as_str(), "it lies deeper than is read"),
    ] {
        let told = refused(Format::Fhir, text.as_bytes());
        assert!(told.contains(said), "{said}: {told}");
    }
    let told = refused(Format::Fhir, b"{\"title\":\n\"Caf\xe9\"}");
    assert!(told.contains("line 2, column 5: this is not UTF-8 text"), "{told}");
}

#[test]
fn ten_thousand_questions_are_brought() {
    let mut rows = "type|name|label|relevant|constraint\ninteger|q0|Number 0?\n".to_owned();
    for number in 1..10_000 {
        let before = number - 1;
        rows += &format!(
            "integer|q{number}|Number {number}?|${{q{before}}} > 3 or ${{q0}} = 1|. >= 0 and . <= 10\n"
        );
    }
    let imported = brought(Format::Xlsform, &workbook(&[("survey", &rows)]));

    assert_eq!(imported.items.len(), 10_001);
    assert_eq!(imported.faults, []);
}

#[test]
fn a_question_more_than_ten_thousand_is_refused_in_each_format_with_what_to_do() {
    let said = "the file has 10001 items; 10000 is the most, so divide it";
    let rows = "text|q|Q?\n".repeat(10_001);
    let form = workbook(&[("survey", &format!("type|name|label\n{rows}"))]);
    let fields: String = (0..10_001).map(|number| format!("q{number},f,text,Q?\n")).collect();
    let dictionary = format!("Variable / Field Name,Form Name,Field Type,Field Label\n{fields}");
    let items = r#"{"linkId":"q","type":"text","text":"Q?"}"#;
    let items = vec![items; 10_001].join(",");
    let questionnaire = format!(r#"{{"resourceType":"Questionnaire","item":[{items}]}}"#);

    for (format, file) in [
        (Format::Xlsform, form.as_slice()),
        (Format::Redcap, dictionary.as_bytes()),
        (Format::Fhir, questionnaire.as_bytes()),
    ] {
        let told = refused(format, file);
        assert!(told.contains(said), "{told}");
    }
}

#[test]
fn lists_and_groups_that_multiply_are_refused() {
    let list: String =
        (0..1_000).map(|number| format!("long|{number}|Number {number}\n")).collect();
    let asked: String =
        (0..300).map(|number| format!("select_one long|q{number}|Which?\n")).collect();
    let many = workbook(&[
        ("survey", &format!("type|name|label\n{asked}")),
        ("choices", &format!("list_name|name|label\n{list}")),
    ]);
    assert!(
        refused(Format::Xlsform, &many).contains("its questions have more than 200,000 options")
    );

    let deep = "begin_group|g|G\n".repeat(40);
    let told = refused(
        Format::Xlsform,
        &workbook(&[("survey", &format!("type|name|label\n{deep}text|q|Q?"))]),
    );
    assert!(told.contains("its groups lie more than 30 deep"), "{told}");
}
