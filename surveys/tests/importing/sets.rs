//! Sets of codes in a Questionnaire: what the file says all of is brought, and of what it says a part nothing is.

use serde_json::{Value, json};
use surveys::importing::{Format, Imported};

use crate::brought::{asked_if, brought, question, survey, told};

/// A question with this set of answers, and another one, so that something comes of it.
fn with(contained: &Value) -> Imported {
    let whole = json!({
        "resourceType": "Questionnaire", "language": "en-GB", "title": "Garden", "contained": contained,
        "item": [
            {"linkId": "q", "type": "choice", "text": "Which?", "answerValueSet": "#set"},
            {"linkId": "r", "type": "boolean", "text": "Well?"},
        ],
    });
    brought(Format::Fhir, whole.to_string().as_bytes())
}

fn check(contained: &Value, options: &[(i32, &str)]) {
    let survey = survey(&with(contained));
    let options_of = question(&survey, "q").options().iter();
    let read: Vec<_> = options_of.map(|one| (one.code, one.text.as_str())).collect();
    assert_eq!(read, options);
}

fn fruit() -> Value {
    json!({"resourceType": "CodeSystem", "url": "urn:fruit", "concept": [
        {"code": "1", "display": "Apple", "concept": [{"code": "2", "display": "Russet"}]},
        {"code": "3", "display": "Pear"},
    ]})
}

fn set(compose: &Value) -> Value {
    json!({"resourceType": "ValueSet", "id": "set", "compose": compose})
}

#[test]
fn a_set_of_a_system_within_the_file_has_its_codes_and_its_words() {
    let whole = set(&json!({"include": [{"system": "urn:fruit"}]}));
    check(&json!([fruit(), whole]), &[(1, "Apple"), (2, "Russet"), (3, "Pear")]);

    let some = set(
        &json!({"include": [{"system": "urn:fruit", "concept": [{"code": "3"}, {"code": "1"}]}]}),
    );
    check(&json!([some, fruit()]), &[(3, "Pear"), (1, "Apple")]);
}

#[test]
fn what_a_set_takes_out_is_not_offered_and_a_set_within_a_set_is() {
    let without = set(&json!({
        "include": [{"system": "urn:fruit"}], "exclude": [{"system": "urn:fruit", "concept": [{"code": "2"}]}],
    }));
    check(&json!([fruit(), without]), &[(1, "Apple"), (3, "Pear")]);

    let outer = set(&json!({"include": [{"valueSet": ["urn:inner"]}]}));
    let inner = json!({"resourceType": "ValueSet", "id": "inner", "url": "urn:inner", "compose": {
        "include": [{"concept": [{"code": "5", "display": "Plum"}, {"code": "6", "display": "Fig"}]}],
    }});
    check(&json!([outer, inner]), &[(5, "Plum"), (6, "Fig")]);
}

#[test]
fn of_an_expansion_headings_are_no_options_and_what_lies_in_them_is() {
    let tree = json!({"resourceType": "ValueSet", "id": "set", "expansion": {"contains": [
        {"code": "9", "display": "Fruit", "abstract": true, "contains": [
            {"code": "1", "display": "Apple"}, {"code": "2", "display": "Pear"},
        ]},
        {"code": "3", "display": "Bean"},
        {"code": "4", "display": "Old bean", "inactive": true},
    ]}});

    check(&json!([tree]), &[(1, "Apple"), (2, "Pear"), (3, "Bean")]);
}

#[test]
fn a_set_of_which_a_part_lies_elsewhere_is_told_and_no_part_of_it_is_offered() {
    let here = json!({"system": "urn:x", "concept": [{"code": "1", "display": "Apple"}]});
    for elsewhere in [
        json!({"system": "urn:far"}),
        json!({"system": "urn:fruit", "filter": [{"property": "kind", "op": "=", "value": "stone"}]}),
        json!({"valueSet": ["urn:unknown"]}),
    ] {
        let imported = with(&json!([fruit(), set(&json!({"include": [here, elsewhere]}))]));

        assert!(
            told(&imported, "q").contains("its options are in “urn:"),
            "{}",
            told(&imported, "q")
        );
    }
}

#[test]
fn sets_that_look_into_one_another_come_to_an_end() {
    let own = set(&json!({"include": [{"valueSet": ["#set"]}, {"valueSet": ["#set"]}]}));

    assert!(told(&with(&json!([own])), "q").contains("not converted"));
}

#[test]
fn a_number_or_words_with_answers_written_out_take_no_other() {
    let hidden = json!({"url": "http://hl7.org/fhir/StructureDefinition/questionnaire-optionPrefix", "valueString": "a"});
    let imported = crate::fhir::of(&json!([
        {"linkId": "i", "type": "integer", "text": "How many?", "answerOption": [
            {"valueInteger": 1}, {"valueInteger": 3}, {"valueInteger": 5, "extension": [hidden]},
        ]},
        {"linkId": "t", "type": "string", "text": "When?", "answerOption": [
            {"valueString": "Morning"}, {"valueString": "Evening"},
        ]},
        {"linkId": "w", "type": "text", "text": "Why?", "enableWhen": [
            {"question": "i", "operator": ">", "answerInteger": 1},
            {"question": "t", "operator": "=", "answerString": "Evening"},
        ], "enableBehavior": "all"},
    ]));
    let survey = survey(&imported);

    let codes =
        |key| question(&survey, key).options().iter().map(|one| one.code).collect::<Vec<_>>();
    assert_eq!((codes("i"), codes("t")), (vec![1, 3, 5], vec![1, 2]));
    assert_eq!(asked_if(&survey, "w"), "i > 1 and t = 2");
    let said = "is without its extension of options “questionnaire-optionPrefix”";
    assert!(told(&imported, "i").contains(said));
}

