//! How often any two records of two lists agree, whoever they are.

use std::collections::BTreeMap;

use crate::linking::matching::{Field, Pattern, Record, Weights};

/// Pairs that are compared for levels below “the same”.
const COMPARED: usize = 50_000;
/// What is known beforehand weighs as much as so many of these, so that a level that nobody reached is not impossible.
const BEFOREHAND: f64 = 20.0;

/// How many of all pairs reach each level of a field, among those where both sides know it.
#[derive(Clone, Debug)]
pub struct Reached {
    /// The pairs where both know it.
    pub known: f64,
    /// How many of them reach each level.
    pub levels: Vec<f64>,
}

/// Counts how often a field is the same, which is rare and decides most, and compares some pairs for how the rest is divided:
/// each of ours with some of theirs, who are taken at equal distances.
pub fn reached(ours: &[Record], theirs: &[Record], start: &Weights) -> Vec<Reached> {
    let shares = shares(ours, theirs, start);
    let fields = Field::ALL.into_iter().zip(shares);
    fields
        .map(|(field, shares)| {
            let (known, same) = same(field, ours, theirs);
            let rest: f64 = shares.iter().skip(1).sum();
            let below = shares.iter().skip(1).map(|share| (known - same) * share / rest);
            Reached { known, levels: [same].into_iter().chain(below).collect() }
        })
        .collect()
}

/// How many pairs know a field, and in how many it is the same.
fn same(field: Field, ours: &[Record], theirs: &[Record]) -> (f64, f64) {
    let count = |records: &[Record]| {
        let mut counts: BTreeMap<String, f64> = BTreeMap::new();
        for value in records.iter().filter_map(|record| value(field, record)) {
            *counts.entry(value).or_default() += 1.0;
        }
        counts
    };
    let (mine, yours) = (count(ours), count(theirs));
    let known = mine.values().sum::<f64>() * yours.values().sum::<f64>();
    let same = mine.iter().filter_map(|(value, count)| Some(count * yours.get(value)?));
    (known, same.sum())
}

fn value(field: Field, record: &Record) -> Option<String> {
    match field {
        Field::First => record.first.clone(),
        Field::Last => record.last.clone(),
        Field::Born => record.born.map(|born| born.to_string()),
        Field::Postcode => record.postcode.as_ref().map(ToString::to_string),
        Field::Sex => record.sex.map(|sex| sex.code().to_string()),
    }
}

fn shares(ours: &[Record], theirs: &[Record], start: &Weights) -> Vec<Vec<f64>> {
    let mut counts: Vec<Vec<f64>> =
        Field::ALL.iter().map(|field| vec![0.0; field.levels().len()]).collect();
    let each = (COMPARED / ours.len().max(1)).clamp(1, theirs.len().max(1));
    for (place, record) in ours.iter().enumerate() {
        for nth in 0..each.min(theirs.len()) {
            let other = (place + nth * theirs.len() / each) % theirs.len();
            for (field, level) in Pattern::of(record, &theirs[other]).known() {
                counts[field as usize][level] += 1.0;
            }
        }
    }
    let fields = Field::ALL.into_iter().zip(counts);
    fields
        .map(|(field, counts)| {
            let all: f64 = counts.iter().sum();
            let levels = counts.iter().zip(start.of(field));
            levels
                .map(|(count, before)| BEFOREHAND.mul_add(before.two, *count) / (all + BEFOREHAND))
                .collect()
        })
        .collect()
}

impl Reached {
    /// How often two people reach a level, once the pairs of one person are taken out, of whom there are thought to be
    /// `shared` among all `pairs`, who reach it with this chance. Never less than half a pair in all.
    pub fn by_two(&self, level: usize, shared: f64, pairs: f64, one: f64) -> f64 {
        let ones = shared * self.known / pairs.max(1.0);
        let two = (self.levels[level] - ones * one) / (self.known - ones).max(1.0);
        two.clamp(0.5 / self.known.max(1.0), 1.0)
    }
}
