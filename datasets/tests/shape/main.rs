//! What becomes of a dataset before somebody is given it. Anna is 34, Ben is 85, and few share Carys's answer.

mod leaving;

mod banding;

mod rare_codes;

mod anything;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use datasets::{
    Cell, Code, Dataset, Kind, Missing, Name, Outline, ResponseSet, Variable,
    shape::{Rules, Shape},
};
use surveys::{
    collapsing::{Bands, Rare},
    keys::QuestionKey,
};

const AGES: Kind = Kind::Whole { least: 0, most: 120 };
const CODES: Kind = Kind::Whole { least: 1, most: 19 };
const GIVEN: Kind = Kind::Whole { least: 0, most: 0 };
const TICK: Kind = Kind::Whole { least: 0, most: 1 };

fn name(text: &str) -> Name {
    Name::new(text).expect("a name")
}

fn key(text: &str) -> QuestionKey {
    QuestionKey::new(text).expect("a key")
}

fn number(text: &str, kind: Kind) -> Variable {
    Variable::new(name(text), "Age", kind)
}

fn codes(text: &str) -> Variable {
    let labels = (1..=19).map(|code| (code, format!("Group {code}")));
    Variable::new(name(text), "Group", CODES).coded(labels)
}

fn ticked(text: &str) -> Variable {
    let tick = Variable::new(name(text), "Barrier", TICK).coded([(0, "No"), (1, "Yes")]);
    Variable { set: Some(name("w1_barrier")), ..tick }
}

/// A row for each person, as `wide` has it.
fn wide() -> Dataset {
    let variables = vec![
        Variable::new(name("row_key"), "Whose", Kind::Text { bytes: Some(26) }),
        number("w0_d_age", AGES),
        codes("w0_d_eth19"),
        codes("w1_d_eth19"),
        number("w1_hours", Kind::Decimal { places: 1 }),
        ticked("w1_barrier_01"),
        ticked("w1_barrier_97"),
        Variable::new(name("w1_since"), "Since when", Kind::Date),
        number("w1_since_st", GIVEN),
        number("w1_emp_st", AGES),
    ];
    let set = ResponseSet { name: name("w1_barrier"), label: "Barriers".to_owned(), counted: 1 };
    dataset("wide", variables, vec![set])
}

fn dataset(file: &str, variables: Vec<Variable>, sets: Vec<ResponseSet>) -> Dataset {
    let outline = Outline {
        name: Name::of_dataset(file).expect("a name"),
        title: "Everybody".to_owned(),
        notes: Vec::new(),
        language: "en-GB".to_owned(),
        variables,
        sets,
    };
    Dataset::new(outline).expect("it is in order")
}

fn rules() -> Rules {
    Rules { prefixes: ["w0", "w1"].map(str::to_owned).to_vec(), ..Rules::default() }
}

fn bands(variable: &str, from: &[i32]) -> Rules {
    Rules { bands: vec![Bands { variable: key(variable), from: from.to_vec() }], ..rules() }
}

fn rare(variable: &str) -> Rules {
    Rules { rare: vec![Rare { variable: key(variable), under: 3, other: 99 }], ..rules() }
}

fn names(of: &[&str]) -> BTreeSet<String> {
    of.iter().map(|name| (*name).to_owned()).collect()
}

fn row() -> Vec<Cell<'static>> {
    vec![
        Cell::Text("anna"),
        Cell::Number(34),
        Cell::Number(5),
        Cell::Missing(Missing::NotDue),
        Cell::Decimal(37.5),
        Cell::Number(1),
        Cell::Number(0),
        Cell::Date(NaiveDate::from_ymd_opt(2026, 12, 1).expect("a day")),
        Cell::Number(0),
        Cell::Number(7),
    ]
}

fn variable<'s>(shape: &'s Shape, name: &str) -> &'s Variable {
    let mut all = shape.dataset().variables().iter();
    all.find(|own| own.name.as_str() == name).expect("it stays")
}

fn labels(variable: &Variable) -> Vec<(i32, &str)> {
    let label = |label: &'_ datasets::Label| match label.code {
        Code::Number(code) => code,
        Code::Word(_) => panic!("it is a number"),
    };
    variable.labels.iter().map(|own| (label(own), own.text.as_str())).collect()
}
