//! The columns of a dataset. They come from the instrument, never from the data, so that two exports
//! of one study always have the same columns.

pub mod arm;

mod shown;

mod takes;

use std::collections::{BTreeMap, BTreeSet};

pub use self::{shown::Shown, takes::Takes};
use crate::{
    definition::{Choice, Derived, Formula, Kind, Otherwise, Question, Row, Survey},
    keys::QuestionKey,
    scoring::DOES_NOT_APPLY,
};

/// What stands beside the answers in an export, under these names: how each response came about, and whose it is.
pub const BESIDE: [&str; 17] = [
    "row_key",
    "wave",
    "status",
    "mode_start",
    "mode_end",
    "mode_switches",
    "interviewer_id",
    "n_attempts",
    "last_outcome",
    "lang_start",
    "lang_end",
    "started_utc",
    "finished_utc",
    "q_version",
    "outwindow",
    "proxy",
    "exposure_days",
];

/// One column, without its wave's prefix.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// The name, at most 28 characters.
    pub name: String,
    /// The variable whose value it shows.
    pub variable: String,
    /// The label, at most 80 characters.
    pub label: String,
    /// The whole question; empty for derived variables.
    pub text: String,
    /// Who was asked, as a condition; `derived` and `check` for what was not asked.
    pub universe: String,
    /// What it shows.
    pub shows: Shows,
    /// What can stand in it. None where one version takes dates in one case and numbers in another.
    pub takes: Option<Takes>,
    /// Codes and their labels, without the missing codes.
    pub codes: Vec<(i32, String)>,
    /// Whether the codes are numbers that something is worked out from, and so have an order.
    pub is_counted: bool,
    /// Where the wording comes from.
    pub source: String,
}

/// What a column shows of its variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shows {
    /// The code, or the number.
    Number,
    /// 1 when this code was ticked, otherwise 0.
    Ticked(i32),
    /// The date, `YYYY-MM-DD`; empty when missing.
    Date,
    /// The month, `YYYY-MM`; empty when missing.
    Month,
    /// 0 when there is a date or a text, otherwise the missing code.
    Status,
}

/// The columns of a survey, in the order of its questions, derived variables and checks. What the
/// vault keeps has no column, and words have none: they go to a file of their own.
#[must_use]
pub fn columns(survey: &Survey) -> Vec<Column> {
    let asked = survey.questions().filter(|question| !question.vault);
    let mut columns: Vec<_> = asked.flat_map(of_question).collect();
    let shows_it = |column: &&Column| !matches!(column.shows, Shows::Status | Shows::Ticked(_));
    let takes = |column: &Column| Some((column.variable.clone(), column.takes?));
    let mut known: BTreeMap<_, _> = columns.iter().filter(shows_it).filter_map(takes).collect();
    for derived in &survey.derived {
        let column = worked_out(derived, &known);
        known.extend(takes(&column));
        columns.push(column);
    }
    for check in &survey.checks {
        let name = check.key.to_string();
        if columns.iter().all(|column| column.name != name) {
            columns.push(applied(name));
        }
    }
    let counted: BTreeSet<_> =
        survey.derived.iter().flat_map(counted).map(String::as_str).collect();
    for column in &mut columns {
        column.is_counted = counted.contains(column.variable.as_str());
    }
    columns
}

/// The variables of a survey that are an age in years.
pub fn ages(survey: &Survey) -> impl Iterator<Item = &QuestionKey> {
    let is_age =
        |derived: &&Derived| matches!(derived.otherwise, Otherwise::Formula(Formula::Age { .. }));
    survey.derived.iter().filter(is_age).map(|derived| &derived.key)
}

fn worked_out(derived: &Derived, known: &BTreeMap<String, Takes>) -> Column {
    let takes = Takes::of_derived(derived, known);
    Column {
        name: derived.key.to_string(),
        variable: derived.key.to_string(),
        label: derived.label.clone(),
        text: String::new(),
        universe: "derived".to_owned(),
        shows: match takes {
            Some(Takes::Date) => Shows::Date,
            Some(Takes::Month) => Shows::Month,
            _ => Shows::Number,
        },
        takes,
        codes: labels(&derived.codes),
        is_counted: false,
        source: derived.scored_by().unwrap_or_default(),
    }
}

/// Of a check: whether it applied.
fn applied(name: String) -> Column {
    Column {
        variable: name.clone(),
        label: format!("Check {name} applied"),
        text: String::new(),
        universe: "check".to_owned(),
        shows: Shows::Number,
        takes: Some(Takes::TICK),
        codes: vec![(0, "No".to_owned()), (1, "Yes".to_owned())],
        is_counted: false,
        source: String::new(),
        name,
    }
}

/// What is added up.
fn counted(derived: &Derived) -> &[String] {
    match &derived.otherwise {
        Otherwise::Formula(Formula::Sum { of } | Formula::Mean { of, .. }) => of,
        Otherwise::Formula(Formula::Score(scored)) => &scored.of,
        _ => &[],
    }
}

