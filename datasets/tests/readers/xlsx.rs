//! XLSX, by openpyxl.

use std::{io::Cursor, sync::Arc};

use chrono::{NaiveDate, NaiveDateTime};
use datasets::{Cell, Dataset, Kind, Lost, Writer, cut_at_units, hard::Hard, xlsx::Xlsx};
use serde_json::Value;

use crate::asked::{by_python, kept};

fn read(hard: &Hard, name: &str) -> (Value, Vec<datasets::Loss>) {
    let mut out = Cursor::new(Vec::new());
    let dataset = Arc::new(hard.dataset().clone());
    let mut writer = Box::new(Xlsx::create(dataset, &mut out).expect("a codebook"));
    for row in hard.rows() {
        writer.row(&row).expect("it fits");
    }
    let summary = writer.finish().expect("the end");
    (by_python("read_xlsx.py", &kept(name, out.get_ref())), summary.losses)
}

/// Excel has no day before, and one too many.
fn in_excel(day: NaiveDate) -> bool {
    day >= NaiveDate::from_ymd_opt(1900, 3, 1).expect("a date")
}

fn date(moment: NaiveDateTime) -> Option<String> {
    Some(format!("date:{}", moment.format("%Y-%m-%dT%H:%M:%S")))
}

fn expected(kind: Kind, cell: Cell<'_>) -> Option<String> {
    let midnight = |day: NaiveDate| date(day.and_hms_opt(0, 0, 0).expect("midnight"));
    match cell {
        Cell::Blank => None,
        Cell::Missing(reason) => Some(format!("number:{}", reason.code())),
        Cell::Number(number) => Some(format!("number:{number}")),
        Cell::Decimal(number) => Some(format!("number:{number}")),
        Cell::Text(text) => Some(format!("text:{}", cut_at_units(text, 32_767))),
        Cell::Date(day) if in_excel(day) => midnight(day),
        Cell::Date(day) if kind == Kind::Month => Some(format!("text:{}", day.format("%Y-%m"))),
        Cell::Date(day) => Some(format!("text:{}", day.format("%Y-%m-%d"))),
        Cell::Moment(moment) if in_excel(moment.date_naive()) => date(moment.naive_utc()),
        Cell::Moment(moment) => Some(format!("text:{}", moment.format("%Y-%m-%dT%H:%M:%SZ"))),
    }
}

/// The same double, however many digits a program gives it.
fn is_same(told: Option<&str>, expected: Option<&str>) -> bool {
    let number = |text: Option<&str>| text?.strip_prefix("number:")?.parse::<f64>().ok();
    told == expected || number(told).is_some() && number(told) == number(expected)
}

fn compare(dataset: &Dataset, hard: &Hard, read: &Value) {
    let sheet = read["sheets"]["Data"].as_array().expect("a sheet");
    let variables = dataset.variables();
    assert_eq!(sheet.len(), 1 + hard.rows().count());
    let names = variables.iter().map(|variable| Value::from(format!("text:{}", variable.name)));
    assert_eq!(sheet[0], Value::Array(names.collect()));
    for (row, told) in hard.rows().zip(&sheet[1..]) {
        for (place, (variable, cell)) in variables.iter().zip(row).enumerate() {
            // A sheet ends with the last cell that holds something.
            let told = told.get(place).and_then(Value::as_str);
            let cell = variable.admit(cell).expect("it fits");
            let expected = expected(variable.kind, cell);
            assert!(is_same(told, expected.as_deref()), "{}: {told:?}", variable.name);
        }
    }
}

#[test]
fn openpyxl_reads_each_name_and_each_cell_of_five_thousand_variables_and_no_formula() {
    let hard = Hard::new(5000).expect("a schema");

    let (read, losses) = read(&hard, "openpyxl.xlsx");

    compare(hard.dataset(), &hard, &read);
    assert_eq!(read["frozen"], serde_json::json!({"Data": "A2", "Codebook": "A2"}));
    let cut: Vec<_> = losses.iter().map(|loss| (loss.variable.as_ref(), loss.lost)).collect();
    let long = hard.dataset().variables().iter().find(|own| own.name.as_str() == "words_long");
    assert_eq!(cut, [(long.map(|own| &own.name), Lost::TextCut)]);
}

#[test]
fn openpyxl_reads_what_each_variable_means_in_the_codebook() {
    let hard = Hard::new(0).expect("a schema");

    let (read, _) = read(&hard, "codebook.xlsx");

    let sheet = read["sheets"]["Codebook"].as_array().expect("a sheet");
    assert_eq!(sheet.len(), 1 + hard.dataset().variables().len());
    for (variable, told) in hard.dataset().variables().iter().zip(&sheet[1..]) {
        assert_eq!(told[0], format!("text:{}", variable.name));
        assert_eq!(told[1], format!("text:{}", variable.label));
        let codes = told[4].as_str().and_then(|text| text.strip_prefix("text:")).unwrap_or("");
        assert_eq!(codes.lines().count(), variable.labels.len());
        assert!(variable.labels.iter().all(|label| codes.contains(&label.text)));
        let missing = told[5].as_str().and_then(|text| text.strip_prefix("text:")).unwrap_or("");
        assert_eq!(missing.lines().count(), variable.missing.len());
    }
    assert_eq!(read["about"]["title"], hard.dataset().title());
    assert_eq!(read["about"]["description"], hard.dataset().notes().join("\n"));
}
