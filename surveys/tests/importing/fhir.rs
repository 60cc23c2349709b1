//! A Questionnaire of FHIR R4, as hospitals and form builders write it. The study in it is invented.

use serde_json::{Value, json};
use surveys::{
    definition::Kind,
    importing::{Format, Imported},
};

use crate::brought::{asked_if, brought, question, survey, told};

/// A Questionnaire of these items.
pub fn of(items: &Value) -> Imported {
    let whole = json!({"resourceType": "Questionnaire", "language": "en-GB", "title": "Garden", "item": items});
    brought(Format::Fhir, whole.to_string().as_bytes())
}

fn item(id: &str, kind: &str, rest: Value) -> Value {
    let mut item = json!({"linkId": id, "type": kind, "text": format!("What about {id}?")});
    let fields = item.as_object_mut().expect("an item");
    fields.extend(rest.as_object().expect("fields").clone());
    item
}

fn coding(code: &str, display: &str) -> Value {
    json!({"valueCoding": {"system": "http://loinc.org", "code": code, "display": display}})
}

fn scored(code: &str, display: &str, score: f64) -> Value {
    let url = "http://hl7.org/fhir/StructureDefinition/ordinalValue";
    json!({"valueCoding": {"code": code, "display": display, "extension": [{"url": url, "valueDecimal": score}]}})
}

fn extension(name: &str, value: Value) -> Value {
    let mut extension = value;
    extension["url"] = json!(format!("http://hl7.org/fhir/StructureDefinition/{name}"));
    extension
}

fn kinds() -> Imported {
    let all =
        [asked(), chosen(), not_asked()].map(|items| items.as_array().expect("items").clone());
    of(&json!(all.concat()))
}

fn asked() -> Value {
    json!([
        item("sure", "boolean", json!({"required": true})),
        item(
            "age",
            "integer",
            json!({"extension": [extension("minValue", json!({"valueInteger": 16})), extension("maxValue", json!({"valueInteger": 110}))]})
        ),
        item(
            "weight",
            "quantity",
            json!({"extension": [extension("questionnaire-unit", json!({"valueCoding": {"code": "kg", "display": "kg"}}))]})
        ),
        item("born", "date", json!({})),
        item("seen", "dateTime", json!({})),
        item("woke", "time", json!({})),
        item("job", "string", json!({"maxLength": 80})),
        item("story", "text", json!({})),
    ])
}

fn chosen() -> Value {
    json!([
        item("work", "choice", json!({"answerOption": [coding("Y", "Yes"), coding("N", "No")]})),
        item(
            "help",
            "open-choice",
            json!({"repeats": true, "answerOption": [coding("1", "Family"), coding("2", "Friends")]})
        ),
        item(
            "stars",
            "choice",
            json!({"answerOption": [{"valueInteger": 1}, {"valueInteger": 2}, {"valueInteger": 5}]})
        ),
        item(
            "colour",
            "choice",
            json!({"answerOption": [{"valueString": "Red"}, {"valueString": "Blue"}]})
        ),
    ])
}

fn not_asked() -> Value {
    json!([
        item("photo", "attachment", json!({})),
        item("doctor", "reference", json!({})),
        item("site", "choice", json!({"answerValueSet": "http://example.org/sites"})),
        item(
            "secret",
            "string",
            json!({"extension": [extension("questionnaire-hidden", json!({"valueBoolean": true}))]})
        ),
        item("fixed", "string", json!({"readOnly": true, "initial": [{"valueString": "x"}]})),
        item("strange", "hologram", json!({})),
        item("empty", "choice", json!({})),
        item("bye", "display", json!({})),
    ])
}

