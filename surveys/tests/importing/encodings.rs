//! A data dictionary as spreadsheets and REDCap itself save it: it is read as it was meant, or refused with the reason.

use surveys::importing::{self, Format, Imported};

use crate::brought::{about, brought, question, refused, survey};

const ROWS: &str = "Variable / Field Name;Form Name;Field Type;Field Label;Choices, Calculations, OR Slider Labels;Field Note\n\
                    open;a;radio;Is the café “open”?;1, Yes | 0, No;\n\
                    why;a;notes;Näher;;–\n";

fn told(imported: &Imported) -> Vec<String> {
    imported.items.iter().map(ToString::to_string).collect()
}

fn utf16(text: &str, turn: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(turn).collect()
}

#[test]
fn the_same_dictionary_is_brought_whatever_it_was_saved_as() {
    let marked = format!("\u{feff}{ROWS}");
    let old = ROWS.replace('\n', "\r");
    let tabs = ROWS.replace(';', "\t");
    for (what, bytes) in [
        ("UTF-8", ROWS.as_bytes().to_vec()),
        ("with a mark", marked.clone().into_bytes()),
        ("UTF-16", utf16(&marked, u16::to_le_bytes)),
        ("UTF-16, the other way round", utf16(&marked, u16::to_be_bytes)),
        ("UTF-16 without a mark", utf16(ROWS, u16::to_le_bytes)),
        ("old line ends", old.into_bytes()),
        ("tabs", tabs.into_bytes()),
        ("told its divider", format!("sep=;\r\n{ROWS}").into_bytes()),
    ] {
        let imported = brought(Format::Redcap, &bytes);
        let survey = survey(&imported);
        assert_eq!(question(&survey, "open").text, "Is the café “open”?", "{what}");
        assert_eq!(question(&survey, "open").options().len(), 2, "{what}");
        assert_eq!(question(&survey, "why").hint.as_deref(), Some("–"), "{what}");
        assert!(!told(&imported).iter().any(|told| told.contains("Windows")), "{what}");
    }
}

#[test]
fn a_questionnaire_that_a_shell_on_windows_wrote_is_read_and_a_workbook_is_none() {
    let json = "\u{feff}{\"resourceType\": \"Questionnaire\", \"item\": [{\"linkId\": \"open\", \"type\": \"boolean\", \
                \"text\": \"Is the café open?\"}]}";
    let imported = brought(Format::Fhir, &utf16(json, u16::to_le_bytes));
    assert_eq!(question(&survey(&imported), "open").text, "Is the café open?");

    let said = refused(Format::Fhir, b"PK\x03\x04");
    assert!(said.contains("this is a workbook or an archive, and no JSON"), "{said}");
}

#[test]
fn what_a_spreadsheet_on_windows_saved_is_read_and_told_to_be_a_guess() {
    let windows = ROWS.chars().map(|letter| match letter {
        '“' => 0x93,
        '”' => 0x94,
        '–' => 0x96,
        other => u8::try_from(u32::from(other)).expect("a letter of Western Europe"),
    });
    let windows: Vec<u8> = windows.collect();
    let imported = brought(Format::Redcap, &windows);

    assert_eq!(question(&survey(&imported), "open").text, "Is the café “open”?");
    let said = "the survey: with a difference: is read as Windows-1252, since it is not UTF-8: look whether “café” is \
                right; if not, save it as UTF-8";
    assert!(told(&imported).contains(&said.to_owned()), "{:?}", told(&imported));
}

#[test]
fn what_cannot_be_told_is_refused_by_its_name_or_its_place() {
    let mut torn = utf16("\u{feff}Variable\nfield", u16::to_le_bytes);
    torn.pop();
    for (bytes, said) in [
        (torn, "line 2, column 5: this is not UTF-8 text"),
        (b"Variable\nCaf\x81".to_vec(), "line 2, column 4: this is not UTF-8 text"),
        (b"\xff\xfe\0\0V\0\0\0".to_vec(), "this is text in UTF-32, which is not read"),
        (b"PK\x03\x04".to_vec(), "this is a workbook or an archive, and no CSV; export the data"),
        (b"<?xml version=\"1.0\"?><ODM/>".to_vec(), "this is XML or a web page, and no CSV"),
        (b"[{\"field_name\": \"a\"}]".to_vec(), "this is JSON, and no CSV"),
    ] {
        let told = refused(Format::Redcap, &bytes);
        assert!(told.contains(said), "{said}: {told}");
    }
}

#[test]
fn the_titles_of_redcaps_own_interface_are_known_and_so_are_the_line_ends_of_its_old_exports() {
    let text = "field_name,form_name,section_header,field_type,field_label,select_choices_or_calculations,field_note,\
                text_validation_type_or_show_slider_number,text_validation_min,text_validation_max,identifier,\
                branching_logic,required_field,custom_alignment,question_number,matrix_group_name,matrix_ranking,\
                field_annotation\n\
                open,a,,select,Open?,\"1, Yes \\n 0, No\",,,,,,,y,RH,3,,,\n\
                days,a,,text,Days?,,,integer,0,7,,[open] = '1',,,,,,\n";
    let imported =
        importing::import(Format::Redcap, text.as_bytes(), &about()).expect("a dictionary");

    let survey = survey(&imported);
    let texts: Vec<_> = question(&survey, "open").options().iter().map(|one| &*one.text).collect();
    assert_eq!(texts, ["Yes", "No"]);
    assert_eq!(question(&survey, "days").asked_if.to_string(), "open = 1");
    let told = told(&imported);
    let said = "the survey: custom_alignment: not converted: nothing here does what this column says of 1 fields";
    assert!(told.contains(&said.to_owned()), "{told:?}");
}
