//! ODM: which elements a row has, and that any words come back.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use datasets::{
    Cell, Dataset, Kind, Losses, Lost, Missing, Name, Outline, Summary, Variable, Writer, odm::Odm,
};
use proptest::prelude::*;
use quick_xml::{Reader, events::Event};

fn name(text: &str) -> Name {
    Name::new(text).expect("a name")
}

fn dataset(variables: Vec<Variable>) -> Arc<Dataset> {
    let outline = Outline {
        name: name("by_wave"),
        title: "Everybody & all".to_owned(),
        notes: Vec::new(),
        language: "en-GB".to_owned(),
        variables,
        sets: Vec::new(),
    };
    Arc::new(Dataset::new(outline).expect("it is in order"))
}

fn written(variables: Vec<Variable>, rows: &[&[Cell<'_>]]) -> (String, Summary) {
    let made: DateTime<Utc> = "2026-11-30T09:00:00Z".parse().expect("a moment");
    let mut out = Vec::new();
    let mut writer = Box::new(Odm::create(dataset(variables), made, &mut out).expect("metadata"));
    for row in rows {
        writer.row(row).expect("it fits");
    }
    let summary = writer.finish().expect("the end");
    (String::from_utf8(out).expect("UTF-8"), summary)
}

fn key_and_works() -> Vec<Variable> {
    let kind = Kind::Whole { least: 0, most: 1 };
    let works = Variable::new(name("works"), "Works", kind).coded([(0, "No"), (1, "Yes")]);
    vec![Variable::new(name("row_key"), "Names the person", Kind::TEXT), works]
}

/// What stands behind the metadata.
fn rows(file: &str) -> &str {
    file.split_once("</Study>\n").expect("a study").1
}

#[test]
fn a_person_has_one_element_with_each_of_their_rows_and_a_reason_is_a_flag_of_what_is_null() {
    let (file, summary) = written(
        key_and_works(),
        &[
            &[Cell::Text("ANNA"), Cell::Number(1)],
            &[Cell::Text("ANNA"), Cell::Missing(Missing::Refused)],
            &[Cell::Text("BEN"), Cell::Blank],
        ],
    );

    assert_eq!(
        rows(&file),
        r#"<ClinicalData StudyOID="ST" MetaDataVersionOID="MDV">
<SubjectData SubjectKey="ANNA">
<StudyEventData StudyEventOID="SE" StudyEventRepeatKey="1"><ItemGroupData ItemGroupOID="IG" ItemGroupDataSeq="1">
<ItemData ItemOID="IT.row_key"><Value>ANNA</Value></ItemData>
<ItemData ItemOID="IT.works"><Value>1</Value></ItemData>
</ItemGroupData></StudyEventData>
<StudyEventData StudyEventOID="SE" StudyEventRepeatKey="2"><ItemGroupData ItemGroupOID="IG" ItemGroupDataSeq="2">
<ItemData ItemOID="IT.row_key"><Value>ANNA</Value></ItemData>
<ItemData ItemOID="IT.works" IsNull="Yes"><Annotation SeqNum="1"><Flag><FlagValue CodeListOID="CL.missing">-9</FlagValue></Flag></Annotation></ItemData>
</ItemGroupData></StudyEventData>
</SubjectData>
<SubjectData SubjectKey="BEN">
<StudyEventData StudyEventOID="SE" StudyEventRepeatKey="1"><ItemGroupData ItemGroupOID="IG" ItemGroupDataSeq="3">
<ItemData ItemOID="IT.row_key"><Value>BEN</Value></ItemData>
</ItemGroupData></StudyEventData>
</SubjectData>
</ClinicalData>
</ODM>
"#
    );
    assert_eq!(summary, Summary { rows: 3, columns: 2, losses: Vec::new() });
}

#[test]
fn a_row_without_a_key_is_a_subject_of_its_own() {
    let works = key_and_works().split_off(1);
    let (file, _) = written(works, &[&[Cell::Number(1)], &[Cell::Number(1)]]);
    assert!(file.contains("<SubjectData SubjectKey=\"row 1\">"), "{file}");
    assert!(file.contains("<SubjectData SubjectKey=\"row 2\">"), "{file}");
}

#[test]
fn a_file_without_rows_has_its_metadata_and_is_whole() {
    let (file, summary) = written(key_and_works(), &[]);
    assert_eq!(
        rows(&file),
        "<ClinicalData StudyOID=\"ST\" MetaDataVersionOID=\"MDV\">\n</ClinicalData>\n</ODM>\n"
    );
    assert!(file.contains(r#"CreationDateTime="2026-11-30T09:00:00Z""#));
    assert_eq!(summary.rows, 0);
}

#[test]
fn words_at_the_ends_of_a_scale_leave_its_other_values_to_stand_for_themselves() {
    let kind = |most| Kind::Whole { least: 0, most };
    let ends = |own: &str, most: i32| {
        let variable = Variable::new(name(own), "A scale", kind(most.into()));
        variable.coded([(0, "None"), (most, "All")])
    };

    let (file, summary) = written(vec![ends("short", 2), ends("far", 100_000)], &[]);

    let list: String = file.lines().map(str::trim).collect();
    let item = |value: &str, words: &str| {
        format!(
            "<CodeListItem CodedValue=\"{value}\"><Decode><TranslatedText xml:lang=\"en-GB\" \
             Type=\"text/plain\">{words}</TranslatedText></Decode></CodeListItem>"
        )
    };
    assert!(
        list.contains(&[item("0", "None"), item("1", "1"), item("2", "All")].concat()),
        "{list}"
    );
    assert!(!list.contains("CL.far"), "{list}");
    let mut losses = Losses::default();
    losses.schema(Some(&name("far")), Lost::ValueLabelLeftOut);
    losses.schema(Some(&name("far")), Lost::ValueLabelLeftOut);
    assert_eq!(summary.losses, losses.into_list());
}

#[test]
fn a_character_that_xml_cannot_say_is_replaced_and_told() {
    let (file, summary) = written(key_and_works(), &[&[Cell::Text("a\0b"), Cell::Blank]]);
    assert!(file.contains("<Value>a\u{fffd}b</Value>"), "{file}");
    let told: Vec<_> = summary.losses.iter().map(|loss| (loss.lost, &loss.rows[..])).collect();
    assert_eq!(told, [(Lost::CharacterReplaced, &[1][..])]);
}

/// The text of the only value, by a reader.
fn value(file: &str) -> String {
    let mut reader = Reader::from_str(file);
    let (mut inside, mut text) = (false, String::new());
    loop {
        match reader.read_event().expect("well formed") {
            Event::Start(element) if element.name().as_ref() == "Value" => inside = true,
            Event::End(element) if element.name().as_ref() == "Value" => return text,
            Event::Text(words) if inside => text.push_str(&words.into_inner()),
            Event::GeneralRef(reference) if inside => {
                text.push_str(
                    &quick_xml::escape::unescape(&format!("&{};", &*reference)).expect("known"),
                );
            }
            Event::Eof => return text,
            _ => {}
        }
    }
}

proptest! {
    #[test]
    fn any_words_that_xml_can_say_are_read_as_they_were_given(words in "[\\PC\t\r\n<>&'\"]{1,40}") {
        let words_only = vec![Variable::new(name("words"), &*words, Kind::TEXT)];
        let (file, summary) = written(words_only, &[&[Cell::Text(&words)]]);
        prop_assert_eq!(value(&file), words);
        prop_assert_eq!(summary.losses, Vec::new());
    }
}