#[test]
fn each_type_becomes_the_kind_of_question_that_takes_the_same() {
    let survey = survey(&kinds());

    let codes = |key| -> Vec<_> {
        question(&survey, key).options().iter().map(|one| (one.code, one.text.clone())).collect()
    };
    assert_eq!(codes("sure"), [(1, "Yes".into()), (0, "No".into())]);
    assert_eq!(codes("work"), [(1, "Yes".into()), (2, "No".into())]);
    assert_eq!(codes("stars"), [(1, "1".into()), (2, "2".into()), (5, "5".into())]);
    assert_eq!(codes("help"), [(1, "Family".into()), (2, "Friends".into()), (3, "Other".into())]);
    assert!(matches!(question(&survey, "help").kind, Kind::Multiple { .. }));
    assert!(matches!(
        question(&survey, "age").kind,
        Kind::Number { least: 16.0, most: 110.0, places: 0, .. }
    ));
    let Kind::Number { unit, places, .. } = &question(&survey, "weight").kind else {
        panic!("no number")
    };
    assert_eq!((unit.as_deref(), *places), (Some("kg"), 2));
    assert!(matches!(question(&survey, "job").kind, Kind::Text { most: 80 }));
    assert!(!question(&survey, "sure").optional && question(&survey, "age").optional);
}

#[test]
fn everything_is_told_item_by_item() {
    let kinds = kinds();

    for (name, said) in [
        ("title", "exactly"),
        ("sure", "can be passed by after it was asked once more"),
        ("age", "exactly"),
        (
            "weight",
            "takes two decimal places at most; has -1000000000 for the limit that is missing",
        ),
        ("born", "takes no day after the one on which it is given"),
        ("seen", "asks for the day alone"),
        ("woke", "takes any words: that they are “time” is not looked at"),
        ("job", "exactly"),
        ("work", "has the code 1 for “Y”, the code 2 for “N”"),
        ("help", "has an option “Other” with room for 200 characters, by the code 3"),
        ("stars", "exactly"),
        ("colour", "has the code 1 for “Red”, the code 2 for “Blue”"),
        ("photo", "nobody can send a file"),
        ("doctor", "it asks for a record of another system"),
        ("site", "its options are in “http://example.org/sites”, which is not in this file"),
        ("secret", "nobody sees it"),
        ("fixed", "nobody can answer it there"),
        ("strange", "there is no type “hologram” that we know of"),
        ("empty", "it has no options"),
        ("bye", "no question comes after it"),
    ] {
        let told = told(&kinds, name);
        assert!(told.contains(said), "{name}: {told}");
    }
    assert_eq!(kinds.items[5].to_string().split(':').next(), Some("item 4"));
}

/// Asked when another was answered so.
fn when(id: &str, conditions: Value, behaviour: Option<&str>) -> Value {
    let mut item = item(id, "boolean", json!({"enableWhen": conditions}));
    if let Some(behaviour) = behaviour {
        item["enableBehavior"] = json!(behaviour);
    }
    item
}

fn conditions() -> Value {
    let working = json!({"question": "work", "operator": "=", "answerCoding": {"code": "Y"}});
    let older = json!({"question": "age", "operator": ">=", "answerInteger": 18});
    json!([
        item("work", "choice", json!({"answerOption": [coding("Y", "Yes"), coding("N", "No")]})),
        item("age", "integer", json!({})),
        item(
            "help",
            "choice",
            json!({"repeats": true, "answerOption": [coding("a", "A"), coding("b", "B")]})
        ),
        when("both", json!([working, older]), Some("all")),
        when("either", json!([working, older]), Some("any")),
        when(
            "given",
            json!([{"question": "age", "operator": "exists", "answerBoolean": true}]),
            None
        ),
        when(
            "blank",
            json!([{"question": "age", "operator": "exists", "answerBoolean": false}]),
            None
        ),
        when(
            "unlike",
            json!([{"question": "work", "operator": "!=", "answerCoding": {"code": "N"}}]),
            None
        ),
        when(
            "ticked",
            json!([{"question": "help", "operator": "=", "answerCoding": {"code": "b"}}]),
            None
        ),
        when("so", json!([{"question": "both", "operator": "=", "answerBoolean": true}]), None),
    ])
}

