//! What agreements are worth, estimated from the lists themselves (A. Dempster, N. Laird and D. Rubin, “Maximum Likelihood from
//! Incomplete Data via the EM Algorithm”, Journal of the Royal Statistical Society B 39, 1977).
//!
//! How often any two records agree is counted. Nearly all of these pairs are two people, and from how many it is believed are one
//! person the rest follows: how often one person's records agree, how often two people's do, and how many of ours are among
//! theirs.

mod by_chance;

use std::collections::BTreeMap;

use self::by_chance::Reached;
use super::{
    Expected, Field, Model, Pattern, Record, Thresholds, Weights, blocking::Blocks,
    deciding::number,
};

/// What is known beforehand weighs as much as so many pairs, so that a level that nobody reached is not impossible.
const BEFOREHAND: f64 = 20.0;
/// Pairs that are remembered from one round to the next; where there are more, some of ours speak for all. They take 100 MB.
const MOST_PAIRS: usize = 4_000_000;
const MOST_ROUNDS: u32 = 200;
/// No number moves by more than this in the last round.
const STILL: f64 = 1e-7;

/// What was estimated.
#[derive(Clone, Debug, PartialEq)]
pub struct Estimate {
    /// With what is expected by then.
    pub model: Model,
    /// How many rounds it took.
    pub rounds: u32,
    /// Whether it had come to rest.
    pub is_settled: bool,
}

/// Estimates from two lists what their agreements are worth, beginning with what is known of others.
///
/// `shared` is how many of ours are thought to be among theirs; it is estimated, too. Where the lists are short, what was
/// known beforehand outweighs what is in them.
#[must_use]
pub fn estimate(ours: &[Record], theirs: &[Record], start: &Weights, shared: f64) -> Estimate {
    let blocks = Blocks::of(ours, theirs);
    let each = blocks.pairs(ours).count().div_ceil(MOST_PAIRS).max(1);
    if each == 1 {
        return of_all(ours, theirs, &blocks, start, shared);
    }
    let some: Vec<_> = ours.iter().step_by(each).cloned().collect();
    let share = number(some.len()) / number(ours.len());
    let blocks = Blocks::of(&some, theirs);
    let mut estimate = of_all(&some, theirs, &blocks, start, shared * share);
    let shared = estimate.model.expected.shared / share;
    let sides = [ours.len(), theirs.len()];
    let least = sides.iter().min().copied().unwrap_or(0);
    estimate.model.expected = Expected { shared: shared.min(number(least)), sides };
    estimate
}

/// Estimates from all pairs of two lists.
fn of_all(
    ours: &[Record],
    theirs: &[Record],
    blocks: &Blocks,
    start: &Weights,
    shared: f64,
) -> Estimate {
    let expected = Expected { shared, sides: [ours.len(), theirs.len()] };
    let by_chance = by_chance::reached(ours, theirs, start);
    let candidates = Candidates::of(ours, theirs, blocks);
    let mut model = Model { weights: start.clone(), expected, thresholds: Thresholds::default() };
    two_people(&mut model, &by_chance);
    for rounds in 1..=MOST_ROUNDS {
        let next = round(&model, start, &candidates, &by_chance);
        let moved = distance(&model, &next);
        model = next;
        if moved < STILL {
            return Estimate { model, rounds, is_settled: true };
        }
    }
    Estimate { model, rounds: MOST_ROUNDS, is_settled: false }
}

/// The pairs that are compared.
struct Candidates {
    patterns: Vec<Pattern>,
    /// The place among ours, among theirs, and of the pattern.
    pairs: Vec<(usize, usize, usize)>,
    sides: [usize; 2],
}

impl Candidates {
    fn of(ours: &[Record], theirs: &[Record], blocks: &Blocks) -> Self {
        let mut places: BTreeMap<Pattern, usize> = BTreeMap::new();
        let pairs = blocks.pairs(ours).map(|(one, other)| {
            let next = places.len();
            let pattern = Pattern::of(&ours[one], &theirs[other]);
            (one, other, *places.entry(pattern).or_insert(next))
        });
        let pairs = pairs.collect();
        let mut patterns: Vec<_> = places.into_iter().collect();
        patterns.sort_unstable_by_key(|(_, place)| *place);
        let patterns = patterns.into_iter().map(|(pattern, _)| pattern).collect();
        Self { patterns, pairs, sides: [ours.len(), theirs.len()] }
    }

    /// How many pairs of each pattern are believed to be one person. Nobody is two people: a pair is believed the less, the
    /// likelier another pair of either of the two is, so that somebody's relatives are not taken for them.
    fn believed(&self, model: &Model) -> Vec<(&Pattern, f64)> {
        let odds: Vec<_> = self.patterns.iter().map(|pattern| model.odds(pattern).exp2()).collect();
        let mut all = self.sides.map(|side| vec![0.0; side]);
        for (one, other, pattern) in &self.pairs {
            all[0][*one] += odds[*pattern];
            all[1][*other] += odds[*pattern];
        }
        let mut believed = vec![0.0; odds.len()];
        for (one, other, pattern) in &self.pairs {
            let most = f64::max(all[0][*one], all[1][*other]);
            believed[*pattern] += odds[*pattern] / (1.0 + most);
        }
        self.patterns.iter().zip(believed).collect()
    }
}

/// One round: who is one person by what is believed, and what is to be believed by who is one.
fn round(model: &Model, start: &Weights, candidates: &Candidates, by_chance: &[Reached]) -> Model {
    let mut shared = 0.0;
    let mut reached: Vec<Vec<f64>> =
        Field::ALL.iter().map(|field| vec![0.0; field.levels().len()]).collect();
    for (pattern, ones) in candidates.believed(model) {
        shared += ones;
        for (field, level) in pattern.known() {
            reached[field as usize][level] += ones;
        }
    }
    let mut weights = model.weights.clone();
    for field in Field::ALL {
        let all: f64 = reached[field as usize].iter().sum();
        let levels = weights.0[field as usize].iter_mut().zip(&reached[field as usize]);
        for ((chance, reached), before) in levels.zip(start.of(field)) {
            chance.one = BEFOREHAND.mul_add(before.one, *reached) / (all + BEFOREHAND);
        }
    }
    let least = model.expected.sides.iter().min().copied().unwrap_or(0);
    let expected = Expected { shared: shared.min(number(least)), ..model.expected };
    let mut next = Model { weights, expected, ..model.clone() };
    two_people(&mut next, by_chance);
    next
}

/// How often two people agree, where so many pairs are one person as is believed.
fn two_people(model: &mut Model, by_chance: &[Reached]) {
    let (shared, pairs) = (model.expected.shared, model.expected.pairs());
    for (levels, reached) in model.weights.0.iter_mut().zip(by_chance) {
        for (level, chance) in levels.iter_mut().enumerate() {
            chance.two = reached.by_two(level, shared, pairs, chance.one);
        }
        // Half a pair here and there: together they are all pairs again.
        let all: f64 = levels.iter().map(|chance| chance.two).sum();
        levels.iter_mut().for_each(|chance| chance.two /= all);
    }
}

/// The furthest that any number moved.
fn distance(one: &Model, other: &Model) -> f64 {
    let pairs = one.weights.0.iter().flatten().zip(other.weights.0.iter().flatten());
    let moved = pairs.map(|(one, other)| (one.one - other.one).abs());
    let shared = (one.expected.shared - other.expected.shared).abs() / one.expected.shared.max(1.0);
    moved.fold(shared, f64::max)
}
