//! Setup files, run by PSPP and by R.

mod by_pspp;

mod by_r;

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use datasets::{
    Cell, Dataset, Kind, Label, Name, Outline, ResponseSet, Variable, Writer,
    csv::Csv,
    hard::{HOSTILE, Hard},
};

/// A folder with the CSV of a dataset and nothing else, of one test only.
fn folder(name: &str, dataset: &Dataset, rows: &[Vec<Cell<'_>>]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("an old folder");
    }
    fs::create_dir(&folder).expect("a folder");
    let mut out = Vec::new();
    let mut writer = Box::new(Csv::create(Arc::new(dataset.clone()), &mut out).expect("names"));
    for row in rows {
        writer.row(row).expect("it fits");
    }
    writer.finish().expect("the end");
    fs::write(folder.join(format!("{}.csv", dataset.name())), out).expect("a file");
    folder
}

/// What lies in a folder: nothing that a label has made.
fn files(folder: &Path) -> BTreeSet<String> {
    let files = fs::read_dir(folder).expect("a folder");
    files.map(|file| file.expect("a file").file_name().into_string().expect("a name")).collect()
}

fn name(text: &str) -> Name {
    Name::new(text).expect("a name")
}

/// A dataset in which everything that is said in words would like to run.
fn hostile() -> (Dataset, Vec<Vec<Cell<'static>>>) {
    let mut variables = vec![Variable::new(name("row_key"), "Key", Kind::Text { bytes: Some(8) })];
    for (number, label) in HOSTILE.into_iter().enumerate() {
        let own =
            Variable::new(name(&format!("of_{number}")), label, Kind::Whole { least: 0, most: 1 });
        let set = (number < 2).then(|| name("set"));
        variables.push(Variable { set, ..own.coded([(0, label), (1, "Yes")]) });
    }
    let mut word = Variable::new(name("word"), "Words", Kind::Text { bytes: Some(40) });
    let labels = HOSTILE.into_iter().filter(|text| (1..=40).contains(&text.len()));
    let code = |text: &str| datasets::Code::Word(text.to_owned());
    word.labels = labels.map(|text| Label { code: code(text), text: text.to_owned() }).collect();
    variables.push(word);
    let row = |number| {
        let mut row = vec![Cell::Text("ANNA")];
        row.extend(HOSTILE.map(|_| Cell::Number(number)));
        row.push(Cell::Text("done"));
        row
    };
    let outline = Outline {
        name: name("row"),
        title: HOSTILE.join(" "),
        notes: HOSTILE.map(str::to_owned).to_vec(),
        language: "en".to_owned(),
        variables,
        sets: vec![ResponseSet { name: name("set"), label: HOSTILE[7].to_owned(), counted: 1 }],
    };
    (Dataset::new(outline).expect("it is in order"), vec![row(0), row(1)])
}

fn hard() -> Hard {
    Hard::new(0).expect("a schema")
}

/// What a label is in every program: on one line.
fn on_a_line(label: &str) -> String {
    label.replace(|c: char| c.is_control() || c == '\u{2028}' || c == '\u{2029}', " ")
}

/// A text as CSV has it.
fn in_csv(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}
