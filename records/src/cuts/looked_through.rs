//! A file of a cut while its rows are kept: each is shaped, and looked through as an archive would.

use std::sync::{Arc, Mutex, PoisonError};

use datasets::{
    Cell, Dataset, Name, Summary, WriteError, Writer,
    archive::{Checked, Checks, Declared},
};

use super::{
    keeper::Rows,
    packed,
    shaping::{Becomes, Shaping},
};

/// Files that have one row for each person. Of the others the rows of one person lie together, and so are told apart.
const OF_PEOPLE: [&str; 2] = ["participants", "wide"];

/// Files that have one row for each person and wave.
const OF_WAVES: [&str; 2] = ["long", "paradata"];

/// What the rows of one file are given to.
pub(super) struct File {
    dataset: Arc<Dataset>,
    shaping: (Becomes, Option<Arc<Shaping>>),
    rows: Rows,
    checks: Checks,
    written: u64,
    to: Arc<Mutex<Vec<Checked>>>,
}

/// What is in no cut.
pub(super) struct Nowhere;

impl File {
    pub fn new(
        dataset: Arc<Dataset>,
        shaping: (Becomes, Option<Arc<Shaping>>),
        rows: Rows,
        to: Arc<Mutex<Vec<Checked>>>,
    ) -> Self {
        let has_key = OF_PEOPLE.contains(&dataset.name().as_str());
        let key = dataset.variables().iter().map(|variable| &variable.name);
        let key: Vec<Name> =
            key.filter(|name| has_key && name.as_str() == "row_key").cloned().collect();
        let checks = Checks::new(Arc::clone(&dataset), Declared { key, ..Declared::default() });
        Self { dataset, shaping, rows, checks, written: 0, to }
    }

    /// What does not fit was found by the checks, and ends the cut when all rows were looked through.
    fn keep(&mut self, cells: &[Cell<'_>]) {
        self.written += 1;
        self.checks.row(cells);
        let mut rows = self.rows.lock().unwrap_or_else(PoisonError::into_inner);
        let before = rows.len();
        if packed::add((&self.dataset, self.written), cells, &mut rows).is_err() {
            rows.truncate(before);
        }
    }
}

impl Writer for File {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), WriteError> {
        match &self.shaping {
            (Becomes::Nothing, _) => {}
            (Becomes::Shaped(shape), _) => {
                let mut shaped = Vec::with_capacity(cells.len());
                shape.row(cells, &mut shaped);
                self.keep(&shaped);
            }
            (Becomes::Words, shaping) => {
                let is_wanted = |shaping: &Arc<Shaping>| match cells {
                    [_, Cell::Text(wave), Cell::Text(variable), ..] => {
                        shaping.has_words(wave, variable)
                    }
                    _ => true,
                };
                if shaping.as_ref().is_none_or(is_wanted) {
                    self.keep(cells);
                }
            }
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<Summary, WriteError> {
        let Self { checks, to, written, dataset, .. } = *self;
        to.lock().unwrap_or_else(PoisonError::into_inner).push(checks.finish());
        let columns = dataset.variables().len();
        Ok(Summary { rows: written, columns, losses: Vec::new() })
    }
}

impl Writer for Nowhere {
    fn row(&mut self, _: &[Cell<'_>]) -> Result<(), WriteError> {
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<Summary, WriteError> {
        Ok(Summary::default())
    }
}

/// Everything that stops a cut, a line each. It tells nothing of what was answered.
pub(super) fn findings(checked: &[Checked]) -> Vec<String> {
    let stops = |file: &Checked| {
        let name = file.file.clone();
        let found = file.findings.iter().filter(|finding| finding.what.stops());
        found.map(|finding| format!("{name}: {finding}")).collect::<Vec<_>>()
    };
    let mut found: Vec<_> = checked.iter().flat_map(stops).collect();
    let of = |names: [&str; 2]| {
        let file = |name: &str| checked.iter().find(|file| file.file.as_str() == name);
        file(names[0]).zip(file(names[1]))
    };
    if let Some(finding) = of(OF_PEOPLE).and_then(|(one, other)| one.beside(other)) {
        found.push(format!("{} beside {}: {finding}", OF_PEOPLE[1], OF_PEOPLE[0]));
    }
    if let Some((one, other)) = of(OF_WAVES).filter(|(one, other)| one.rows != other.rows) {
        let rows = format!("{} rows and {}", other.rows, one.rows);
        found.push(format!("{} beside {}: there are {rows}", OF_WAVES[1], OF_WAVES[0]));
    }
    found
}
