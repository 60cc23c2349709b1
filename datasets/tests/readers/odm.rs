//! ODM, by CDISC's own schema and odmlib.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use datasets::{
    Cell, Dataset, Kind, Missing, Variable, Writer,
    hard::Hard,
    odm::{LONGEST_LIST, Odm},
};
use serde_json::{Value, json};

use crate::asked::{by_python, kept};

fn read(hard: &Hard, name: &str) -> Value {
    let mut out = Vec::new();
    let dataset = Arc::new(hard.dataset().clone());
    let made: DateTime<Utc> = "2026-11-30T09:00:00Z".parse().expect("a moment");
    let mut writer = Box::new(Odm::create(dataset, made, &mut out).expect("metadata"));
    for row in hard.rows() {
        writer.row(&row).expect("it fits");
    }
    writer.finish().expect("the end");
    by_python("read_odm.py", &kept(name, &out))
}

fn expected(kind: Kind, cell: Cell<'_>) -> Option<String> {
    match cell {
        Cell::Blank => None,
        Cell::Missing(reason) => Some(format!("flag:{}", reason.code())),
        Cell::Number(number) => Some(format!("value:{number}")),
        Cell::Decimal(number) => Some(format!("value:{number}")),
        Cell::Text(text) => Some(format!("value:{text}")),
        Cell::Date(day) if kind == Kind::Month => Some(format!("value:{}", day.format("%Y-%m"))),
        Cell::Date(day) => Some(format!("value:{}", day.format("%Y-%m-%d"))),
        Cell::Moment(moment) => Some(format!("value:{}", moment.format("%Y-%m-%dT%H:%M:%SZ"))),
    }
}

#[test]
fn each_cell_of_five_thousand_variables_is_read_from_a_file_that_keeps_to_the_schema() {
    let hard = Hard::new(5000).expect("a schema");

    let read = read(&hard, "rows.odm.xml");

    let rows = read["rows"].as_array().expect("rows");
    assert_eq!(rows.len(), hard.rows().count());
    for (row, told) in hard.rows().zip(rows) {
        for (variable, cell) in hard.dataset().variables().iter().zip(row) {
            let cell = variable.admit(cell).expect("it fits");
            let item = told.get(format!("IT.{}", variable.name)).and_then(Value::as_str);
            assert_eq!(item, expected(variable.kind, cell).as_deref(), "{}", variable.name);
        }
    }
    let keys = (1..=rows.len()).map(|row| Value::from(format!("HARD{row:04}")));
    assert_eq!(read["subjects"], Value::Array(keys.collect()));
    assert_eq!(read["created"], "2026-11-30T09:00:00Z");
}

/// Values of the list beyond those that have labels stand for themselves.
fn compare_list(variable: &Variable, told: &Value) {
    let list = told.as_array().expect("a list");
    let many = match variable.kind {
        Kind::Whole { least, most } => usize::try_from(most - least + 1).expect("few"),
        _ => variable.labels.len(),
    };
    assert_eq!(list.len(), many, "{}", variable.name);
    let words: Vec<_> = list.iter().map(|value| value[1].as_str()).collect();
    assert!(variable.labels.iter().all(|label| words.contains(&Some(label.text.as_str()))));
}

fn compare_items(dataset: &Dataset, read: &Value) {
    let items = read["items"].as_array().expect("items");
    let variables = dataset.variables();
    let oids = variables.iter().map(|variable| Value::from(format!("IT.{}", variable.name)));
    assert_eq!(read["order"], Value::Array(oids.collect()));
    for (variable, told) in variables.iter().zip(items) {
        let name = variable.name.as_str();
        assert_eq!((&told["name"], &told["label"]), (&json!(name), &json!(variable.label)));
        let kind = match variable.kind {
            Kind::Whole { .. } => "integer",
            Kind::Decimal { .. } => "double",
            Kind::Text { .. } => "text",
            Kind::Date => "date",
            Kind::Moment => "datetime",
            Kind::Month => "partialDate",
        };
        assert_eq!(told["type"], kind);
        assert_eq!(told["aliases"]["measure"], variable.measure.name());
        match told["list"].as_str() {
            Some(list) => compare_list(variable, &read["lists"][list]),
            None => assert!(variable.labels.is_empty(), "{name}"),
        }
    }
}

#[test]
fn odmlib_reads_what_each_variable_means() {
    let hard = Hard::new(0).expect("a schema");

    let read = read(&hard, "items.odm.xml");

    compare_items(hard.dataset(), &read);
    let scale = &read["lists"]["CL.satisfied"];
    assert_eq!(scale[0], json!(["0", "Not at all satisfied"]));
    assert_eq!(scale[5], json!(["5", "5"]));
    assert!(scale.as_array().is_some_and(|list| list.len() < LONGEST_LIST));
    let reasons = Missing::ALL.map(|reason| json!([reason.code().to_string(), reason.label()]));
    assert_eq!(read["lists"]["CL.missing"], json!(reasons));
    let barrier =
        read["items"].as_array().expect("items").iter().find(|own| own["name"] == "barrier_96");
    let aliases = &barrier.expect("an item")["aliases"];
    assert_eq!(aliases["response set"], "barrier");
    assert_eq!(aliases["response set, in words"], "What makes it hard to find work?");
}
