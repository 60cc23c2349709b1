//! Datasets for the tests, and how they are written and read.

use std::{io::Cursor, sync::Arc};

use datasets::{
    Cell, Code, Dataset, Kind, Label, Measure, Name, Origin, Outline, ResponseSet, Summary,
    Variable, Writer,
    sav::{Reader, Sav},
};

pub fn name(text: &str) -> Name {
    Name::new(text).expect("a name")
}

pub fn dataset(variables: Vec<Variable>) -> Dataset {
    Dataset::new(outline(variables)).expect("it is in order")
}

pub fn outline(variables: Vec<Variable>) -> Outline {
    Outline {
        name: name("wide"),
        title: "Everybody".to_owned(),
        notes: vec!["Invented people.".to_owned()],
        language: "en-GB".to_owned(),
        variables,
        sets: Vec::new(),
    }
}

pub fn words(of: &str, bytes: Option<u32>) -> Variable {
    Variable::new(name(of), "Words", Kind::Text { bytes })
}

/// A word with what it means, for [`Variable::labels`].
pub fn labelled(word: &str, text: &str) -> Label {
    Label { code: Code::Word(word.to_owned()), text: text.to_owned() }
}

/// Something of everything that a system file holds.
pub fn everything() -> Dataset {
    let region = Variable {
        labels: vec![labelled("Llanfair Pwllgwyngyll", "In Wales")],
        ..words("w1_region_of_residence", Some(24))
    };
    let mode = Variable {
        labels: vec![labelled("telephone", "By telephone"), labelled("web", "Online")],
        ..words("mode_of_answer", Some(300))
    };
    let stands = Variable {
        labels: vec![labelled("done", "Sent"), labelled("not-due", "Not due")],
        ..words("stands", Some(8))
    };
    let set = ResponseSet { name: name("barrier"), label: "Barriers".to_owned(), counted: 1 };
    let variables = vec![
        words("row_key", Some(8)),
        ticked("barrier_01", "Barrier: health"),
        ticked("barrier_02", "Barrier: care"),
        hours(),
        stands,
        region,
        mode,
        Variable::new(name("born"), "Date of birth", Kind::Date),
        Variable::new(name("sent_utc"), "Sent", Kind::Moment),
        Variable::new(name("began_the_job"), "Month", Kind::Month),
    ];
    Dataset::new(Outline { sets: vec![set], ..outline(variables) }).expect("it is in order")
}

fn ticked(of: &str, label: &str) -> Variable {
    let own = Variable::new(name(of), label, Kind::Whole { least: 0, most: 1 });
    Variable { set: Some(name("barrier")), ..own.coded([(0, "No"), (1, "Yes")]) }
}

fn hours() -> Variable {
    Variable {
        measure: Measure::Ordinal,
        origin: Origin {
            question: "How many hours do you work in a usual week?".to_owned(),
            universe: "Who works".to_owned(),
            source: "Invented for 'this' test".to_owned(),
            wave: "w1".to_owned(),
            ..Origin::default()
        },
        ..Variable::new(name("hours"), "Hours a week", Kind::Decimal { places: 1 })
    }
}

/// The file, and what was told of it.
pub fn written(dataset: &Dataset, rows: &[&[Cell<'_>]]) -> (Vec<u8>, Summary) {
    let mut file = Cursor::new(Vec::new());
    let created = Sav::create(Arc::new(dataset.clone()), &mut file);
    let mut writer = Box::new(created.expect("a dictionary"));
    for row in rows {
        writer.row(row).expect("a row");
    }
    let summary = writer.finish().expect("the end");
    (file.into_inner(), summary)
}

pub fn opened(file: &[u8]) -> Reader<&[u8]> {
    Reader::open(file).expect("a system file")
}
