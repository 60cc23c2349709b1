//! CSV, by pandas.

use std::sync::Arc;

use datasets::{Cell, Writer, csv::Csv, hard::Hard};
use serde_json::Value;

use crate::asked::{by_python, kept};

#[test]
fn pandas_reads_each_name_and_each_cell_of_five_thousand_variables() {
    let hard = Hard::new(5000).expect("a schema");
    let mut out = Vec::new();
    let dataset = Arc::new(hard.dataset().clone());
    let mut writer = Box::new(Csv::create(dataset, &mut out).expect("names"));
    for row in hard.rows() {
        writer.row(&row).expect("it fits");
    }
    writer.finish().expect("the end");

    let read = by_python("read_csv.py", &kept("pandas.csv", &out));

    let variables = hard.dataset().variables();
    let names = variables.iter().map(|variable| Value::from(variable.name.as_str()));
    assert_eq!(read["names"], Value::Array(names.collect()));
    let rows = read["rows"].as_array().expect("rows");
    assert_eq!(rows.len(), hard.rows().count());
    for (cells, read) in hard.rows().zip(rows) {
        let read = read.as_array().expect("a row");
        assert_eq!(read.len(), variables.len());
        for ((variable, cell), read) in variables.iter().zip(cells).zip(read) {
            let (name, read) = (&variable.name, read.as_str().expect("a text"));
            match variable.admit(cell).expect("it fits") {
                Cell::Blank => assert_eq!(read, "", "{name}"),
                Cell::Missing(reason) => assert_eq!(read, reason.code().to_string(), "{name}"),
                Cell::Number(number) => assert_eq!(read, number.to_string(), "{name}"),
                Cell::Decimal(number) => assert_eq!(read.parse(), Ok(number), "{name}"),
                Cell::Text(text) => {
                    assert_eq!(read.strip_prefix('\'').unwrap_or(read), text, "{name}");
                }
                Cell::Date(date) => assert!(date.to_string().starts_with(read), "{name}"),
                Cell::Moment(moment) => {
                    let told = moment.format("%Y-%m-%dT%H:%M:%SZ").to_string();
                    assert_eq!(read, told, "{name}");
                }
            }
        }
    }
}
