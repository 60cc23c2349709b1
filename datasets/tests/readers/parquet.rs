//! Parquet, by pyarrow and by `DuckDB`.

use std::sync::Arc;

use datasets::{Cell, Dataset, Kind, Missing, Variable, Writer, hard::Hard, parquet::Parquet};
use serde_json::{Value, json};

use crate::asked::{by_python, kept};

fn read(hard: &Hard, name: &str) -> Value {
    let mut out = Vec::new();
    let dataset = Arc::new(hard.dataset().clone());
    let mut writer = Box::new(Parquet::create(dataset, &mut out).expect("a schema"));
    for row in hard.rows() {
        writer.row(&row).expect("it fits");
    }
    let summary = writer.finish().expect("the end");
    assert_eq!(summary.losses, []);
    by_python("read_parquet.py", &kept(name, &out))
}

fn in_pyarrow(cell: Cell<'_>) -> Option<String> {
    match cell {
        Cell::Blank => None,
        Cell::Missing(reason) => Some(format!("number:{}", reason.code())),
        Cell::Number(number) => Some(format!("number:{number}")),
        Cell::Decimal(number) => Some(format!("number:{number}")),
        Cell::Text(text) => Some(format!("text:{text}")),
        Cell::Date(day) => Some(format!("date:{day}")),
        Cell::Moment(moment) => {
            Some(format!("moment:{}", moment.format("%Y-%m-%dT%H:%M:%S+00:00")))
        }
    }
}

fn in_duckdb(cell: Cell<'_>) -> Option<String> {
    match cell {
        Cell::Moment(moment) => Some(moment.timestamp_millis().to_string()),
        other => in_pyarrow(other)
            .map(|told| told.split_once(':').map_or("", |(_, words)| words).to_owned()),
    }
}

/// The same words, or the same double however many digits a program gives it.
fn is_same(told: Option<&str>, expected: Option<&str>) -> bool {
    let number = |text: Option<&str>| {
        let text = text?;
        text.strip_prefix("number:").unwrap_or(text).parse::<f64>().ok()
    };
    told == expected || number(told).is_some() && number(told) == number(expected)
}

fn compare(hard: &Hard, read: &Value, rows: &str, expected: fn(Cell<'_>) -> Option<String>) {
    let variables = hard.dataset().variables();
    let told = read[rows].as_array().expect("rows");
    assert_eq!(told.len(), hard.rows().count());
    for (row, told) in hard.rows().zip(told) {
        assert_eq!(told.as_array().map(Vec::len), Some(variables.len()));
        for (place, (variable, cell)) in variables.iter().zip(row).enumerate() {
            let expected = expected(variable.admit(cell).expect("it fits"));
            let told = told[place].as_str();
            assert!(is_same(told, expected.as_deref()), "{}: {told:?}", variable.name);
        }
    }
}

#[test]
fn pyarrow_and_duckdb_read_each_name_and_each_cell_of_five_thousand_variables() {
    let hard = Hard::new(5000).expect("a schema");

    let read = read(&hard, "pyarrow.parquet");

    let names = hard.dataset().variables().iter().map(|own| Value::from(own.name.as_str()));
    assert_eq!(read["names"], Value::Array(names.collect()));
    compare(&hard, &read, "rows", in_pyarrow);
    compare(&hard, &read, "duckdb", in_duckdb);
}

#[test]
fn pyarrow_reads_the_type_of_each_variable() {
    let hard = Hard::new(0).expect("a schema");

    let read = read(&hard, "types.parquet");

    for (variable, told) in
        hard.dataset().variables().iter().zip(read["types"].as_array().expect("types"))
    {
        let expected = match variable.kind {
            Kind::Whole { .. } if variable.kind == Kind::WHOLE => "int64",
            Kind::Whole { .. } => "int32",
            Kind::Decimal { .. } => "double",
            Kind::Text { .. } => "string",
            Kind::Date | Kind::Month => "date32[day]",
            Kind::Moment => "timestamp[ms, tz=UTC]",
        };
        assert_eq!(told, expected, "{}", variable.name);
    }
}

fn described(variable: &Variable, told: &Value) {
    assert_eq!(told["name"], variable.name.as_str());
    assert_eq!(told["label"], variable.label);
    assert_eq!(told["kind"], variable.kind.name());
    assert_eq!(told["labels"].as_array().map_or(0, Vec::len), variable.labels.len());
    let missing = variable.missing.iter().map(|reason| Value::from(reason.code()));
    let none = Vec::new();
    assert!(told["missing"].as_array().unwrap_or(&none).iter().cloned().eq(missing));
}

fn compare_description(dataset: &Dataset, told: &Value) {
    assert_eq!(told["title"], dataset.title());
    assert_eq!(told["language"], "en-GB");
    let refused = json!({"value": Missing::Refused.code(), "label": Missing::Refused.label()});
    assert_eq!(told["missing"][8], refused);
    let set = json!(["barrier_01", "barrier_02", "barrier_03", "barrier_96", "barrier_97"]);
    assert_eq!(told["sets"][0]["variables"], set);
    let variables = told["variables"].as_array().expect("variables");
    assert_eq!(variables.len(), dataset.variables().len());
    for (variable, told) in dataset.variables().iter().zip(variables) {
        described(variable, told);
    }
}

#[test]
fn both_find_labels_and_missing_codes_below_one_key() {
    let hard = Hard::new(0).expect("a schema");

    let read = read(&hard, "described.parquet");

    compare_description(hard.dataset(), &read["described"]);
    assert_eq!(read["described"], read["duckdb_described"]);
}
