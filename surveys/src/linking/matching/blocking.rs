//! Which pairs are compared at all: those that have something in common that few share. Comparing everybody with everybody
//! takes hours, and nearly every pair has nothing in common.
//!
//! What many share is as good as nothing: a date of birth that stands for none, or the postcode of a prison. Of those who share
//! it, only those are compared who have something more in common, and where that is not enough, it is told of how many pairs.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;

use super::Record;

/// The letters of a name that stand in a key.
const LETTERS: usize = 3;

/// Pairs that may share a key: a thousand of ours with a thousand of theirs. Among 100,000 people on either side a common
/// name, and a common name with a year of birth, have a few thousand.
const MOST: u64 = 1_000_000;

/// What a record shares with others.
struct Key {
    whole: String,
    /// The same with something more, for where too many share it.
    finer: Option<String>,
}

/// Those who share a key.
#[derive(Default)]
struct Block {
    ours: u64,
    /// Their places.
    theirs: Vec<usize>,
}

/// Those who share something, by what they share.
pub(super) struct Blocks {
    blocks: BTreeMap<String, Block>,
    /// Pairs that share something and are not compared for it, since too many do. Those who share two such things are
    /// counted twice, and some of them are compared for something else.
    pub not_compared: u64,
}

impl Block {
    fn pairs(&self) -> u64 {
        self.ours.saturating_mul(self.theirs.len() as u64)
    }
}

impl Blocks {
    pub(super) fn of(ours: &[Record], theirs: &[Record]) -> Self {
        let whole = gathered(ours, theirs, |record| {
            keys(record).into_iter().map(|key| key.whole).collect()
        });
        let (large, mut blocks) = divided(whole);
        let finer = gathered(ours, theirs, |record| {
            let shared = keys(record).into_iter().filter(|key| large.contains_key(&key.whole));
            shared.filter_map(|key| key.finer).collect()
        });
        let (_, finer) = divided(finer);
        let pairs = |of: &BTreeMap<String, Block>| of.values().map(Block::pairs).sum::<u64>();
        let not_compared = pairs(&large).saturating_sub(pairs(&finer));
        blocks.extend(finer);
        Self { blocks, not_compared }
    }

    /// The pairs that are compared, each once: place among ours, place among theirs. They are found one of ours at a time.
    pub(super) fn pairs(&self, ours: &[Record]) -> impl Iterator<Item = (usize, usize)> {
        let ours = ours.iter().enumerate();
        ours.flat_map(|(place, record)| {
            self.with(record).into_iter().map(move |other| (place, other))
        })
    }

    /// Those of theirs that one of ours is compared with.
    fn with(&self, record: &Record) -> BTreeSet<usize> {
        let keys = keys(record).into_iter().flat_map(|key| [Some(key.whole), key.finer]).flatten();
        let blocks = keys.filter_map(|key| self.blocks.get(&key));
        blocks.flat_map(|block| block.theirs.iter().copied()).collect()
    }
}

/// What a record shares with those that it is compared with. A pair needs one of these in common, so each slip is made good
/// by another: a date by the names, a name by the date, a move by both.
fn keys(record: &Record) -> Vec<Key> {
    let begins = |name: &String| name.chars().take(LETTERS).collect::<String>();
    let (first, last) = (record.first.as_ref(), record.last.as_ref());
    let year = record.born.map(|born| born.year().to_string());
    let key = |whole: Option<String>, more: Option<String>| {
        let finer = |whole: &String| more.map(|more| format!("{whole} and {more}"));
        whole.map(|whole| Key { finer: finer(&whole), whole })
    };
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
    let (first, last) = (first.map(begins), last.map(begins));
    let all = [
        key(born, first.clone()),
        key(at, last.clone()),
        key(called, year),
        key(turned, last),
        key(of_year, first),
        key(numbered, None),
    ];
    all.into_iter().flatten().collect()
}

/// Who shares a key that both sides have.
fn gathered(
    ours: &[Record],
    theirs: &[Record],
    keys: impl Fn(&Record) -> Vec<String>,
) -> BTreeMap<String, Block> {
    let mut blocks: BTreeMap<String, Block> = BTreeMap::new();
    for (place, record) in theirs.iter().enumerate() {
        for key in keys(record) {
            blocks.entry(key).or_default().theirs.push(place);
        }
    }
    for key in ours.iter().flat_map(keys) {
        if let Some(block) = blocks.get_mut(&key) {
            block.ours += 1;
        }
    }
    blocks.retain(|_, block| block.ours > 0);
    blocks
}

/// Those that are too large, and the others.
fn divided(blocks: BTreeMap<String, Block>) -> (BTreeMap<String, Block>, BTreeMap<String, Block>) {
    blocks.into_iter().partition(|(_, block)| block.pairs() > MOST)
}
