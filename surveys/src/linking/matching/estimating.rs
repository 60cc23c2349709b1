//! What agreements are worth, estimated from the lists themselves (A. Dempster, N. Laird and D. Rubin, “Maximum Likelihood from
//! Incomplete Data via the EM Algorithm”, Journal of the Royal Statistical Society B 39, 1977).
//!
//! How often two people agree is counted in pairs taken by a rule that has nothing to do with who they are. That leaves how
//! often one person's records do, and how many of ours are among theirs, for which the algorithm has one answer.

use std::collections::BTreeMap;

use super::{
    Expected, Field, Model, Pattern, Record, Thresholds, Weights, blocking, deciding::number,
    weights::Chance,
};

/// Pairs that are compared to learn how often two people agree.
const BY_CHANCE: usize = 200_000;
/// What is known beforehand weighs as much as so many pairs, so that a level that nobody reached is not impossible.
const BEFOREHAND: f64 = 20.0;
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
    let expected = Expected { shared, sides: [ours.len(), theirs.len()] };
    let weights = by_chance(ours, theirs, start);
    let mut counts: BTreeMap<Pattern, f64> = BTreeMap::new();
    for (one, other) in blocking::pairs(ours, theirs) {
        *counts.entry(Pattern::of(&ours[one], &theirs[other])).or_default() += 1.0;
    }
    let mut model = Model { weights, expected, thresholds: Thresholds::default() };
    for rounds in 1..=MOST_ROUNDS {
        let next = round(&model, start, &counts);
        let moved = distance(&model, &next);
        model = next;
        if moved < STILL {
            return Estimate { model, rounds, is_settled: true };
        }
    }
    Estimate { model, rounds: MOST_ROUNDS, is_settled: false }
}

/// One round: who is one person by what is believed, and what is to be believed by who is one.
fn round(model: &Model, start: &Weights, counts: &BTreeMap<Pattern, f64>) -> Model {
    let mut shared = 0.0;
    let mut reached: Vec<Vec<f64>> =
        Field::ALL.iter().map(|field| vec![0.0; field.levels().len()]).collect();
    for (pattern, count) in counts {
        let ones = count * model.probability(pattern);
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
    Model { weights, expected, ..model.clone() }
}

/// How often two people agree: everybody of ours with some of theirs, who are taken at equal distances.
fn by_chance(ours: &[Record], theirs: &[Record], start: &Weights) -> Weights {
    let mut weights = start.clone();
    let each = (BY_CHANCE / ours.len().max(1)).clamp(1, theirs.len().max(1));
    let mut reached: Vec<Vec<usize>> =
        Field::ALL.iter().map(|field| vec![0; field.levels().len()]).collect();
    for (place, record) in ours.iter().enumerate() {
        for nth in 0..each.min(theirs.len()) {
            let other = (place + nth * theirs.len() / each) % theirs.len();
            for (field, level) in Pattern::of(record, &theirs[other]).known() {
                reached[field as usize][level] += 1;
            }
        }
    }
    for field in Field::ALL {
        let counts = &reached[field as usize];
        let all = number(counts.iter().sum());
        let levels = weights.0[field as usize].iter_mut().zip(counts).zip(start.of(field));
        for ((chance, count), before) in levels {
            let two = BEFOREHAND.mul_add(before.two, number(*count)) / (all + BEFOREHAND);
            *chance = Chance { two, ..*chance };
        }
    }
    weights
}

/// The furthest that any number moved.
fn distance(one: &Model, other: &Model) -> f64 {
    let pairs = one.weights.0.iter().flatten().zip(other.weights.0.iter().flatten());
    let moved = pairs.map(|(one, other)| (one.one - other.one).abs());
    let shared = (one.expected.shared - other.expected.shared).abs() / one.expected.shared.max(1.0);
    moved.fold(shared, f64::max)
}