#[test]
fn a_hundred_grams_are_no_hundred_kilograms() {
    let unit = json!({"url": "http://hl7.org/fhir/StructureDefinition/questionnaire-unit", "valueCoding": {"code": "kg"}});
    let than = |unit: &str| json!([{"question": "o", "operator": ">", "answerQuantity": {"value": 100, "unit": unit}}]);
    let imported = crate::fhir::of(&json!([
        {"linkId": "o", "type": "quantity", "text": "How heavy?", "extension": [unit]},
        {"linkId": "p", "type": "boolean", "text": "Heavy?", "enableWhen": than("kg")},
        {"linkId": "q", "type": "boolean", "text": "Light?", "enableWhen": than("g")},
    ]));

    assert_eq!(asked_if(&survey(&imported), "p"), "o > 100");
    assert!(told(&imported, "q").contains("it compares “o” in “g”, which is not its unit"));
}

#[test]
fn a_questionnaire_of_the_release_before_is_read_as_that_has_it() {
    let whole = json!({"resourceType": "Questionnaire", "language": "en-GB", "title": "Garden", "contained": [
        {"resourceType": "ValueSet", "id": "yn", "compose": {"include": [
            {"concept": [{"code": "1", "display": "Yes"}, {"code": "2", "display": "No"}]},
        ]}},
    ], "item": [
        {"linkId": "a", "type": "choice", "text": "Dig?", "option": [
            {"valueCoding": {"code": "1", "display": "Often"}}, {"valueCoding": {"code": "2", "display": "Never"}},
        ]},
        {"linkId": "b", "type": "choice", "text": "Rest?", "options": {"reference": "#yn"},
         "enableWhen": [{"question": "a", "answerCoding": {"code": "1"}}]},
        {"linkId": "c", "type": "text", "text": "Why?", "enableWhen": [{"question": "a", "hasAnswer": true}]},
    ]});
    let imported = brought(Format::Fhir, whole.to_string().as_bytes());
    let survey = survey(&imported);

    assert_eq!(question(&survey, "a").options().len(), 2);
    assert_eq!(asked_if(&survey, "b"), "a = 1");
    assert_eq!(asked_if(&survey, "c"), "a is answered");
    assert!(told(&imported, "").contains("is written as FHIR STU3"));
}

#[test]
fn words_with_markup_are_told_to_be_without_it_and_words_that_are_worked_out_are_named() {
    let of = |name: &str, value: &str| json!({"extension": [{"url": format!("http://example.org/{name}"), "valueString": value}]});
    let imported = crate::fhir::of(&json!([
        {"linkId": "a", "type": "boolean", "text": "Do you not?", "_text": of("rendering-xhtml", "Do you <b>not</b>?")},
        {"linkId": "b", "type": "display", "_text": of("cqf-expression", "'You are ' + %age")},
        {"linkId": "c", "type": "boolean", "text": "Well?"},
    ]));

    assert!(told(&imported, "a").contains("is written without markup"));
    assert!(told(&imported, "b").contains("“'You are ' + %age” is FHIRPath"));
}

#[test]
fn a_page_of_an_expansion_is_told_as_a_part_and_offers_nothing() {
    let codes = json!([{"code": "1", "display": "Apple"}, {"code": "2", "display": "Pear"}]);
    let page = |more: Value| {
        let mut expansion = json!({"contains": codes});
        let fields = expansion.as_object_mut().expect("an object");
        fields.extend(more.as_object().expect("fields").clone());
        let set = json!({"resourceType": "ValueSet", "id": "set", "expansion": expansion});
        told(&with(&json!([set])), "q")
    };

    let part = "not converted: the file has only 2 of 40 of the codes of its set";
    assert!(page(json!({"total": 40})).contains(part));
    let part = "not converted: the file has only 2 of the codes of its set";
    assert!(page(json!({"offset": 2})).contains(part));
    let says = json!({"extension": [{"url": "http://hl7.org/fhir/StructureDefinition/valueset-toocostly", "valueBoolean": true}]});
    assert!(page(says).contains(part));
    assert!(!page(json!({"total": 2, "offset": 0})).contains("not converted"));
}

#[test]
fn a_page_of_a_set_whose_codes_are_all_written_out_beside_it_is_no_loss() {
    let whole = json!({
        "resourceType": "ValueSet", "id": "set",
        "expansion": {"total": 2, "contains": [{"code": "1", "display": "Apple"}]},
        "compose": {"include": [{"concept": [{"code": "1", "display": "Apple"}, {"code": "2", "display": "Pear"}]}]},
    });
    check(&json!([whole]), &[(1, "Apple"), (2, "Pear")]);
}

#[test]
fn of_a_fragment_of_a_system_nothing_is_brought() {
    let mut fragment = fruit();
    fragment["content"] = json!("fragment");
    let whole = set(&json!({"include": [{"system": "urn:fruit"}]}));

    assert!(told(&with(&json!([fragment, whole])), "q").contains("its options are in “urn:fruit”"));
}
