//! FHIR, by fhir.resources, which holds each line against the definitions of R4B.

use std::sync::Arc;

use datasets::{
    Cell, Code, Kind, Missing, Variable, Writer,
    fhir::{Fhir, MISSING_CODE, questionnaire},
    hard::Hard,
};
use serde_json::{Value, json};

use crate::asked::{by_python, kept};

fn read(hard: &Hard, name: &str) -> Value {
    let mut out = Vec::new();
    let dataset = Arc::new(hard.dataset().clone());
    let mut writer = Box::new(Fhir::create(dataset, &mut out).expect("no header"));
    for row in hard.rows() {
        writer.row(&row).expect("it fits");
    }
    writer.finish().expect("the end");
    let asked = questionnaire(hard.dataset()).expect("a Questionnaire");
    kept(&format!("{name}.questionnaire.json"), asked.as_bytes());
    by_python("read_fhir.py", &kept(name, &out))
}

/// A code with the label that the variable has for it.
fn coding(variable: &Variable, code: &Code, shown: &str) -> Option<Value> {
    let label = variable.labels.iter().find(|label| label.code == *code)?;
    Some(json!(["coding", shown, label.text]))
}

fn expected(variable: &Variable, cell: Cell<'_>) -> Value {
    let is_small = variable.kind != Kind::WHOLE;
    match cell {
        Cell::Number(number)
            if variable.name.as_str() != "satisfied" && !variable.labels.is_empty() =>
        {
            let code = Code::Number(i32::try_from(number).expect("a code"));
            coding(variable, &code, &number.to_string()).expect("a label")
        }
        Cell::Number(number) if is_small => json!(["integer", number.to_string()]),
        Cell::Number(number) => json!(["decimal", number.to_string()]),
        Cell::Text(text) => coding(variable, &Code::Word(text.to_owned()), text)
            .unwrap_or_else(|| json!(["string", text])),
        Cell::Date(day) if variable.kind == Kind::Month => {
            json!(["date", day.format("%Y-%m").to_string()])
        }
        Cell::Date(day) => json!(["date", day.format("%Y-%m-%d").to_string()]),
        Cell::Moment(moment) => {
            json!(["dateTime", moment.format("%Y-%m-%dT%H:%M:%SZ").to_string()])
        }
        Cell::Decimal(_) | Cell::Missing(_) | Cell::Blank => Value::Null,
    }
}

fn compare(variable: &Variable, cell: Cell<'_>, item: Option<&Value>) {
    let name = &variable.name;
    match (cell, item) {
        (Cell::Blank, item) => assert_eq!(item, None, "{name}"),
        (Cell::Missing(reason), Some(item)) => {
            assert_eq!(item["answers"], json!([]));
            assert_eq!(item["extensions"][MISSING_CODE], reason.code(), "{name}");
        }
        (Cell::Decimal(number), Some(item)) => {
            let told = item["answers"][0][1].as_str().map(str::parse::<f64>);
            assert_eq!(told, Some(Ok(number)), "{name}");
        }
        (cell, Some(item)) => {
            assert_eq!(item["answers"], json!([expected(variable, cell)]), "{name}");
        }
        (cell, None) => panic!("{name}: {cell:?} is not there"),
    }
}

#[test]
fn fhir_resources_reads_each_cell_of_five_thousand_variables_as_an_answer_to_its_question() {
    let hard = Hard::new(5000).expect("a schema");

    let read = read(&hard, "responses.ndjson");

    let rows = read["rows"].as_array().expect("rows");
    assert_eq!(rows.len(), hard.rows().count());
    for (row, told) in hard.rows().zip(rows) {
        let elements = json!(["item", "language", "questionnaire", "resourceType", "status"]);
        assert_eq!(told["elements"], elements);
        for (variable, cell) in hard.dataset().variables().iter().zip(row) {
            if variable.set.is_none() {
                let cell = variable.admit(cell).expect("it fits");
                compare(variable, cell, told["items"].get(variable.name.as_str()));
            }
        }
    }
}

#[test]
fn the_options_of_a_set_that_were_ticked_are_the_answers_to_one_question() {
    let hard = Hard::new(0).expect("a schema");

    let read = read(&hard, "sets.ndjson");

    let question =
        json!(["choice", "What makes it hard to find work?", ["01", "02", "03", "96", "97"]]);
    assert_eq!(read["questions"]["barrier"], question);
    let variables = hard.dataset().variables();
    for (row, told) in hard.rows().zip(read["rows"].as_array().expect("rows")) {
        let members = variables.iter().zip(&row).filter(|(own, _)| own.set.is_some());
        let ticked = members.clone().filter(|(_, cell)| **cell == Cell::Number(1));
        let ticked = ticked.map(|(own, _)| {
            let code = own.name.as_str().trim_start_matches("barrier_");
            json!(["coding", code, own.label])
        });
        let item = &told["items"]["barrier"];
        assert_eq!(item["answers"], Value::Array(ticked.collect()));
        let reason = members.map(|(_, cell)| *cell).find_map(|cell| match cell {
            Cell::Missing(reason) => Some(reason.code()),
            _ => None,
        });
        assert_eq!(item["extensions"].get(MISSING_CODE), reason.map(Value::from).as_ref());
        let refused = Missing::DontKnow.code();
        assert!(reason.is_none_or(|code| code == refused));
    }
}