fn of_question(question: &Question) -> Vec<Column> {
    let key = question.key.as_str();
    let whole = |shows, codes| column(question, (key, key), question.label.clone(), shows, codes);
    match &question.kind {
        Kind::Single { options } => vec![whole(Shows::Number, words(question, options))],
        Kind::Multiple { options } => ticked(question, options),
        Kind::Number { .. } => vec![whole(Shows::Number, Vec::new())],
        Kind::Scale { low, high } => {
            vec![whole(Shows::Number, ends(question, low, high))]
        }
        Kind::Grid { low, high, rows } => in_rows(question, rows, &ends(question, low, high)),
        Kind::Amount { period, periods, .. } => {
            let names = (period.as_str(), period.as_str());
            let label = format!("{}: period", question.label);
            let period = column(question, names, label, Shows::Number, words(question, periods));
            let takes = Some(Takes::codes(periods));
            vec![whole(Shows::Number, Vec::new()), Column { takes, ..period }]
        }
        Kind::Date { .. } => vec![whole(Shows::Date, Vec::new()), status(question)],
        Kind::Month { .. } => vec![whole(Shows::Month, Vec::new()), status(question)],
        Kind::Text { .. } => vec![status(question)],
        Kind::Contact => Vec::new(),
    }
}

/// A row whose words are not given out is known by its place.
fn in_rows(question: &Question, rows: &[Row], ends: &[(i32, String)]) -> Vec<Column> {
    let row = |(place, row): (usize, &Row)| {
        let name = format!("{}_{}", question.key, row.key);
        let label = match question.withheld {
            true => format!("{} item {place}", question.label),
            false => of_part(&question.label, &row.text),
        };
        let column = column(question, (&name, &name), label, Shows::Number, ends.to_vec());
        if question.withheld { Column { text: column.label.clone(), ..column } } else { column }
    };
    (1..).zip(rows).map(row).collect()
}

fn ticked(question: &Question, options: &[Choice]) -> Vec<Column> {
    let key = question.key.as_str();
    let ticked = |((code, name), (_, words)): ((i32, String), (i32, String))| {
        let label = of_part(&question.label, &words);
        let codes = vec![(0, "Not ticked".to_owned()), (1, "Ticked".to_owned())];
        column(question, (&name, key), label, Shows::Ticked(code), codes)
    };
    question.ticked().into_iter().zip(words(question, options)).map(ticked).collect()
}

fn status(question: &Question) -> Column {
    let key = question.key.as_str();
    let (name, label) = (format!("{key}_st"), format!("{}: status", question.label));
    column(question, (&name, key), label, Shows::Status, vec![(0, "Given".to_owned())])
}

fn column(
    question: &Question,
    (name, variable): (&str, &str),
    label: String,
    shows: Shows,
    codes: Vec<(i32, String)>,
) -> Column {
    Column {
        name: name.to_owned(),
        variable: variable.to_owned(),
        label: shortened(&label),
        text: if question.withheld { question.label.clone() } else { question.text.clone() },
        universe: question.asked_if.to_string(),
        shows,
        takes: Some(match shows {
            Shows::Status => Takes::GIVEN,
            _ => Takes::of_question(question),
        }),
        codes,
        is_counted: false,
        source: question.source.clone().unwrap_or_default(),
    }
}

fn labels(options: &[Choice]) -> Vec<(i32, String)> {
    options.iter().map(|choice| (choice.code, choice.text.clone())).collect()
}

/// The options of a question, or what stands for their words where these are not given out.
fn words(question: &Question, options: &[Choice]) -> Vec<(i32, String)> {
    if question.withheld { stubs(options) } else { labels(options) }
}

/// In the order of the options.
fn stubs(options: &[Choice]) -> Vec<(i32, String)> {
    let of = options.iter().filter(|choice| choice.code != DOES_NOT_APPLY).count();
    let mut place = 0;
    let stub = |choice: &Choice| {
        if choice.code == DOES_NOT_APPLY {
            return (choice.code, "Does not apply".to_owned());
        }
        place += 1;
        (choice.code, format!("Answer {place} of {of}"))
    };
    options.iter().map(stub).collect()
}

/// What the ends of a scale mean; nothing where their words are not given out.
fn ends(question: &Question, low: &str, high: &str) -> Vec<(i32, String)> {
    if question.withheld {
        return Vec::new();
    }
    vec![(0, low.to_owned()), (10, high.to_owned())]
}

/// The words of a part are what tells its column from the others of the question, which gives way to them.
fn of_part(question: &str, part: &str) -> String {
    let room = 78 - part.chars().count().min(48);
    format!("{}: {part}", cut(question.trim_end_matches([':', ' ']), room))
}

fn shortened(label: &str) -> String {
    cut(label, 80)
}

fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most - 1).chain(std::iter::once('…')).collect()
}
