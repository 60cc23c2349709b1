//! Hiding small groups: numbers as bands, and codes that few people have as “other”. Codes that say why there is no answer
//! are below zero, and stay as they are.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::keys::QuestionKey;

/// The fewest people who may share a code, whatever the terms say: with two, each knows the other.
pub const FEWEST: u32 = 3;

/// A number that is given as a band.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bands {
    /// The variable, such as `d_age`.
    pub variable: QuestionKey,
    /// The first number of each band, from the lowest. The last has no end.
    pub from: Vec<i32>,
}

/// A variable whose rare codes are put together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rare {
    /// The variable, such as `ethdet`.
    pub variable: QuestionKey,
    /// Codes that fewer people have are put together.
    pub under: u32,
    /// The code that stands for all of them.
    pub other: i32,
}

impl Bands {
    /// The number by which a band is known: its first one. What lies below the first band is in it. What is below zero says
    /// why there is no number, and stays.
    #[must_use]
    pub fn of(&self, number: i32) -> i32 {
        if number < 0 {
            return number;
        }
        let last = self.from.iter().rev().find(|first| **first <= number);
        last.or(self.from.first()).copied().unwrap_or(number)
    }

    /// Each band by its number, in words: `up to 24`, `25 to 34`, `80 or more`.
    pub fn labels(&self) -> impl Iterator<Item = (i32, String)> + '_ {
        self.from.iter().enumerate().map(|(nth, first)| {
            let label = match (nth, self.from.get(nth + 1)) {
                (0, Some(next)) => format!("up to {}", next - 1),
                (_, Some(next)) if *next == first + 1 => first.to_string(),
                (_, Some(next)) => format!("{first} to {}", next - 1),
                (0, None) => "any".to_owned(),
                (_, None) => format!("{first} or more"),
            };
            (*first, label)
        })
    }
}

impl Rare {
    /// The codes that are put together, where each person of a release has one of these. When all of them together are still
    /// too few, the next rarest joins them, the lower code first: one hidden group is otherwise worked out from the others.
    #[must_use]
    pub fn hidden(&self, codes: impl IntoIterator<Item = i32>) -> BTreeSet<i32> {
        let mut people: BTreeMap<_, u32> = BTreeMap::new();
        for code in codes {
            *people.entry(BTreeSet::from([code])).or_default() += 1;
        }
        self.hidden_among(&people)
    }

    /// The same where a person may have several, as in several waves: how many people have exactly these codes between them.
    /// Somebody with two rare codes is one person behind “other”, and not two.
    #[must_use]
    pub fn hidden_among(&self, people: &BTreeMap<BTreeSet<i32>, u32>) -> BTreeSet<i32> {
        let mut counts: BTreeMap<i32, u32> = BTreeMap::new();
        for (codes, count) in people {
            for code in codes.iter().filter(|code| **code >= 0 && **code != self.other) {
                *counts.entry(*code).or_default() += count;
            }
        }
        let mut by_count: Vec<_> = counts.into_iter().map(|(code, count)| (count, code)).collect();
        by_count.sort_unstable();
        let mut hidden = BTreeSet::new();
        for (count, code) in by_count {
            let together = self.together(people, &hidden);
            if count < self.under || (together > 0 && together < self.under) {
                hidden.insert(code);
            }
        }
        hidden
    }

    /// How many people have a hidden code, or that of “other”.
    fn together(&self, people: &BTreeMap<BTreeSet<i32>, u32>, hidden: &BTreeSet<i32>) -> u32 {
        let is_behind = |code: &i32| *code == self.other || hidden.contains(code);
        people.iter().filter(|(codes, _)| codes.iter().any(is_behind)).map(|(_, count)| count).sum()
    }

    /// A code as it is given, with these hidden.
    #[must_use]
    pub fn of(&self, code: i32, hidden: &BTreeSet<i32>) -> i32 {
        if hidden.contains(&code) { self.other } else { code }
    }
}
