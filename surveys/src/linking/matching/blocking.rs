//! Which pairs are compared at all: those that have something in common that few share. Comparing everybody with everybody
//! takes hours, and nearly every pair has nothing in common.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;

use super::Record;

/// The letters of a name that stand in a key.
const LETTERS: usize = 3;

/// What a record shares with those that it is compared with. A pair needs one of these in common, so each slip is made good
/// by another: a date by the names, a name by the date, a move by both.
fn keys(record: &Record) -> Vec<String> {
    let begins = |name: &String| name.chars().take(LETTERS).collect::<String>();
    let (first, last) = (record.first.as_ref(), record.last.as_ref());
    let born = record.born.map(|born| {
        let (low, high) = (born.day().min(born.month()), born.day().max(born.month()));
        // Day and month in either order.
        format!("born {} {low} {high}", born.year())
    });
    let at = record.postcode.as_ref().map(|postcode| format!("at {postcode}"));
    let called = first.zip(last);
    let called = called.map(|(first, last)| format!("called {} {last}", begins(first)));
    let turned = first.zip(record.born);
    let turned =
        turned.map(|(first, born)| format!("{} in {}", begins(first), born.format("%Y-%m")));
    let of_year = last.zip(record.born);
    let of_year = of_year.map(|(last, born)| format!("{} of {}", begins(last), born.year()));
    let numbered = record.nino.as_ref().map(|nino| format!("nino {nino}"));
    [born, at, called, turned, of_year, numbered].into_iter().flatten().collect()
}

/// The pairs that are compared, each once: place among ours, place among theirs.
pub(super) fn pairs(ours: &[Record], theirs: &[Record]) -> BTreeSet<(usize, usize)> {
    let mut by_key: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (place, record) in theirs.iter().enumerate() {
        for key in keys(record) {
            by_key.entry(key).or_default().push(place);
        }
    }
    let mut pairs = BTreeSet::new();
    for (place, record) in ours.iter().enumerate() {
        let found = keys(record).into_iter().filter_map(|key| by_key.get(&key)).flatten();
        pairs.extend(found.map(|other| (place, *other)));
    }
    pairs
}
