//! SPSS's system file, by PSPP, by pyreadstat and by haven of R.

mod again;

mod expected;

#[expect(dead_code, reason = "the tests of `sav` use all of it")]
#[path = "../sav/given.rs"]
mod given;

use std::{io::Cursor, path::PathBuf, process::Command, sync::Arc};

use datasets::{Writer, hard::Hard, sav::Sav};
use serde_json::Value;

use self::expected::Expected;
use crate::asked::{by_python, kept, printed};

fn hard() -> Hard {
    Hard::new(5000).expect("a schema")
}

/// The hard dataset as a file with 5,000 variables.
fn written(name: &str) -> PathBuf {
    let hard = hard();
    let mut file = Cursor::new(Vec::new());
    let dataset = Arc::new(hard.dataset().clone());
    let mut writer = Box::new(Sav::create(dataset, &mut file).expect("a dictionary"));
    for row in hard.rows() {
        writer.row(&row).expect("it fits");
    }
    writer.finish().expect("the end");
    kept(name, file.get_ref())
}

fn texts(list: &Value) -> Vec<&str> {
    list.as_array().expect("a list").iter().map(|text| text.as_str().expect("a text")).collect()
}

#[test]
fn pyreadstat_reads_names_labels_missing_codes_formats_and_each_cell() {
    let hard = hard();
    let rows: Vec<_> = hard.rows().collect();
    let read = by_python("read_sav.py", &written("pyreadstat.sav"));

    assert_eq!(read["encoding"], "UTF-8");
    assert_eq!(read["rows"], datasets::hard::ROWS);
    assert_eq!(read["title"], datasets::cut_at(hard.dataset().title(), 64).trim_end());
    assert_eq!(read["notes"][0], hard.dataset().notes()[0]);
    let members = texts(&read["sets"]["barrier"]["variable_list"]);
    assert_eq!(members, ["barrier_01", "barrier_02", "barrier_03", "barrier_96", "barrier_97"]);
    assert_eq!(read["sets"]["barrier"]["counted_value"], 1);
    let columns = read["columns"].as_array().expect("columns");
    assert_eq!(columns.len(), hard.dataset().variables().len());
    for (place, (variable, column)) in hard.dataset().variables().iter().zip(columns).enumerate() {
        let expected = Expected::of(variable);
        let name = variable.name.as_str();
        assert_eq!(column["name"], name);
        assert_eq!(column["label"], expected.label, "{name}");
        assert_eq!(column["format"], expected.format, "{name}");
        assert_eq!(column["measure"], expected.measure, "{name}");
        let range = &column["missing"][0];
        let range = range.as_object().map(|range| (range["lo"].as_f64(), range["hi"].as_f64()));
        assert_eq!(range, expected.has_codes.then_some((Some(-9.0), Some(-1.0))), "{name}");
        let labels = column["labels"].as_array().expect("labels").iter().map(texts);
        assert!(expected.has_labels(labels.map(|pair| (pair[0], pair[1]))), "{name}");
        for (row, read) in rows.iter().zip(texts(&column["cells"])) {
            assert!(expected.is_cell(row[place], read), "{name}: {read:.40}");
        }
    }
}

#[test]
fn haven_reads_names_labels_missing_codes_and_each_cell() {
    let hard = hard();
    let rows: Vec<_> = hard.rows().collect();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/readers/read_sav.R");
    let file = written("haven.sav");
    let read = printed(Command::new("Rscript").arg(script).arg(file).env("LC_ALL", "C.UTF-8"));
    let read = String::from_utf8(read).expect("UTF-8");
    let columns: Vec<Vec<_>> =
        read.split_terminator('\x1e').map(|column| column.split('\x1c').collect()).collect();

    assert_eq!(columns.len(), hard.dataset().variables().len());
    for (place, (variable, column)) in hard.dataset().variables().iter().zip(&columns).enumerate() {
        let [name, label, range, values, meanings, cells] = column.as_slice() else {
            panic!("not six parts: {column:?}");
        };
        let mut expected = Expected::of(variable);
        expected.counts_from_1970 = true;
        assert_eq!(*name, variable.name.as_str());
        assert_eq!(*label, expected.label, "{name}");
        assert_eq!(*range, if expected.has_codes { "-9\x1d-1" } else { "" }, "{name}");
        let labels = values.split('\x1d').zip(meanings.split('\x1d'));
        assert!(expected.has_labels(labels.filter(|(value, _)| !value.is_empty())), "{name}");
        let cells: Vec<_> = cells.split('\x1d').collect();
        assert_eq!(cells.len() as u64, datasets::hard::ROWS);
        for (row, read) in rows.iter().zip(cells) {
            assert!(expected.is_cell(row[place], read), "{name}: {read:.40}");
        }
    }
}

#[test]
fn pyreadstat_reads_what_long_words_mean_in_each_of_two_variables() {
    let dataset = given::everything();
    let file = kept("words.sav", &given::written(&dataset, &[]).0);
    let read = by_python("read_sav.py", &file);
    for (variable, column) in
        dataset.variables().iter().zip(read["columns"].as_array().expect("columns"))
    {
        let labels = column["labels"].as_array().expect("labels").iter().map(texts);
        let expected = Expected::of(variable);
        assert!(expected.has_labels(labels.map(|pair| (pair[0], pair[1]))), "{}", variable.name);
    }
}
