//! What an archive looks for in data that it is given, looked for before they are given.
//!
//! The UK Data Archive describes its checks in “Data ingest processing standards” (CD079, version 07.00, 17 November 2014,
//! section 3): the numbers of cases and variables agree with what the depositor says; every variable has a label, and every
//! value of a categorical variable has one; no categorical value is a wild code, and no number lies outside what it may be. What
//! it says of confidentiality is not looked for here: a [`Shape`](crate::shape::Shape) and who is left out see to that.
//!
//! Words are not asked for labels, as they say what they are. No finding has a value in it.

mod finding;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

pub use self::finding::{Finding, ROWS_NAMED, What};
use crate::{Cell, Code, Dataset, Measure, Name, Variable};

/// What is said of a file beforehand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Declared {
    /// How many rows it has, where it is known.
    pub rows: Option<u64>,
    /// How many columns it has, where it is known.
    pub variables: Option<usize>,
    /// The columns that no two rows share, such as `row_key`, or that and `wave`; none where rows have no key.
    pub key: Vec<Name>,
}

/// Looks through a file, row by row.
#[derive(Debug)]
pub struct Checks {
    dataset: Arc<Dataset>,
    declared: Declared,
    /// Where the columns of the key stand.
    key: Vec<usize>,
    seen: BTreeSet<String>,
    rows: u64,
    columns: Vec<Column>,
    found: Found,
}

/// By column, none being the file, and what is there.
type Found = BTreeMap<(Option<usize>, What), (u64, Vec<u64>)>;

/// What is known of a column.
#[derive(Debug, Default)]
struct Column {
    /// The codes with labels, where every value needs one.
    codes: Option<BTreeSet<i32>>,
    has_values: bool,
}

/// A file that was looked through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// What the file is called.
    pub file: Name,
    /// How many rows it has.
    pub rows: u64,
    /// What was found, that of the file first and then by column.
    pub findings: Vec<Finding>,
    /// The keys of its rows, where it has such.
    keys: BTreeSet<String>,
}

impl Checks {
    /// Looks at the schema; there was no row yet.
    #[must_use]
    pub fn new(dataset: Arc<Dataset>, declared: Declared) -> Self {
        let mut found = Found::new();
        let variables = dataset.variables();
        let mut note = |place, what| {
            found.insert((place, what), (1, Vec::new()));
        };
        if declared.variables.is_some_and(|most| most != variables.len()) {
            note(None, What::Variables);
        }
        let place_of = |name: &Name| variables.iter().position(|own| own.name == *name);
        let key: Vec<_> = declared.key.iter().filter_map(place_of).collect();
        if key.len() < declared.key.len() {
            note(None, What::NoKey);
        }
        for (place, variable) in variables.iter().enumerate() {
            if variable.label.trim().is_empty() {
                note(Some(place), What::NoLabel);
            }
            if variable.labels.iter().any(|label| label.text.trim().is_empty()) {
                note(Some(place), What::EmptyValueLabel);
            }
        }
        let columns = variables.iter().map(Column::of).collect();
        let (seen, rows) = (BTreeSet::new(), 0);
        Self { columns, key, seen, rows, found, declared, dataset }
    }

    /// Looks at a row.
    pub fn row(&mut self, cells: &[Cell<'_>]) {
        self.rows += 1;
        if cells.len() != self.columns.len() {
            self.note(None, What::Cells);
            return;
        }
        let dataset = Arc::clone(&self.dataset);
        for (place, (variable, cell)) in dataset.variables().iter().zip(cells).enumerate() {
            match variable.admit(*cell) {
                Err(misfit) => self.note(Some(place), What::of(misfit)),
                Ok(cell) => self.value(place, cell),
            }
        }
        self.key(cells);
    }

    fn value(&mut self, place: usize, cell: Cell<'_>) {
        let Some(column) = self.columns.get_mut(place) else { return };
        column.has_values |= !matches!(cell, Cell::Blank | Cell::Missing(_));
        let is_labelled = match (&column.codes, cell) {
            (Some(codes), Cell::Number(number)) => {
                i32::try_from(number).is_ok_and(|code| codes.contains(&code))
            }
            (Some(codes), Cell::Decimal(number)) => {
                codes.iter().any(|code| f64::from(*code) == number)
            }
            _ => true,
        };
        if !is_labelled {
            self.note(Some(place), What::Unlabelled);
        }
    }

    fn key(&mut self, cells: &[Cell<'_>]) {
        if self.key.is_empty() || self.key.len() < self.declared.key.len() {
            return;
        }
        let mut key = String::new();
        let mut is_whole = true;
        for cell in self.key.iter().filter_map(|place| cells.get(*place)) {
            match cell {
                Cell::Text(text) if !text.is_empty() => key.push_str(text),
                Cell::Number(number) => key.push_str(&number.to_string()),
                _ => is_whole = false,
            }
            key.push('\u{1f}');
        }
        if !is_whole {
            self.note(None, What::KeyBlank);
        } else if !self.seen.insert(key) {
            self.note(None, What::KeyTwice);
        }
    }

    fn note(&mut self, place: Option<usize>, what: What) {
        let (count, rows) = self.found.entry((place, what)).or_default();
        *count += 1;
        if rows.len() < ROWS_NAMED {
            rows.push(self.rows);
        }
    }

    /// What was found in the file.
    #[must_use]
    pub fn finish(mut self) -> Checked {
        if let Some(rows) = self.declared.rows.filter(|rows| *rows != self.rows) {
            self.found.insert((None, What::Rows), (rows.abs_diff(self.rows), Vec::new()));
        }
        let empty = self.columns.iter().enumerate().filter(|(_, column)| !column.has_values);
        for (place, _) in empty {
            self.found.insert((Some(place), What::NoValues), (1, Vec::new()));
        }
        let variables = self.dataset.variables();
        let finding = |((place, what), (count, rows)): ((Option<usize>, What), _)| {
            let variable = place.and_then(|place| variables.get(place));
            Finding { variable: variable.map(|own| own.name.clone()), what, count, rows }
        };
        let findings = self.found.into_iter().map(finding).collect();
        let file = self.dataset.name().clone();
        Checked { file, rows: self.rows, findings, keys: self.seen }
    }
}

impl Checked {
    /// Whether something was found that has to be put right before the file is given to anybody.
    #[must_use]
    pub fn stops(&self) -> bool {
        self.findings.iter().any(|finding| finding.what.stops())
    }

    /// Looks whether two files are about the same people, by the keys that both were said to have: how many are in the one and
    /// not in the other. None where they are the same.
    #[must_use]
    pub fn beside(&self, other: &Self) -> Option<Finding> {
        let count = self.keys.symmetric_difference(&other.keys).count() as u64;
        let what = What::OtherPeople;
        (count > 0).then_some(Finding { variable: None, what, count, rows: Vec::new() })
    }
}

impl Column {
    fn of(variable: &Variable) -> Self {
        let is_code = variable.kind.is_number() && variable.measure == Measure::Nominal;
        let codes = variable.labels.iter().filter_map(|label| match label.code {
            Code::Number(code) => Some(code),
            Code::Word(_) => None,
        });
        Self { codes: is_code.then(|| codes.collect()), has_values: false }
    }
}
