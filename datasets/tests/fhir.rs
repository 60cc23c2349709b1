//! FHIR: which item a cell becomes, and what a row says of itself.

use std::sync::Arc;

use chrono::NaiveDate;
use datasets::{
    Cell, Code, Dataset, Kind, Label, Lost, Missing, Name, Outline, ResponseSet, Summary, Variable,
    Writer,
    fhir::{Fhir, questionnaire},
};
use serde_json::{Value, json};

fn name(text: &str) -> Name {
    Name::new(text).expect("a name")
}

fn dataset(variables: Vec<Variable>) -> Arc<Dataset> {
    let set = ResponseSet { name: name("barrier"), label: "Barriers".to_owned(), counted: 1 };
    let has_set = variables.iter().any(|variable| variable.set.is_some());
    let outline = Outline {
        name: name("baseline"),
        title: "Everybody".to_owned(),
        notes: Vec::new(),
        language: "en-GB".to_owned(),
        variables,
        sets: has_set.then_some(set).into_iter().collect(),
    };
    Arc::new(Dataset::new(outline).expect("it is in order"))
}

fn written(variables: Vec<Variable>, rows: &[&[Cell<'_>]]) -> (Vec<Value>, Summary) {
    let mut out = Vec::new();
    let mut writer = Box::new(Fhir::create(dataset(variables), &mut out).expect("no header"));
    for row in rows {
        writer.row(row).expect("it fits");
    }
    let summary = writer.finish().expect("the end");
    let lines = std::str::from_utf8(&out).expect("UTF-8").lines();
    (lines.map(|line| serde_json::from_str(line).expect("JSON")).collect(), summary)
}

fn works() -> Variable {
    let kind = Kind::Whole { least: 0, most: 1 };
    Variable::new(name("works"), "Works", kind).coded([(0, "No"), (1, "Yes")])
}

fn barriers() -> Vec<Variable> {
    let member = |code: &str| Variable {
        name: name(&format!("barrier_{code}")),
        label: format!("Option {code}"),
        set: Some(name("barrier")),
        ..works()
    };
    vec![member("01"), member("02"), member("96")]
}

fn everything() -> Vec<Variable> {
    vec![
        Variable::new(name("row_key"), "Names the person in every file", Kind::TEXT),
        works(),
        Variable::new(name("hours"), "Hours", Kind::Decimal { places: 1 }),
        Variable::new(name("born"), "Born", Kind::Date),
        Variable::new(name("words"), "Anything else", Kind::TEXT),
    ]
}

#[test]
fn a_row_is_a_response_with_an_item_for_each_answer_and_nothing_that_names_anybody() {
    let born = NaiveDate::from_ymd_opt(1990, 5, 17).expect("a date");

    let (lines, summary) = written(
        everything(),
        &[&[
            Cell::Text("ANNA"),
            Cell::Number(1),
            Cell::Missing(Missing::Refused),
            Cell::Date(born),
            Cell::Blank,
        ]],
    );

    let absent = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
    assert_eq!(
        lines,
        [json!({
            "resourceType": "QuestionnaireResponse",
            "language": "en-GB",
            "questionnaire": "urn:throughline:questionnaire:baseline",
            "status": "completed",
            "item": [
                {"linkId": "row_key", "answer": [{"valueString": "ANNA"}]},
                {"linkId": "works", "answer": [{"valueCoding": {"code": "1", "display": "Yes"}}]},
                {"linkId": "hours", "extension": [
                    {"url": absent, "valueCode": "asked-declined"},
                    {"url": "urn:throughline:missing-code", "valueInteger": -9},
                ]},
                {"linkId": "born", "answer": [{"valueDate": "1990-05-17"}]},
            ],
        })]
    );
    assert_eq!(summary, Summary { rows: 1, columns: 5, losses: Vec::new() });
}

#[test]
fn each_reason_has_the_nearest_of_fhir_and_its_own_number() {
    let rows = Missing::ALL.map(|reason| [Cell::Missing(reason)]);
    let rows: Vec<&[Cell<'_>]> = rows.iter().map(|row| &row[..]).collect();

    let (lines, _) = written(vec![works()], &rows);

    let told = lines.iter().map(|line| {
        let extension = &line["item"][0]["extension"];
        let reason = extension[0]["valueCode"].as_str().unwrap_or_default();
        let status = line["status"].as_str().unwrap_or_default();
        format!("{} {reason} {status}", extension[1]["valueInteger"])
    });
    assert_eq!(
        told.collect::<Vec<_>>(),
        [
            "-1 not-applicable completed",
            "-2 not-asked completed",
            "-3 not-performed in-progress",
            "-4 not-performed stopped",
            "-5 not-permitted stopped",
            "-6 unknown completed",
            "-7 not-asked in-progress",
            "-8 asked-unknown completed",
            "-9 asked-declined completed",
        ]
    );
}

#[test]
fn what_was_ticked_is_answered_to_one_question_and_no_tick_is_told_from_no_answer() {
    let (tick, none) = (Cell::Number(1), Cell::Number(0));
    let (refused, not_asked) = (Cell::Missing(Missing::Refused), Cell::Missing(Missing::NotAsked));

    let (lines, _) = written(
        barriers(),
        &[
            &[tick, none, tick],
            &[none, none, none],
            &[refused, refused, refused],
            &[Cell::Blank, Cell::Blank, Cell::Blank],
            &[tick, none, not_asked],
        ],
    );

    let coding =
        |code: &str| json!({"valueCoding": {"code": code, "display": format!("Option {code}")}});
    let item = |place: usize| &lines[place]["item"][0];
    assert_eq!(*item(0), json!({"linkId": "barrier", "answer": [coding("01"), coding("96")]}));
    assert_eq!(*item(1), json!({"linkId": "barrier"}));
    assert_eq!(item(2)["extension"][1]["valueInteger"], -9);
    assert_eq!(lines[3].get("item"), None);
    let option = json!([{"url": "urn:throughline:missing-option", "extension": [
        {"url": "option", "valueCode": "96"}, {"url": "code", "valueInteger": -2},
    ]}]);
    assert_eq!((&item(4)["answer"], &item(4)["extension"]), (&json!([coding("01")]), &option));
}

#[test]
fn words_with_labels_are_codes_and_others_beside_them_are_words() {
    let label = |word: &str| Label { code: Code::Word(word.to_owned()), text: "Told".to_owned() };
    let mut stands = Variable::new(name("stands"), "How it stands", Kind::TEXT);
    stands.labels = vec![label("done"), label("two  spaces")];

    let (lines, _) = written(
        vec![stands],
        &[&[Cell::Text("done")], &[Cell::Text("two  spaces")], &[Cell::Text("x")]],
    );

    let answer = |place: usize| &lines[place]["item"][0]["answer"][0];
    assert_eq!(*answer(0), json!({"valueCoding": {"code": "done", "display": "Told"}}));
    assert_eq!(*answer(1), json!({"valueString": "two  spaces"}));
    assert_eq!(*answer(2), json!({"valueString": "x"}));
}

#[test]
fn a_text_that_fhir_does_not_take_is_cut_or_replaced_and_told() {
    let long = "é".repeat(1 << 20);
    let words = vec![Variable::new(name("words"), "Words", Kind::TEXT)];

    let (lines, summary) = written(words, &[&[Cell::Text(&long)], &[Cell::Text("a\u{1}b")]]);

    let kept = lines[0]["item"][0]["answer"][0]["valueString"].as_str().map(str::len);
    assert_eq!(kept, Some(1 << 20));
    assert_eq!(lines[1]["item"][0]["answer"][0]["valueString"], "a\u{fffd}b");
    let told: Vec<_> = summary.losses.iter().map(|loss| (loss.lost, &loss.rows[..])).collect();
    assert_eq!(told, [(Lost::TextCut, &[1][..]), (Lost::CharacterReplaced, &[2][..])]);
}

#[test]
fn the_questionnaire_asks_what_the_responses_answer() {
    let variables = [
        vec![works(), Variable::new(name("age"), "", Kind::Whole { least: 16, most: 120 })],
        barriers(),
    ];

    let told = questionnaire(&dataset(variables.concat())).expect("a Questionnaire");

    let told: Value = serde_json::from_str(&told).expect("JSON");
    let coding =
        |code: &str, display: &str| json!({"valueCoding": {"code": code, "display": display}});
    let limit = |name: &str, value: i32| json!({"url": format!("http://hl7.org/fhir/StructureDefinition/{name}"), "valueInteger": value});
    let barrier = ["01", "02", "96"].map(|code| coding(code, &format!("Option {code}")));
    assert_eq!(told["url"], "urn:throughline:questionnaire:baseline");
    assert_eq!(
        told["item"],
        json!([
            {"linkId": "works", "text": "Works", "type": "choice",
             "answerOption": [coding("0", "No"), coding("1", "Yes")]},
            {"linkId": "age", "text": "age", "type": "integer",
             "extension": [limit("minValue", 16), limit("maxValue", 120)]},
            {"linkId": "barrier", "text": "Barriers", "type": "choice", "repeats": true,
             "answerOption": barrier},
        ])
    );
}
