//! `.R`, by R, with nothing but what R brings.

use std::{collections::BTreeMap, fs, path::Path, process::Command};

use datasets::{Cell, Code, Dataset, Kind, Measure, Variable, missing::stata_letter, setup::r};

use super::{files, folder, hard, hostile, in_csv, on_a_line};
use crate::asked::printed;

/// Facts of each variable by their kind, in their order; of the dataset under `-`.
type Facts = BTreeMap<(String, String), Vec<String>>;

/// What R has read and labelled.
fn read(test: &str, dataset: &Dataset, rows: &[Vec<Cell<'_>>]) -> Facts {
    let folder = folder(test, dataset, rows);
    let mut script = Vec::new();
    let losses = r::write(dataset, &mut script).expect("a file");
    assert!(script.is_ascii() && losses.is_empty());
    fs::write(folder.join(format!("{}.R", dataset.name())), script).expect("a file");
    let before = files(&folder);

    let reader = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readers/read_setup.R");
    let mut program = Command::new("Rscript");
    program.arg("--vanilla").arg(reader).arg(dataset.name().as_str()).current_dir(&folder);
    // In the poorest of locales, to which R would translate words.
    let told = printed(program.env("LC_ALL", "C"));

    assert_eq!(files(&folder), before);
    let mut facts = Facts::new();
    for line in String::from_utf8(told).expect("UTF-8").lines() {
        let mut parts = line.trim_end_matches('\t').splitn(3, '\t').map(str::to_owned);
        let mut part = || parts.next().unwrap_or_default();
        facts.entry((part(), part())).or_default().push(part());
    }
    facts
}

fn words(hex: &str) -> String {
    let digits = hex.as_bytes().chunks(2);
    let byte = |pair: &[u8]| {
        let pair = std::str::from_utf8(pair).expect("digits");
        u8::from_str_radix(pair, 16).expect("a byte")
    };
    String::from_utf8(digits.map(byte).collect()).expect("UTF-8")
}

fn facts<'f>(facts: &'f Facts, of: &str, kind: &str) -> &'f [String] {
    facts.get(&(of.to_owned(), kind.to_owned())).map_or(&[], Vec::as_slice)
}

fn check_labels(dataset: &Dataset, read: &Facts) {
    for variable in dataset.variables() {
        let name = variable.name.as_str();
        assert_eq!(words(&facts(read, name, "label")[0]), on_a_line(&variable.label), "{name}");
        let measure = match variable.measure {
            Measure::Nominal => "nominal",
            Measure::Ordinal => "ordinal",
            Measure::Scale => "scale",
        };
        assert_eq!(facts(read, name, "measure"), [measure], "{name}");
        let own = variable.labels.iter().map(|label| (Some(&label.code), label.text.as_str()));
        let reasons = variable.missing.iter();
        let expected: Vec<_> =
            own.chain(reasons.clone().map(|reason| (None, reason.label()))).collect();
        let told = facts(read, name, "code");
        assert_eq!(told.len(), expected.len(), "{name}");
        let mut letters = reasons.map(|reason| format!(".{}", stata_letter(*reason)));
        for (told, (code, text)) in told.iter().zip(expected) {
            let (value, told) = told.split_once('\t').expect("a value and its words");
            assert_eq!(words(told), on_a_line(text), "{name}");
            match code {
                Some(Code::Number(code)) => {
                    assert_eq!(value.parse(), Ok(f64::from(*code)), "{name}")
                }
                Some(Code::Word(word)) => {
                    assert_eq!(words(value), word.replace('\0', ""), "{name}")
                }
                None => assert_eq!(Some(value.to_owned()), letters.next(), "{name}"),
            }
        }
        let labelled = !facts(read, name, "code").is_empty();
        let class = facts(read, name, "class")[0].as_str();
        assert_eq!(class.starts_with("haven_labelled vctrs_vctr "), labelled, "{name}: {class}");
    }
}

#[test]
fn r_reads_and_labels_every_cell_of_the_hard_dataset() {
    let hard = hard();
    let rows: Vec<_> = hard.rows().collect();
    let dataset = hard.dataset();

    let read = read("hard_by_r", dataset, &rows);

    check_labels(dataset, &read);
    assert_eq!(facts(&read, "-", "rows"), [rows.len().to_string()]);
    assert_eq!(words(&facts(&read, "-", "title")[0]), dataset.title());
    for (column, variable) in dataset.variables().iter().enumerate() {
        let told = facts(&read, variable.name.as_str(), "cell");
        assert_eq!(told.len(), rows.len());
        for (row, told) in rows.iter().zip(told) {
            check_cell(variable, variable.admit(row[column]).expect("it fits"), told);
        }
    }
}

fn check_cell(variable: &Variable, cell: Cell<'_>, told: &str) {
    let name = variable.name.as_str();
    match cell {
        Cell::Blank => assert_eq!(told, "NA", "{name}"),
        Cell::Missing(reason) => assert_eq!(told, format!(".{}", stata_letter(reason)), "{name}"),
        Cell::Number(number) => assert_eq!(told.parse(), Ok(number as f64), "{name}"),
        Cell::Decimal(number) => {
            let told: f64 = told.parse().expect("a number");
            assert!((told - number).abs() <= number.abs() * 1e-14, "{name}: {told}, {number}");
        }
        // R ends a line in one way only.
        Cell::Text(text) => {
            let text = in_csv(text).replace("\r\n", "\n").replace('\r', "\n");
            assert_eq!(words(told), text, "{name}");
        }
        Cell::Date(date) if variable.kind == Kind::Month => {
            assert_eq!(told, date.format("%Y-%m-01").to_string(), "{name}");
        }
        // R writes years of fewer than four digits without zeros.
        Cell::Date(date) => assert_eq!(format!("{told:0>10}"), date.to_string(), "{name}"),
        Cell::Moment(moment) => {
            assert_eq!(told, moment.format("%Y-%m-%dT%H:%M:%SZ").to_string(), "{name}");
        }
    }
}

#[test]
fn no_label_runs_in_r_and_each_is_read_as_it_is() {
    let (dataset, rows) = hostile();

    let read = read("hostile_by_r", &dataset, &rows);

    check_labels(&dataset, &read);
    let notes: Vec<_> = facts(&read, "-", "note").iter().map(|note| words(note)).collect();
    assert!(dataset.notes().iter().map(|note| on_a_line(note)).eq(notes));
    assert_eq!(words(&facts(&read, "-", "title")[0]), on_a_line(dataset.title()));
    let set = &facts(&read, "-", "set")[0];
    assert!(set.starts_with("set\t1\t") && set.ends_with("\tof_0 of_1"), "{set}");
}
