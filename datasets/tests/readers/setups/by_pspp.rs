//! `.sps`, by PSPP, and what it has saved by pyreadstat.

use std::{fs, process::Command};

use chrono::{NaiveDate, NaiveDateTime};
use datasets::{Cell, Code, Dataset, Measure, Variable, cut_at, setup::spss};
use serde_json::Value;

use super::{files, folder, hard, hostile, in_csv, on_a_line};
use crate::asked::{by_python, printed};

/// What PSPP has read and labelled.
fn read(test: &str, dataset: &Dataset, rows: &[Vec<Cell<'_>>]) -> Value {
    let folder = folder(test, dataset, rows);
    let mut syntax = Vec::new();
    spss::write(dataset, &mut syntax).expect("a file");
    syntax.extend(b"SAVE OUTFILE=\"made.sav\".\n");
    fs::write(folder.join("made.sps"), syntax).expect("a file");

    let told = printed(
        Command::new("pspp")
            .args(["--no-output", "-e", "told.txt", "made.sps"])
            .current_dir(&folder),
    );

    let warned = fs::read_to_string(folder.join("told.txt")).unwrap_or_default();
    assert_eq!((String::from_utf8_lossy(&told).as_ref(), warned.as_str()), ("", ""));
    let csv = format!("{}.csv", dataset.name());
    assert!(
        files(&folder).is_subset(
            &[csv.as_str(), "made.sps", "made.sav", "told.txt"].map(str::to_owned).into()
        )
    );
    by_python("read_labelled.py", &folder.join("made.sav"))
}

fn check_dictionary(dataset: &Dataset, read: &Value) {
    let variables = dataset.variables();
    let names: Vec<_> = variables.iter().map(|own| Value::from(own.name.as_str())).collect();
    assert_eq!(read["names"], Value::from(names));
    for variable in variables {
        let name = variable.name.as_str();
        let label = on_a_line(&variable.label);
        assert_eq!(read["labels"][name], cut_at(&label, 255), "{name}");
        let measure = match variable.measure {
            Measure::Nominal => "nominal",
            Measure::Ordinal => "ordinal",
            Measure::Scale => "scale",
        };
        assert_eq!(read["measures"][name], measure, "{name}");
        let ranges = &read["ranges"][name];
        if variable.missing.is_empty() {
            assert!(ranges.is_null(), "{name}");
        } else {
            assert_eq!(ranges.to_string(), "[[-9.0,-1.0]]", "{name}");
        }
        check_labels(variable, &read["values"][name]);
    }
}

fn check_labels(variable: &Variable, read: &Value) {
    let numbers = variable.numbered().map(|(code, text)| (format!("{code}.0"), text));
    let words = variable.labels.iter().filter_map(|label| match &label.code {
        Code::Word(word) if on_a_line(word) == *word => Some((word.clone(), label.text.as_str())),
        _ => None,
    });
    let expected: Vec<_> = numbers.chain(words).collect();
    let count = read.as_object().map_or(0, serde_json::Map::len);
    assert_eq!(count, expected.len(), "{}", variable.name);
    for (code, text) in expected {
        assert_eq!(read[&code], cut_at(&on_a_line(text), 120), "{} {code}", variable.name);
    }
}

/// The texts of a row as SPSS takes them: what is longer, and what breaks a line, is for the `.sav`.
fn on_lines(row: &[Cell<'_>]) -> Vec<Option<String>> {
    let text = |cell: &Cell<'_>| match cell {
        Cell::Text(text) => Some(cut_at(&text.replace(['\r', '\n'], " "), 32_767).to_owned()),
        _ => None,
    };
    row.iter().map(text).collect()
}

#[test]
fn pspp_reads_and_labels_every_cell_of_the_hard_dataset_that_stands_on_a_line() {
    let hard = hard();
    let texts: Vec<_> = hard.rows().map(|row| on_lines(&row)).collect();
    let rows = hard.rows().zip(&texts).map(|(row, texts)| {
        let both = row.into_iter().zip(texts);
        both.map(|(cell, text)| text.as_deref().map_or(cell, Cell::Text)).collect()
    });
    let rows: Vec<Vec<_>> = rows.collect();
    let dataset = hard.dataset();

    let read = read("hard_by_pspp", dataset, &rows);

    check_dictionary(dataset, &read);
    assert_eq!(read["rows"].as_array().map(Vec::len), Some(rows.len()));
    for (place, row) in rows.iter().enumerate() {
        for (column, (variable, cell)) in dataset.variables().iter().zip(row).enumerate() {
            let cell = variable.admit(*cell).expect("it fits");
            let told = read["rows"][place][column].as_str().expect("a text");
            check_cell(variable, cell, told);
        }
    }
    let formats = ["born", "began", "started_job", "every_code_decimal", "row_key"]
        .map(|name| &read["formats"][name]);
    assert_eq!(formats, ["DATE11", "DATETIME20", "MOYR8", "F15.2", "A9"]);
}

fn check_cell(variable: &Variable, cell: Cell<'_>, told: &str) {
    let name = variable.name.as_str();
    let first = NaiveDate::from_ymd_opt(1582, 10, 14).expect("a date").and_time(Default::default());
    let seconds = |at: NaiveDateTime| (at - first).num_seconds();
    let at = match cell {
        Cell::Blank => return assert_eq!(told, "", "{name}"),
        Cell::Text(text) => {
            let text = in_csv(text);
            let text = cut_at(&text, 32_767);
            return assert_eq!(told, text.trim_end_matches(' '), "{name}");
        }
        Cell::Missing(reason) => {
            return assert_eq!(told.parse(), Ok(f64::from(reason.code())), "{name}");
        }
        Cell::Number(number) => return assert_eq!(told.parse(), Ok(number as f64), "{name}"),
        Cell::Decimal(number) => {
            let told: f64 = told.parse().expect("a number");
            return assert!(
                (told - number).abs() <= number.abs() * 1e-14,
                "{name}: {told}, {number}"
            );
        }
        Cell::Date(date) => seconds(date.and_time(Default::default())),
        Cell::Moment(moment) => seconds(moment.naive_utc()),
    };
    // Its calendar begins on the next day.
    let told: Option<f64> = (!told.is_empty()).then(|| told.parse().expect("seconds"));
    assert_eq!(told, (at >= 86_400).then_some(at as f64), "{name}");
}

#[test]
fn no_label_runs_in_spss_and_each_is_read_as_it_is() {
    let (dataset, rows) = hostile();

    let read = read("hostile_by_pspp", &dataset, &rows);

    check_dictionary(&dataset, &read);
    assert_eq!(read["title"], cut_at(&on_a_line(dataset.title()), 60).trim_end());
    let notes: String =
        read["notes"].as_array().expect("notes").iter().filter_map(Value::as_str).collect();
    let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let whole: String = dataset.notes().iter().map(|note| letters(&on_a_line(note))).collect();
    assert!(letters(&notes).starts_with(&whole), "{notes}");
}
