//! Forms with a small thing in them that nothing here does: it is told as it is there.

use serde_json::{Value, json};
use surveys::importing::{Format, Imported};

use crate::{
    brought::{asked_if, brought, question, survey, told},
    workbook::{of_xml, rows, workbook},
};

fn questionnaire(items: &Value) -> Imported {
    let whole = json!({
        "resourceType": "Questionnaire", "language": "en-GB", "title": "Garden", "item": items,
        "_title": {"extension": [{"url": "http://hl7.org/fhir/StructureDefinition/rendering-style"}]},
    });
    brought(Format::Fhir, whole.to_string().as_bytes())
}

fn coded(system: &str, code: &str, display: &str) -> Value {
    json!({"valueCoding": {"system": format!("http://example.org/{system}"), "code": code, "display": display}})
}

fn when(system: &str, code: &str) -> Value {
    let coding = json!({"system": format!("http://example.org/{system}"), "code": code});
    json!([{"question": "a", "operator": "=", "answerCoding": coding}])
}

#[test]
fn a_code_of_another_system_is_another_code() {
    let choice = |options: Value| json!({"linkId": "a", "type": "choice", "text": "A?", "answerOption": options});
    let one = json!([
        choice(json!([coded("x", "1", "One"), coded("x", "2", "Two")])),
        {"linkId": "b", "type": "boolean", "text": "B?", "enableWhen": when("x", "1")},
        {"linkId": "c", "type": "boolean", "text": "C?", "enableWhen": when("y", "1")},
    ]);
    let imported = questionnaire(&one);
    assert_eq!(asked_if(&survey(&imported), "b"), "a = 1");
    assert!(told(&imported, "c").contains("it is asked of nobody there"));

    let two = json!([
        choice(json!([coded("x", "1", "One"), coded("y", "1", "The other")])),
        {"linkId": "b", "type": "boolean", "text": "B?", "enableWhen": when("y", "1")},
    ]);
    let imported = questionnaire(&two);
    let survey = survey(&imported);
    assert_eq!(question(&survey, "a").options().len(), 2);
    assert_eq!(asked_if(&survey, "b"), "a = 2");
}

#[test]
fn what_lies_in_a_question_is_asked_of_those_who_answered_it() {
    let imported = questionnaire(&json!([
        {"linkId": "a", "type": "boolean", "text": "A?", "item": [
            {"linkId": "b", "type": "integer", "text": "B?", "maxLength": 3},
            {"linkId": "f", "type": "boolean", "text": "F?", "enableWhen": [
                {"question": "a", "operator": "=", "answerBoolean": true}]}]},
        {"linkId": "c", "type": "string", "text": "Answer <all> questions, <b>please</b>", "item": [
            {"linkId": "d", "type": "display", "text": "Thank you"}],
         "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/minLength", "valueInteger": 10}]},
        {"linkId": "e", "type": "boolean", "text": "E?"},
    ]));

    let survey = survey(&imported);
    assert_eq!(asked_if(&survey, "b"), "a is answered");
    assert_eq!(asked_if(&survey, "f"), "a = 1");
    assert!(told(&imported, "b").contains("is without its greatest length “3”"));
    assert_eq!(asked_if(&survey, "e"), "always");
    let (_, last) = survey.pages().last().expect("a page");
    assert_eq!(
        last.intro.as_deref(),
        Some("Thank you"),
        "words are read whether or not it is answered"
    );
    assert_eq!(question(&survey, "c").text, "Answer <all> questions, please");
    assert!(told(&imported, "c").contains("is without its fewest characters “10”"));
    assert!(told(&imported, "_title").contains("it says “rendering-style”"));
}

#[test]
fn a_condition_that_breaks_off_and_a_formula_without_a_value_are_told() {
    let table = "type|name|label|relevant|constraint\n\
                 integer|a|A?||(. >= 0 and . <= 7) and . != 3\ninteger|b|B?|${a} = 3 and";
    let formula = "<row r=\"9\"><c r=\"A9\" t=\"inlineStr\"><is><t>integer</t></is></c>\
                   <c r=\"B9\" t=\"inlineStr\"><is><t>c</t></is></c><c r=\"C9\"><f>B9&amp;\"?\"</f></c></row>\
                   <row r=\"10\"><c r=\"C10\"><f>B10&amp;\"?\"</f></c></row>";
    let imported =
        brought(Format::Xlsform, &of_xml(&[("survey", &format!("{}{formula}", rows(table)))], ""));

    assert!(imported.text.contains("least = 0.0\nmost = 7.0"), "{}", imported.text);
    assert!(!told(&imported, "a").contains("for the limit that is missing"));
    assert!(told(&imported, "b").contains("it breaks off behind “and”"));
    let said = told(&imported, "c");
    assert!(
        said.contains("the cell “label” holds a formula that no spreadsheet has worked out"),
        "{said}"
    );
    assert!(imported.items.iter().all(|item| !item.place.to_string().contains("row 10")));
}

#[test]
fn a_column_of_options_at_which_no_filter_looks_is_told() {
    let choices = "list_name|name|label|part|score\nyn|yes|Yes|n|1\nyn|no|No|s|0";
    let rows = "type|name|label|choice_filter\nselect_one yn|a|A?\nselect_one yn|b|B?|part = 'n'";
    let imported = brought(Format::Xlsform, &workbook(&[("survey", rows), ("choices", choices)]));

    let said = told(&imported, "score");
    assert!(said.contains("no “choice_filter” looks at this column"), "{said}");
    assert!(said.contains("of 2 options"), "{said}");
    assert!(imported.items.iter().all(|item| item.name != "part"));
}

#[test]
fn tags_between_which_a_condition_chooses_are_told_as_one_and_hide_nothing() {
    let titles = "Variable / Field Name,Form Name,Field Type,Field Label,Field Annotation\n";
    let rows = "a,f,yesno,Well?,\nb,f,notes,Why?,\"@IF([a]='1', @HIDDEN, '')\"\n";
    let imported = brought(Format::Redcap, format!("{titles}{rows}").as_bytes());

    assert_eq!(survey(&imported).questions().count(), 2);
    assert!(told(&imported, "b").contains("is without @IF([a]='1', @HIDDEN, '')"));
}

#[test]
fn refused_beside_a_code_of_interviewers_is_no_answer_and_is_told_where_it_may_be_one() {
    let choices = "list_name|name|label\nyn|yes|Yes\nyn|no|No\nyn|dk|DK\nyn|rf|Refused\n\
                   jab|1|Given\njab|2|Not given\njab|3|Refused";
    let rows = "type|name|label\nselect_one yn|a|A?\nselect_one jab|b|B?";
    let imported = brought(Format::Xlsform, &workbook(&[("survey", rows), ("choices", choices)]));

    let survey = survey(&imported);
    assert_eq!(question(&survey, "a").options().len(), 2);
    assert_eq!(question(&survey, "b").options().len(), 3);
    let said = told(&imported, "yn");
    assert!(
        said.contains("has no option “DK”") && said.contains("has no option “Refused”"),
        "{said}"
    );
    let said = told(&imported, "jab");
    assert!(
        said.contains("keeps “Refused” as an option") && said.contains("it may be one"),
        "{said}"
    );
}
