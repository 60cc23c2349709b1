//! The table of a codebook: a row for every variable of every file, in columns that exports have had since the first. It is a
//! dataset of its own, and so written in each format.

use std::sync::Arc;

use super::{Codebook, word};
use crate::{Cell, Code, Dataset, Kind, Name, NotAName, Outline, Problem, Variable};

/// The columns, each with what it is. `wave` has several where there is one variable for all, `codes` is `1=Yes; 2=No; -1=…`.
pub const COLUMNS: [(&str, &str); 9] = [
    ("file", "The file"),
    ("name", "The column's name in it"),
    ("wave", "The wave or waves that it is of"),
    ("label", "What it means, in short"),
    ("question", "The whole question"),
    ("universe", "Who was asked, as a condition"),
    ("type", "What stands in it"),
    ("codes", "What its values mean"),
    ("source", "Where the wording comes from"),
];

/// What the table is called.
const NAME: &str = "codebook";

/// The table, with its rows at hand.
#[derive(Clone, Debug)]
pub struct Table {
    outline: Outline,
    rows: Vec<[String; COLUMNS.len()]>,
}

impl Table {
    /// Of all files, called with this ending, such as `.csv`.
    ///
    /// # Errors
    /// Never, as long as [`COLUMNS`] are names.
    pub fn of(codebook: &Codebook, ending: &str) -> Result<Self, NotAName> {
        let files = codebook.files.iter().map(|file| &file.dataset);
        let of_file = |dataset: &Arc<Dataset>| {
            let file = format!("{}{ending}", dataset.name());
            dataset.variables().iter().map(|own| row(&file, own)).collect::<Vec<_>>()
        };
        let rows: Vec<_> = files.flat_map(of_file).collect();
        let column = |(place, (name, label)): (usize, &(&str, &str))| {
            let widest = rows.iter().filter_map(|row| row.get(place)).map(String::len).max();
            let bytes = u32::try_from(widest.unwrap_or_default().max(1)).ok();
            Ok(Variable::new(Name::new(name)?, *label, Kind::Text { bytes }))
        };
        let variables = COLUMNS.iter().enumerate().map(column).collect::<Result<_, NotAName>>()?;
        let outline = Outline {
            name: Name::new(NAME)?,
            title: codebook.titled("each column of each file"),
            notes: Vec::new(),
            language: codebook.language.clone(),
            variables,
            sets: Vec::new(),
        };
        Ok(Self { outline, rows })
    }

    /// Its schema.
    ///
    /// # Errors
    /// When the codebook's language is no tag.
    pub fn dataset(&self) -> Result<Arc<Dataset>, Vec<Problem>> {
        Dataset::new(self.outline.clone()).map(|dataset| Arc::new(dataset.listing_codes()))
    }

    /// Its rows, in the order of the files and of their variables.
    pub fn rows(&self) -> impl Iterator<Item = [Cell<'_>; COLUMNS.len()]> {
        self.rows.iter().map(|row| row.each_ref().map(|text| Cell::Text(text)))
    }
}

fn row(file: &str, variable: &Variable) -> [String; COLUMNS.len()] {
    let origin = &variable.origin;
    let label = match origin.remark.as_str() {
        "" => variable.label.clone(),
        remark => format!("{}. {remark}", variable.label),
    };
    [
        file.to_owned(),
        variable.name.to_string(),
        origin.wave.clone(),
        label,
        origin.question.clone(),
        origin.universe.clone(),
        word(variable).to_owned(),
        codes(variable),
        origin.source.clone(),
    ]
}

/// A date, a time and a word that is missing is an empty cell, and so they have no missing codes here.
fn codes(variable: &Variable) -> String {
    let own = variable.told().iter().map(|label| match &label.code {
        Code::Number(code) => format!("{code}={}", label.text),
        Code::Word(word) => format!("{word}={}", label.text),
    });
    let missing =
        variable.missing.iter().map(|reason| format!("{}={}", reason.code(), reason.label()));
    own.chain(missing).collect::<Vec<_>>().join("; ")
}