#[test]
fn whoever_is_asked_there_is_asked_here() {
    let survey = survey(&of(&conditions()));

    assert_eq!(asked_if(&survey, "both"), "work = 1 and age >= 18");
    assert_eq!(asked_if(&survey, "either"), "work = 1 or age >= 18");
    assert_eq!(asked_if(&survey, "given"), "age is answered");
    assert_eq!(asked_if(&survey, "blank"), "not age is answered");
    assert_eq!(asked_if(&survey, "unlike"), "not work = 2");
    assert_eq!(asked_if(&survey, "ticked"), "help = 2");
    assert_eq!(asked_if(&survey, "so"), "both = 1");
}

#[test]
fn a_condition_that_cannot_be_converted_is_told_and_its_question_asked_of_everybody() {
    let imported = of(&json!([
        when("early", json!([{"question": "late", "operator": "=", "answerBoolean": true}]), None),
        item("born", "date", json!({})),
        when("late", json!([{"question": "early", "operator": "=", "answerBoolean": true}]), None),
        when("grown", json!([{"question": "born", "operator": "<", "answerDate": "2008-01-01"}]), None),
        when("lost", json!([{"question": "nobody", "operator": "exists", "answerBoolean": true}]), None),
        when("many", json!([{"question": "early", "operator": "exists", "answerBoolean": true}, {"question": "late", "operator": "exists", "answerBoolean": true}]), None),
        {"linkId": "section", "type": "group", "text": "Later", "enableWhen": [{"question": "photo", "operator": "exists", "answerBoolean": true}],
         "item": [item("inside", "boolean", json!({})), item("words", "display", json!({})), item("more", "boolean", json!({}))]},
    ]));

    survey(&imported);
    for (name, said) in [
        ("early", "it looks ahead to “late”"),
        ("late", "exactly"),
        ("grown", "“born < 2008-01-01” was not converted: it compares the date “born” with a day"),
        ("lost", "it looks at “nobody”, which was not converted"),
        ("many", "is asked if any of its conditions holds"),
        ("section", "it looks at “photo”, which was not converted"),
        ("inside", "is without the condition of “section”, in which it is"),
    ] {
        let told = told(&imported, name);
        assert!(told.contains(said), "{name}: {told}");
    }
}

#[test]
fn items_of_one_instrument_share_a_page_under_the_words_above_them() {
    let often = json!({"answerOption": [coding("0", "Never"), coding("1", "Often")]});
    let survey = survey(&of(&json!([
        item("stem", "display", json!({})),
        {"linkId": "scale", "type": "group", "item": [item("calm", "choice", often.clone()), item("tense", "choice", often)]},
        item("mobile", "string", json!({})),
    ])));

    let pages: Vec<_> =
        survey.pages().map(|(_, page)| (page.questions.len(), page.intro.is_some())).collect();
    assert_eq!(pages, [(2, true), (1, false)]);
}

#[test]
fn scores_become_codes_where_they_can() {
    let often =
        json!([scored("LA6568-5", "Not at all", 0.0), scored("LA6569-3", "Several days", 1.0)]);
    let same = json!([scored("a", "Good", 1.0), scored("b", "Better", 1.0)]);
    let imported = of(&json!([
        item("mood", "choice", json!({"answerOption": often})),
        item("view", "choice", json!({"answerOption": same})),
        when(
            "more",
            json!([{"question": "mood", "operator": "=", "answerCoding": {"code": "LA6569-3"}}]),
            None
        ),
    ]));

    let survey = survey(&imported);
    let codes: Vec<_> = question(&survey, "mood").options().iter().map(|one| one.code).collect();
    assert_eq!(codes, [0, 1]);
    assert_eq!(asked_if(&survey, "more"), "mood = 1");
    assert!(
        told(&imported, "mood")
            .contains("has the code 0 for “LA6568-5”, the code 1 for “LA6569-3”")
    );
    assert!(told(&imported, "view").contains("is without the scores of its options"));
}
