//! What becomes of a dataset before somebody is given it: columns that stay behind, numbers that are given in bands, and rare
//! codes that are put together.
//!
//! A [`Shape`] is made of a file's schema and of [`Rules`], and maps each row. Rare codes are counted first ([`Counts`]), over
//! every row that is given out: whether a code is rare is a matter of who is in the release.

mod rules;

mod counts;

mod column;

use column::Becomes;

pub use self::{
    counts::{Counts, Hidden},
    rules::{Rule, Rules, TopCode, Unknown, WHOSE_ROW},
};
use crate::{Cell, Dataset, Name, Outline, Problem};

/// How the rows of one dataset become those of another.
#[derive(Clone, Debug)]
pub struct Shape {
    dataset: Dataset,
    /// By column of the dataset that it is made from. None leaves.
    columns: Vec<Option<Becomes>>,
}

/// Why a dataset cannot be shaped by these rules.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// Every column would leave but those that say whose row it is.
    #[error("nothing would be left")]
    NothingLeft,
    /// Bands or a top code are for numbers, and none of these belongs to several answers of one question.
    #[error("“{0}” is no number, and cannot be given in bands")]
    NoNumber(Name),
    /// Rare codes are those of a whole number that is no answer among several.
    #[error("“{0}” has no codes that could be put together")]
    NoCodes(Name),
    /// Numbers below zero are reasons why there is no answer, so no band begins there.
    #[error("the bands of “{0}” begin below zero, or there are none")]
    BandsBelowZero(Name),
    /// Nobody counted how many people have each code.
    #[error("the codes of “{0}” were not counted")]
    NotCounted(Name),
    /// Two rules change one column.
    #[error("two rules are about “{0}”")]
    Twice(Name),
    /// What comes out is no dataset.
    #[error(transparent)]
    Schema(Problem),
}

impl Shape {
    /// Applies the rules to a file's schema. Of a rule whose variable the file does not have nothing is told, since a release
    /// has several files: [`Rules::unknown`] tells of those that none has.
    ///
    /// # Errors
    /// Every rule that a column cannot follow, at once.
    pub fn new(dataset: &Dataset, rules: &Rules) -> Result<Self, Vec<Unfit>> {
        let (mut columns, mut variables, mut unfit) = (Vec::new(), Vec::new(), Vec::new());
        for variable in dataset.variables() {
            if !rules.keeps(variable) {
                columns.push(None);
                continue;
            }
            match column::shaped(variable, rules) {
                Ok((shaped, becomes)) => {
                    variables.push(shaped);
                    columns.push(Some(becomes));
                }
                Err(one) => unfit.push(one),
            }
        }
        let has_more = |of: &[crate::Variable]| {
            of.iter().any(|variable| !WHOSE_ROW.contains(&variable.name.as_str()))
        };
        if unfit.is_empty() && has_more(dataset.variables()) && !has_more(&variables) {
            unfit.push(Unfit::NothingLeft);
        }
        if !unfit.is_empty() {
            return Err(unfit);
        }
        let Outline { name, title, notes, language, sets, .. } = dataset.clone().into_outline();
        let has_members = |set: &crate::ResponseSet| {
            variables.iter().any(|variable| variable.set.as_ref() == Some(&set.name))
        };
        let sets = sets.into_iter().filter(has_members).collect();
        let shaped = Dataset::new(Outline { name, title, notes, language, variables, sets })
            .map_err(|problems| problems.into_iter().map(Unfit::Schema).collect::<Vec<_>>())?;
        let shaped = if dataset.is_trusted() { shaped.trusted() } else { shaped };
        Ok(Self { dataset: shaped, columns })
    }

    /// The schema of what comes out: the columns that stay, in the same order.
    #[must_use]
    pub const fn dataset(&self) -> &Dataset {
        &self.dataset
    }

    /// Puts a row as it is given out in place of what `into` has. A cell that did not fit its variable fits none afterwards
    /// either, unless a band takes it in. A row with more or fewer cells than there were variables leaves nothing, which every
    /// writer refuses.
    pub fn row<'c>(&self, cells: &[Cell<'c>], into: &mut Vec<Cell<'c>>) {
        into.clear();
        if cells.len() != self.columns.len() {
            return;
        }
        let both = self.columns.iter().zip(cells);
        into.extend(both.filter_map(|(becomes, cell)| Some(becomes.as_ref()?.of(*cell))));
    }
}
