//! The columns of a dataset. They come from the instrument, never from the data, so that two exports
//! of one study always have the same columns.

use crate::{
    definition::{Choice, Kind, Question, Row, Survey},
    scoring::DOES_NOT_APPLY,
    value::{Answers, Missing, Value},
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
    /// Codes and their labels, without the missing codes.
    pub codes: Vec<(i32, String)>,
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
    let asked = survey.questions().filter(|question| !question.vault).flat_map(of_question);
    let derived = survey.derived.iter().map(|derived| Column {
        name: derived.key.to_string(),
        variable: derived.key.to_string(),
        label: derived.label.clone(),
        text: String::new(),
        universe: "derived".to_owned(),
        shows: Shows::Number,
        codes: labels(&derived.codes),
        source: derived.scored_by().unwrap_or_default(),
    });
    let mut columns: Vec<_> = asked.chain(derived).collect();
    for check in &survey.checks {
        let name = check.key.to_string();
        if columns.iter().any(|column| column.name == name) {
            continue;
        }
        columns.push(Column {
            variable: name.clone(),
            label: format!("Check {name} applied"),
            text: String::new(),
            universe: "check".to_owned(),
            shows: Shows::Number,
            codes: vec![(0, "No".to_owned()), (1, "Yes".to_owned())],
            source: String::new(),
            name,
        });
    }
    columns
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
            let periods = words(question, periods);
            let period = column(question, names, label, Shows::Number, periods);
            vec![whole(Shows::Number, Vec::new()), period]
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
        codes,
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

impl Column {
    /// The cell for one response. A variable that this version of the survey did not have is -2.
    #[must_use]
    pub fn cell(&self, answers: &Answers) -> String {
        match answers.get(&self.variable) {
            Some(value) => self.show(value),
            None => self.absent(Missing::NotAsked),
        }
    }

    /// The cell where there is no response at all.
    #[must_use]
    pub fn absent(&self, reason: Missing) -> String {
        self.show(&Value::Missing(reason))
    }

    fn show(&self, value: &Value) -> String {
        match (self.shows, value) {
            (Shows::Date | Shows::Month, Value::Missing(_)) => String::new(),
            (_, Value::Missing(reason)) => reason.to_string(),
            (Shows::Ticked(code), value) => i32::from(value.has(code)).to_string(),
            (Shows::Status, _) => "0".to_owned(),
            (Shows::Month, Value::Month(month)) => month.format("%Y-%m").to_string(),
            (_, Value::Date(date) | Value::Month(date)) => date.format("%Y-%m-%d").to_string(),
            (_, Value::Code(code)) => code.to_string(),
            (_, Value::Number(number)) => number.to_string(),
            (_, Value::Codes(_) | Value::Text(_) | Value::Vault) => String::new(),
        }
    }
}
