//! What becomes of a pair: a match, a case for clerical review, or neither.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Pass, Pattern, Record, Weights,
    blocking::Blocks,
    exact::{contradict, exact},
};

/// How likely it is of any pair that it is one person, before anything is compared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Expected {
    /// How many of ours are thought to be among theirs.
    pub shared: f64,
    /// How many there are on either side.
    pub sides: [usize; 2],
}

/// From where on something is decided.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Thresholds {
    /// A pair that is at least so probable is a match.
    pub matched: f64,
    /// One that is at least so probable is reviewed.
    pub reviewed: f64,
    /// By so many bits a match has to be likelier than any other pair of either of the two.
    pub lead: f64,
}

/// What decides.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// What agreements are worth.
    pub weights: Weights,
    /// What is expected.
    pub expected: Expected,
    /// From where on something is decided.
    pub thresholds: Thresholds,
}

/// What becomes of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// They are taken to be one person.
    Match,
    /// A person decides.
    Review,
}

/// Two records that may be one person's.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// The place among ours.
    pub ours: usize,
    /// The place among theirs.
    pub theirs: usize,
    /// How they were found.
    pub pass: Pass,
    /// How far they agree.
    pub pattern: Pattern,
    /// How probable it is that they are one person, from 0 to 1.
    pub probability: f64,
    /// What becomes of them.
    pub outcome: Outcome,
}

/// What came of matching two lists.
#[derive(Clone, Debug, PartialEq)]
pub struct Linked {
    /// Matches and cases for review, in the order of ours.
    pub pairs: Vec<Pair>,
    /// So many pairs share something that too many share, and were not compared for it. Those who share two such things are
    /// counted twice, and some were compared for something else.
    pub not_compared: u64,
}

impl Default for Thresholds {
    /// Of a hundred matches at the first threshold one is wrong. The lead makes sure that of two brothers, of whom one is on the
    /// other list, neither is taken without a look.
    fn default() -> Self {
        Self { matched: 0.99, reviewed: 0.5, lead: 7.0 }
    }
}

impl Expected {
    /// In bits; far below 0, since nearly every pair is two people.
    fn bits(&self) -> f64 {
        let pairs = self.pairs();
        let shared = self.shared.clamp(0.5, (pairs - 0.5).max(0.5));
        (shared / (pairs - shared).max(0.5)).log2()
    }

    /// How many pairs there are.
    pub(super) fn pairs(&self) -> f64 {
        self.sides.iter().map(|side| number(*side)).product()
    }
}

/// People are few enough to be counted exactly.
pub(super) fn number(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}

impl Model {
    /// How probable it is that a pair is one person, as odds in bits: 0 is one in two.
    #[must_use]
    pub fn odds(&self, pattern: &Pattern) -> f64 {
        self.expected.bits() + self.weights.bits(pattern)
    }

    /// The same from 0 to 1.
    #[must_use]
    pub fn probability(&self, pattern: &Pattern) -> f64 {
        probability(self.odds(pattern))
    }
}

fn probability(odds: f64) -> f64 {
    1.0 / (1.0 + (-odds).exp2())
}

/// Matches two lists: who agrees in every letter first, then who probably does. Pairs that are improbable are not told. Memory
/// grows with the lists and with what is told, not with the pairs that are compared.
///
/// A match has nobody else beside it: where two of theirs could be one of ours, or the other way round, each goes to review,
/// unless one is likelier by the lead. Those whose National Insurance numbers differ, or whose first names or dates of birth
/// have nothing in common, are never matched without a look, and those who share a number are always looked at.
#[must_use]
pub fn link(ours: &[Record], theirs: &[Record], model: &Model) -> Linked {
    let sure = exact(ours, theirs);
    let done = [
        sure.iter().map(|(one, ..)| *one).collect::<BTreeSet<_>>(),
        sure.iter().map(|(_, other, _)| *other).collect(),
    ];
    let mut pairs: Vec<_> = sure
        .into_iter()
        .map(|(one, other, pass)| {
            let pattern = Pattern::of(&ours[one], &theirs[other]);
            Pair {
                ours: one,
                theirs: other,
                pass,
                probability: model.probability(&pattern),
                pattern,
                outcome: Outcome::Match,
            }
        })
        .collect();
    let blocks = Blocks::of(ours, theirs);
    let open = blocks.pairs(ours);
    let open = open.filter(|(one, other)| !done[0].contains(one) && !done[1].contains(other));
    pairs.extend(probable(ours, theirs, open, model));
    pairs.sort_by_key(|pair| (pair.ours, pair.theirs));
    Linked { pairs, not_compared: blocks.not_compared }
}

/// How probable the likeliest pair of each record is, and its next, as odds in bits, by the places of one side.
#[derive(Default)]
struct Likeliest(BTreeMap<usize, [f64; 2]>);

impl Likeliest {
    fn see(&mut self, place: usize, odds: f64) {
        let [first, second] = self.0.entry(place).or_insert([f64::NEG_INFINITY; 2]);
        if odds > *first {
            (*first, *second) = (odds, *first);
        } else if odds > *second {
            *second = odds;
        }
    }

    /// The likeliest of the others of a pair: the next where the pair itself is the likeliest.
    fn rival(&self, place: usize, odds: f64) -> f64 {
        self.0.get(&place).map_or(
            f64::NEG_INFINITY,
            |[first, second]| {
                if odds >= *first { *second } else { *first }
            },
        )
    }
}

fn probable(
    ours: &[Record],
    theirs: &[Record],
    open: impl Iterator<Item = (usize, usize)>,
    model: &Model,
) -> Vec<Pair> {
    let Thresholds { matched, reviewed, lead } = model.thresholds;
    let mut likeliest = [Likeliest::default(), Likeliest::default()];
    let shares_number = |one: &Record, other: &Record| one.nino.is_some() && one.nino == other.nino;
    let mut told = Vec::new();
    for (one, other) in open {
        let pattern = Pattern::of(&ours[one], &theirs[other]);
        let odds = model.odds(&pattern);
        likeliest[0].see(one, odds);
        likeliest[1].see(other, odds);
        if probability(odds) >= reviewed.min(matched) || shares_number(&ours[one], &theirs[other]) {
            told.push((one, other, pattern, odds));
        }
    }
    let pairs = told.into_iter().filter_map(|(one, other, pattern, odds)| {
        let probability = probability(odds);
        let (mine, yours) = (&ours[one], &theirs[other]);
        let next = likeliest[0].rival(one, odds).max(likeliest[1].rival(other, odds));
        let is_doubtful = odds - next < lead || contradict(mine, yours) || pattern.needs_a_look();
        let outcome = match () {
            () if probability >= matched && !is_doubtful => Outcome::Match,
            () if probability >= reviewed || shares_number(mine, yours) => Outcome::Review,
            () => return None,
        };
        let pass = Pass::Probable;
        Some(Pair { ours: one, theirs: other, pass, pattern, probability, outcome })
    });
    pairs.collect()
}
