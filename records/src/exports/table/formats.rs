//! Which files are written in which format.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use datasets::{Dataset, Extent, Format};

/// The dataset that has a row for each response.
pub(in crate::exports) const ANSWERS: &str = "long";

/// The formats of an export.
#[derive(Clone, Debug)]
pub(crate) struct Formats {
    /// Each once, in the order of [`Format::ALL`].
    all: Vec<Format>,
    /// When the dataset was read, for what has to tell it.
    pub made: DateTime<Utc>,
}

impl Formats {
    /// CSV is among them where none was named, and where one reads or describes it.
    pub fn new(named: &[Format], made: DateTime<Utc>) -> Self {
        let mut all: BTreeSet<_> = named.iter().copied().collect();
        if all.is_empty() || all.iter().any(|format| format.needs_csv()) {
            all.insert(Format::Csv);
        }
        Self { all: all.into_iter().collect(), made }
    }

    /// In which this dataset is written.
    pub fn of(&self, dataset: &Dataset) -> impl Iterator<Item = Format> {
        let has_answers = dataset.name().as_str() == ANSWERS;
        self.all.iter().copied().filter(move |format| match format.extent() {
            Extent::Each => true,
            Extent::Answers => has_answers,
            Extent::Once => false,
        })
    }

    /// The same, of which each has the rows of any dataset.
    pub fn with_any_rows(&self) -> Self {
        let has_any = |format: &Format| format.extent() == Extent::Each && format.has_rows();
        Self { all: self.all.iter().copied().filter(has_any).collect(), made: self.made }
    }

    /// What the names of files end in that a codebook tells of.
    pub fn ending(&self) -> &'static str {
        self.with_any_rows().all.first().map_or("", |format| format.ending())
    }

    /// Those that tell of all files in one document.
    pub fn documents(&self) -> impl Iterator<Item = Format> {
        self.all.iter().copied().filter(|format| format.extent() == Extent::Once)
    }

    /// Whether one of them is this.
    pub fn has(&self, format: Format) -> bool {
        self.all.contains(&format)
    }
}
