//! What a file holds before it has a row: the schema that every format is written from.

mod checks;

use std::collections::BTreeMap;

pub use checks::Problem;
use serde::{Deserialize, Serialize};

use crate::{Cell, Code, Kind, Name, RowError, Variable};

/// A dataset that nobody has looked through yet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outline {
    /// What the file is called, without its ending.
    pub name: Name,
    /// What it is, in words.
    pub title: String,
    /// What whoever opens it should know, a paragraph each.
    pub notes: Vec<String>,
    /// The language of labels, by BCP 47.
    pub language: String,
    /// The columns, in their order.
    pub variables: Vec<Variable>,
    /// The sets that the variables name, in their order.
    pub sets: Vec<ResponseSet>,
}

/// A question that took several answers: a variable for each, of which `counted` says that it was chosen. SPSS writes
/// a `$` before the name, and knows sets of two variables and more only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResponseSet {
    /// Its name, without a `$`.
    pub name: Name,
    /// What was asked.
    pub label: String,
    /// The value that counts, in most cases 1.
    pub counted: i32,
}

/// A schema in which each name is there once, each label belongs to a value that can be, and each set has members.
#[derive(Clone, Debug, PartialEq)]
pub struct Dataset {
    outline: Outline,
    members: BTreeMap<Name, Vec<usize>>,
    trusted: bool,
}

impl Dataset {
    /// Looks the outline through.
    ///
    /// # Errors
    /// Everything that a format could not say, at once.
    pub fn new(outline: Outline) -> Result<Self, Vec<Problem>> {
        let problems = checks::of(&outline);
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut members: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (place, variable) in outline.variables.iter().enumerate() {
            if let Some(set) = &variable.set {
                members.entry(set.clone()).or_default().push(place);
            }
        }
        Ok(Self { outline, members, trusted: false })
    }

    /// The same dataset, of which is known that nobody typed its texts who could mean harm: CSV leaves them as they are.
    #[must_use]
    pub fn trusted(self) -> Self {
        Self { trusted: true, ..self }
    }

    /// Whether its texts are trusted.
    #[must_use]
    pub const fn is_trusted(&self) -> bool {
        self.trusted
    }

    /// What the file is called, without its ending.
    #[must_use]
    pub const fn name(&self) -> &Name {
        &self.outline.name
    }

    /// What it is, in words.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.outline.title
    }

    /// What whoever opens it should know.
    #[must_use]
    pub fn notes(&self) -> &[String] {
        &self.outline.notes
    }

    /// The language of labels, by BCP 47.
    #[must_use]
    pub fn language(&self) -> &str {
        &self.outline.language
    }

    /// The columns, in their order.
    #[must_use]
    pub fn variables(&self) -> &[Variable] {
        &self.outline.variables
    }

    /// The multiple-response sets, each with the variables that belong to it, in their order.
    pub fn sets(&self) -> impl Iterator<Item = (&ResponseSet, Vec<&Variable>)> {
        self.outline.sets.iter().map(|set| {
            let places = self.members.get(&set.name).into_iter().flatten();
            (set, places.filter_map(|place| self.outline.variables.get(*place)).collect())
        })
    }

    /// The outline again, to be changed.
    #[must_use]
    pub fn into_outline(self) -> Outline {
        self.outline
    }

    /// The cells of a row beside their variables, in the form that [`Variable::admit`] gives them. `row` counts from 1.
    ///
    /// # Errors
    /// At once when there are more or fewer cells than variables; for a cell, when it does not fit its variable.
    pub fn admit<'r>(
        &'r self,
        row: u64,
        cells: &'r [Cell<'r>],
    ) -> Result<impl Iterator<Item = Result<(&'r Variable, Cell<'r>), RowError>>, RowError> {
        let variables = self.variables();
        if cells.len() != variables.len() {
            let (cells, variables) = (cells.len(), variables.len());
            return Err(RowError::Cells { row, cells, variables });
        }
        let admit = move |(variable, cell): (&'r Variable, &Cell<'r>)| {
            let admitted = variable.admit(*cell).map_err(|misfit| RowError::Cell {
                row,
                variable: variable.name.clone(),
                misfit,
            })?;
            Ok((variable, admitted))
        };
        Ok(variables.iter().zip(cells).map(admit))
    }

    /// Gives each text the width at its place, at least 1 and that of its labelled words. No check minds that.
    pub(crate) fn narrow(&mut self, widths: &[usize]) {
        for (variable, width) in self.outline.variables.iter_mut().zip(widths) {
            let words = variable.labels.iter().map(|label| match &label.code {
                Code::Word(word) => word.len(),
                Code::Number(_) => 0,
            });
            let width = words.fold((*width).max(1), usize::max);
            if let Kind::Text { bytes } = &mut variable.kind {
                *bytes = Some(u32::try_from(width).unwrap_or(u32::MAX));
            }
        }
    }
}
