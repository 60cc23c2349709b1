//! Forms and Questionnaires as the tools of others write them.

use serde_json::{Value, json};
use surveys::{
    definition::Kind,
    importing::{Format, Imported},
};

use crate::{
    brought::{asked_if, brought, question, survey, told},
    workbook::workbook,
};

fn questionnaire(items: &Value) -> Imported {
    let whole = json!({"resourceType": "Questionnaire", "language": "en-GB", "item": items});
    brought(Format::Fhir, whole.to_string().as_bytes())
}

fn control(code: &str) -> Value {
    let concept = json!({"coding": [{"code": code}]});
    json!({"url": "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl", "valueCodeableConcept": concept})
}

fn beside(link_id: &str, code: &str, text: &str) -> Value {
    json!({"linkId": link_id, "type": "display", "text": text, "extension": [control(code)]})
}

fn limit(name: &str, value: i32) -> Value {
    json!({"url": format!("http://hl7.org/fhir/StructureDefinition/{name}"), "valueInteger": value})
}

#[test]
fn what_stands_beside_a_question_belongs_to_it_and_is_not_read_before_the_next() {
    let imported = questionnaire(&json!([
        {"linkId": "sleep", "type": "integer", "text": "How well do you sleep?",
         "extension": [control("slider"), limit("minValue", 0), limit("maxValue", 10)],
         "item": [beside("low", "lower", "Badly"), beside("high", "upper", "Well")]},
        {"linkId": "tall", "type": "integer", "text": "How tall are you?",
         "extension": [limit("minValue", 50), limit("maxValue", 250)],
         "item": [beside("cm", "unit", "cm"), beside("fly", "flyover", "Without shoes")]},
        {"linkId": "more", "type": "text", "text": "Anything else?"},
    ]));

    let survey = survey(&imported);
    let Kind::Scale { low, high } = &question(&survey, "sleep").kind else { panic!("no scale") };
    assert_eq!((low.as_str(), high.as_str()), ("Badly", "Well"));
    let Kind::Number { unit, .. } = &question(&survey, "tall").kind else { panic!("no number") };
    assert_eq!(unit.as_deref(), Some("cm"));
    assert_eq!(question(&survey, "tall").hint.as_deref(), Some("Without shoes"));
    assert!(survey.pages().all(|(_, page)| page.intro.is_none()), "nothing is read between");
    assert!(told(&imported, "low").contains("is an end of the scale of the question"));
    assert!(told(&imported, "cm").contains("is the unit of the question"));
}

#[test]
fn items_of_an_instrument_share_a_page_though_others_stand_beside_them() {
    let options = json!([
        {"valueCoding": {"code": "0", "display": "Not at all"}},
        {"valueCoding": {"code": "1", "display": "A little"}},
        {"valueCoding": {"code": "2", "display": "A lot"}},
    ]);
    let item = |link_id: &str, text: &str| json!({"linkId": link_id, "type": "choice", "text": text, "answerOption": options});
    let imported = questionnaire(&json!([
        {"linkId": "first", "type": "boolean", "text": "Are you well?"},
        item("calm", "I feel calm"), item("tense", "I feel tense"),
        {"linkId": "last", "type": "string", "text": "What else?"},
    ]));

    let pages: Vec<_> = survey(&imported).pages().map(|(_, page)| page.questions.len()).collect();
    assert_eq!(pages, [1, 2, 1]);
}

#[test]
fn an_expression_that_decides_who_is_asked_is_told_as_it_is_written() {
    let expression = json!({"language": "text/fhirpath", "expression": "%age > 17"});
    let url =
        "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-enableWhenExpression";
    let imported = questionnaire(&json!([
        {"linkId": "vote", "type": "boolean", "text": "Do you vote?",
         "extension": [{"url": url, "valueExpression": expression}]},
        {"linkId": "pet", "type": "choice", "text": "Which pet?", "answerOption": [
            {"valueString": "Cat"}, {"valueString": "Dog", "initialSelected": true}, {"valueString": "None"}]},
    ]));

    let said = "since its condition “%age > 17” was not converted: it uses “FHIRPath”";
    assert!(told(&imported, "vote").contains(said), "{}", told(&imported, "vote"));
    assert!(told(&imported, "pet").contains("is without its initial value “Dog”"));
}

