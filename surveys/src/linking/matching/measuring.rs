//! How well matching does: its error rates, where it is known who is who.

pub mod invented;

mod spoiling;

use std::collections::BTreeMap;

use self::invented::Invented;
use super::{
    Expected, Model, Outcome, Pair, Pass, Thresholds, Weights, deciding::number, estimate, link,
};

/// Where what agreements are worth comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// It is known of others.
    Usual,
    /// It is estimated from the lists.
    Estimated,
}

/// What came of matching, beside the truth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rates {
    /// Who is on both lists.
    pub shared: usize,
    /// Matches that are one person.
    pub right: usize,
    /// Matches that are two people.
    pub wrong: usize,
    /// Pairs for review that are one person.
    pub reviewed_right: usize,
    /// Pairs for review that are two people.
    pub reviewed_wrong: usize,
    /// Those of the first passes among the right matches.
    pub exact: usize,
}

impl Rates {
    /// The rates of matches, where `truth` has who of theirs is whom of ours.
    #[must_use]
    pub fn of(pairs: &[Pair], truth: &BTreeMap<usize, usize>) -> Self {
        let mut rates = Self { shared: truth.len(), ..Self::default() };
        for pair in pairs {
            let is_right = truth.get(&pair.ours) == Some(&pair.theirs);
            let count = match (pair.outcome, is_right) {
                (Outcome::Match, true) => &mut rates.right,
                (Outcome::Match, false) => &mut rates.wrong,
                (Outcome::Review, true) => &mut rates.reviewed_right,
                (Outcome::Review, false) => &mut rates.reviewed_wrong,
            };
            *count += 1;
            rates.exact += usize::from(is_right && pair.pass != Pass::Probable);
        }
        rates
    }

    /// The share of matches that are right; 1 where there are none.
    #[must_use]
    pub fn precision(&self) -> f64 {
        share(self.right, self.right + self.wrong)
    }

    /// The share of those on both lists who were matched without a look; 1 where there is nobody.
    #[must_use]
    pub fn recall(&self) -> f64 {
        share(self.right, self.shared)
    }

    /// The same when whoever reviews makes no mistake.
    #[must_use]
    pub fn recall_with_review(&self) -> f64 {
        share(self.right + self.reviewed_right, self.shared)
    }

    /// In words, a line each.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let percent = |share: f64| format!("{:.1} %", share * 100.0);
        let matches = self.right + self.wrong;
        let reviews = self.reviewed_right + self.reviewed_wrong;
        vec![
            format!("{} of {matches} matches are right: {}", self.right, percent(self.precision())),
            format!(
                "{} of {} on both lists are matched: {}, {} of them by identifiers that agree in every letter",
                self.right,
                self.shared,
                percent(self.recall()),
                self.exact
            ),
            format!(
                "{reviews} pairs are to be reviewed, {} of them one person; with these: {}",
                self.reviewed_right,
                percent(self.recall_with_review())
            ),
        ]
    }
}

fn share(of: usize, all: usize) -> f64 {
    if all == 0 { 1.0 } else { number(of) / number(all) }
}

/// Matches invented people of whom it is known who is who. The same number of people and seed give the same rates.
#[must_use]
pub fn measured(people: usize, seed: u64, source: Source) -> Rates {
    let Invented { ours, theirs, truth } = Invented::new(people, seed);
    let [ours, theirs] =
        [ours, theirs].map(|side| side.iter().map(invented::Person::record).collect::<Vec<_>>());
    // Nine of ten is what a study would say beforehand, and not what is true.
    let shared = number(people) * 0.9;
    let model = match source {
        Source::Estimated => estimate(&ours, &theirs, &Weights::usual(), shared).model,
        Source::Usual => Model {
            weights: Weights::usual(),
            expected: Expected { shared, sides: [ours.len(), theirs.len()] },
            thresholds: Thresholds::default(),
        },
    };
    Rates::of(&link(&ours, &theirs, &model).pairs, &truth)
}
