//! What is told of files: the table, the page, and DDI.

mod ddi;

mod page;

mod table;

mod tree;

use std::sync::Arc;

use chrono::NaiveDate;
use datasets::{
    Change, Code, Codebook, Dataset, Described, Kind, Label, Missing, Name, Origin, Outline,
    ResponseSet, Variable,
    hard::{HOSTILE, Hard},
};

fn name(text: &str) -> Name {
    Name::new(text).expect("a name")
}

fn file(outline: Outline, rows: Option<u64>) -> Described {
    Described { dataset: Arc::new(Dataset::new(outline).expect("it is in order")), rows }
}

fn of_wave(wave: &str, section: &str) -> Origin {
    Origin { wave: wave.to_owned(), section: section.to_owned(), ..Origin::default() }
}

fn ticked(key: &str, option: &str) -> Variable {
    let yes = Kind::Whole { least: 0, most: 1 };
    let own = Variable::new(name(key), option, yes).coded([(0, "Not ticked"), (1, "Ticked")]);
    let origin = Origin { question: "What is hard?".to_owned(), ..of_wave("w1", "Work") };
    Variable { set: Some(name("barrier")), origin, missing: vec![Missing::DontKnow], ..own }
}

/// A word, and no answer.
fn status() -> Variable {
    let mut status =
        Variable::new(name("w1_status"), "How the wave stands", Kind::Text { bytes: Some(8) });
    status.labels = vec![Label { code: Code::Word("done".to_owned()), text: "Sent".to_owned() }];
    Variable { origin: of_wave("w1", ""), ..status }
}

/// One of which all is known.
fn works() -> Variable {
    let works = Variable::new(name("w1_works"), "In paid work", Kind::Whole { least: 1, most: 2 });
    let change = Change {
        wave: "w1".to_owned(),
        what: "“last week” became “last month”".to_owned(),
    };
    let origin = Origin {
        question: "Did you do any paid work last month?\nInclude odd jobs.".to_owned(),
        universe: "Everybody aged 16 or over".to_owned(),
        source: "Invented for this study; CC BY 4.0".to_owned(),
        asked_in: vec!["w0".to_owned(), "w1".to_owned()],
        changes: vec![change],
        ..of_wave("w1", "Work")
    };
    Variable { origin, ..works.coded([(1, "Yes"), (2, "No")]) }
}

/// A person's variables, and those of two waves, of an invented study.
fn wide() -> Outline {
    let ends = Variable::new(name("w1_satisfied"), "Satisfied", Kind::Whole { least: 0, most: 10 });
    let dated = |key: &str, kind| Variable {
        origin: of_wave("w2", "Dates"),
        ..Variable::new(name(key), key, kind)
    };
    Outline {
        name: name("wide"),
        title: "A row for each person".to_owned(),
        notes: vec!["All people in it are invented.".to_owned()],
        language: "en-GB".to_owned(),
        variables: vec![
            Variable::new(name("row_key"), "Names the person", Kind::Text { bytes: Some(8) }),
            status(),
            works(),
            Variable {
                origin: of_wave("w1", "Life"),
                ..ends.coded([(0, "Not at all"), (10, "Completely")])
            },
            ticked("w1_barrier_01", "Health"),
            ticked("w1_barrier_02", "Travel"),
            Variable::new(name("hours"), "=Hours", Kind::Decimal { places: 1 }),
            dated("w2_born", Kind::Date),
            dated("w2_began", Kind::Month),
            dated("w2_sent_utc", Kind::Moment),
        ],
        sets: vec![ResponseSet {
            name: name("barrier"),
            label: "What is hard?".to_owned(),
            counted: 1,
        }],
    }
}

/// In Arabic.
fn long() -> Outline {
    let own = Variable::new(name("works"), "هل تعمل؟", Kind::Whole { least: 1, most: 2 });
    let origin = Origin {
        question: "هل تعمل (بأجر)؟".to_owned(), ..of_wave("w0; w1", "العمل")
    };
    Outline {
        name: name("by_wave"),
        title: "صف لكل موجة".to_owned(),
        notes: Vec::new(),
        language: "ar".to_owned(),
        variables: vec![Variable { origin, ..own.coded([(1, "نعم"), (2, "لا")]) }],
        sets: Vec::new(),
    }
}

fn codebook() -> Codebook {
    let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).expect("a date");
    Codebook {
        title: "Work & health".to_owned(),
        id: "ISRCTN00000000".to_owned(),
        language: "en-GB".to_owned(),
        authors: vec!["An invented university".to_owned()],
        about: vec!["An invented trial.".to_owned(), "Nobody was asked.".to_owned()],
        asked: Some((day(1), day(30))),
        modes: vec!["On the web".to_owned(), "By telephone".to_owned()],
        conditions: "For nobody".to_owned(),
        files: vec![file(wide(), Some(2)), file(long(), None)],
    }
}

/// Words that would like to run wherever words can be.
fn hostile() -> Codebook {
    let of = |(number, text): (usize, &str)| {
        let own =
            Variable::new(name(&format!("of_{number}")), text, Kind::Whole { least: 0, most: 1 });
        let text = text.to_owned();
        let change = Change { wave: text.clone(), what: text.clone() };
        let origin = Origin {
            question: text.clone(),
            universe: text.clone(),
            source: text.clone(),
            wave: text.clone(),
            section: text.clone(),
            asked_in: vec![text.clone()],
            changes: vec![change],
            form: text.clone(),
            remark: text.clone(),
            told: None,
        };
        Variable { origin, ..own.coded([(1, text)]) }
    };
    let outline = Outline {
        title: HOSTILE.concat(),
        notes: HOSTILE.map(str::to_owned).to_vec(),
        variables: HOSTILE.into_iter().enumerate().map(of).collect(),
        sets: Vec::new(),
        ..wide()
    };
    let texts = || HOSTILE.map(str::to_owned).to_vec();
    Codebook {
        title: HOSTILE.concat(),
        id: HOSTILE[16].to_owned(),
        authors: texts(),
        about: texts(),
        modes: texts(),
        conditions: HOSTILE.concat(),
        files: vec![file(outline, None)],
        ..codebook()
    }
}

/// The hard dataset.
fn hard() -> Codebook {
    let dataset = Hard::new(0).expect("a schema").dataset().clone();
    let files = vec![Described { dataset: Arc::new(dataset), rows: Some(24) }];
    Codebook { files, ..codebook() }
}