#[test]
fn an_expression_that_compares_answers_is_a_condition_and_a_variable_what_it_stands_for() {
    let url =
        "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-enableWhenExpression";
    let variable = |name: &str, told: &str| {
        let expression = json!({"name": name, "language": "text/fhirpath", "expression": told});
        json!({"url": "http://hl7.org/fhir/StructureDefinition/variable", "valueExpression": expression})
    };
    let when = |told: &str| {
        let expression = json!({"language": "text/fhirpath", "expression": told});
        json!({"url": url, "valueExpression": expression})
    };
    let yes = json!([{"valueCoding": {"code": "y", "display": "Yes"}}, {"valueCoding": {"code": "n", "display": "No"}}]);
    let imported = questionnaire(&json!([
        {"linkId": "grows", "type": "boolean", "text": "Do you grow anything?",
         "extension": [variable("grows", "%resource.descendants().where(linkId='grows').answer.value")]},
        {"linkId": "beds", "type": "choice", "text": "Beds?", "repeats": true, "answerOption": yes},
        {"linkId": "what", "type": "text", "text": "What?", "extension": [when("%grows")]},
        {"linkId": "where", "type": "text", "text": "Where?",
         "extension": [when("%grows and %resource.item.where(linkId='beds').answer.where(value.code='y').exists()")]},
        {"linkId": "none", "type": "text", "text": "Why none?", "extension": [when("%resource.item.where(linkId='what').answer.empty()")]},
    ]));

    let survey = survey(&imported);
    assert_eq!(asked_if(&survey, "what"), "grows = 1");
    assert_eq!(asked_if(&survey, "where"), "grows = 1 and beds = 1");
    assert_eq!(asked_if(&survey, "none"), "not what is answered");
    assert!(!told(&imported, "what").contains("everybody"));
}

#[test]
fn instructions_within_a_question_are_its_hint() {
    let category = json!({"coding": [{"code": "instructions"}]});
    let url = "http://hl7.org/fhir/StructureDefinition/questionnaire-displayCategory";
    let extension = json!([{"url": url, "valueCodeableConcept": category}]);
    let imported = questionnaire(&json!([
        {"linkId": "since", "type": "date", "text": "Since when?",
         "item": [{"linkId": "how", "type": "display", "text": "Look into your diary", "extension": extension}]},
    ]));

    assert_eq!(question(&survey(&imported), "since").hint.as_deref(), Some("Look into your diary"));
    assert!(told(&imported, "how").contains("is the hint of the question"));
}

#[test]
fn rows_that_ask_nobody_anything_become_no_questions() {
    let rows = "type|name|label|disabled|calculation\n\
                text audit|audit_1\ncaseid|caseid\nspeed violations list|speed\n\
                calculate_here|twice|||${age} + ${age}\n\
                integer|age|Your age?\n\
                text|old|Do not use|yes\n\
                csv-external|towns\n\
                calculate|half|||round((${age} + ${age}) div 2, 1)";
    let imported = brought(Format::Xlsform, &workbook(&[("survey", rows)]));

    let keys: Vec<_> = survey(&imported).questions().map(|one| one.key.to_string()).collect();
    assert_eq!(keys, ["age"]);
    for (name, said) in [
        ("audit_1", "not converted: nothing is kept about the device"),
        ("speed", "not converted: nothing is kept about the device"),
        ("caseid", "not converted: it is the number of the record there"),
        ("old", "not converted: it is switched off there"),
        ("towns", "its options are in “towns.csv”"),
        ("half", "with a difference: is not rounded"),
    ] {
        assert!(told(&imported, name).contains(said), "{said}: {}", told(&imported, name));
    }
}

#[test]
fn a_label_that_fills_in_thousands_of_names_is_told_in_a_few_lines() {
    let names: String = (0..2_000).map(|number| format!("${{n{number}}}")).collect();
    let rows = format!("type|name|label\ntext|q|What of {names}?");
    let imported = brought(Format::Xlsform, &workbook(&[("survey", &rows)]));

    let told = told(&imported, "q");
    assert!(told.contains("where “n29” was filled in") && !told.contains("“n30”"), "{told}");
    assert!(told.contains("has “…” in its words for 1970 more names"), "{told}");
}
