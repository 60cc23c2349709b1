//! How many people have each code, before any of them is given out.

use std::collections::{BTreeMap, BTreeSet};

use surveys::{collapsing::Rare, keys::QuestionKey};

use super::{Rules, column};
use crate::{Cell, Dataset};

/// The codes of each variable that are put together.
pub type Hidden = BTreeMap<QuestionKey, BTreeSet<i32>>;

/// Counts the people of a release by the codes that they have.
///
/// It is given the rows of the file that has one for each person and a column for each wave. What is decided there holds of
/// every column of the variable and of every file, since one of them would otherwise give away what another hides. Who has
/// a code in two waves counts once.
#[derive(Clone, Debug)]
pub struct Counts(Vec<Counted>);

/// A variable while it is counted.
#[derive(Clone, Debug)]
struct Counted {
    rare: Rare,
    columns: Vec<usize>,
    /// How many people have exactly these codes.
    people: BTreeMap<BTreeSet<i32>, u32>,
}

impl Counts {
    /// Nobody is counted yet.
    #[must_use]
    pub fn new(dataset: &Dataset, rules: &Rules) -> Self {
        let counted = |rare: &Rare| {
            let all = dataset.variables().iter().enumerate();
            let named = rare.variable.as_str();
            let own = all.filter(|(_, own)| rules.is_named(own.name.as_str(), named));
            let columns: Vec<_> = own.map(|(place, _)| place).collect();
            let people = BTreeMap::new();
            (!columns.is_empty()).then(|| Counted { rare: rare.clone(), columns, people })
        };
        Self(rules.rare.iter().filter_map(counted).collect())
    }

    /// Counts a person, by their row before it is shaped.
    pub fn row(&mut self, cells: &[Cell<'_>]) {
        for counted in &mut self.0 {
            let own = counted.columns.iter().filter_map(|place| cells.get(*place));
            let codes: BTreeSet<i32> = own.filter_map(|cell| column::code(*cell)).collect();
            *counted.people.entry(codes).or_default() += 1;
        }
    }

    /// Which codes are put together. A variable that the file does not have was not counted, and is not in it.
    #[must_use]
    pub fn hidden(self) -> Hidden {
        let decided = |Counted { rare, people, .. }: Counted| {
            let hidden = rare.hidden_among(&people);
            (rare.variable, hidden)
        };
        self.0.into_iter().map(decided).collect()
    }
}
