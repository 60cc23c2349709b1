//! What is to be left out, and what is made coarser.

use std::collections::BTreeSet;

use surveys::{
    collapsing::{Bands, Rare},
    keys::QuestionKey,
};

use super::Hidden;
use crate::{Dataset, Kind, Variable};

/// The columns that say whose row it is, and of which wave. They always stay.
pub const WHOSE_ROW: [&str; 2] = ["row_key", "wave"];

/// What a companion of a date or of words has behind the question's key, where it tells whether there is an answer.
const STATUS: &str = "_st";

/// What is left out, and what is made coarser.
///
/// A rule names a variable as the survey does: `d_age` is `w0_d_age` and `w1_d_age` in a file that has a column for each wave.
/// With a wave's prefix it is that column alone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rules {
    /// The prefixes of the study's waves, such as `w0`.
    pub prefixes: Vec<String>,
    /// The only columns that stay; all, where it is none. A question that took several answers stands for each of them, and one
    /// for a date or for words has its status with it.
    pub keep: Option<BTreeSet<String>>,
    /// Columns that leave, also when they are among those that stay.
    pub leave_out: BTreeSet<String>,
    /// Numbers that are given in bands.
    pub bands: Vec<Bands>,
    /// Numbers of which the greatest are given as one.
    pub tops: Vec<TopCode>,
    /// Codes that few people have.
    pub rare: Vec<Rare>,
    /// Which codes are put together, as [`Counts`](super::Counts) has found.
    pub hidden: Hidden,
}

/// A number from which on all are given as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopCode {
    /// The variable, such as `d_age`.
    pub variable: QuestionKey,
    /// The least number that stands for all above it.
    pub from: u16,
}

impl TopCode {
    /// The age from which on all are given as one, where a study's terms say nothing of ages.
    pub const OLDEST: u16 = 80;

    /// Of a variable that is an age in years.
    #[must_use]
    pub const fn of_age(variable: QuestionKey) -> Self {
        Self { variable, from: Self::OLDEST }
    }
}

/// A rule about a variable that is nowhere.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no file has “{variable}”, which is to {rule}")]
pub struct Unknown {
    /// As the rule names it.
    pub variable: String,
    /// What was to become of it.
    pub rule: Rule,
}

/// What is to become of a variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// It stays.
    Keep,
    /// It leaves.
    LeaveOut,
    /// It is given in bands.
    Bands,
    /// Its rare codes are put together.
    Rare,
}

impl std::fmt::Display for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Keep => "stay",
            Self::LeaveOut => "be left out",
            Self::Bands => "be given in bands",
            Self::Rare => "have its rare codes put together",
        })
    }
}

impl Rules {
    /// The rules about variables that none of these files has. Top codes are not told: they are no study's own words.
    #[must_use]
    pub fn unknown<'d>(&self, files: impl IntoIterator<Item = &'d Dataset>) -> Vec<Unknown> {
        let files: Vec<_> = files.into_iter().flat_map(Dataset::variables).collect();
        let keep = self.keep.iter().flatten().map(|name| (Rule::Keep, name.as_str()));
        let leave = self.leave_out.iter().map(|name| (Rule::LeaveOut, name.as_str()));
        let bands = self.bands.iter().map(|rule| (Rule::Bands, rule.variable.as_str()));
        let rare = self.rare.iter().map(|rule| (Rule::Rare, rule.variable.as_str()));
        let all = keep.chain(leave).chain(bands).chain(rare);
        let nowhere = all.filter(|(_, name)| !files.iter().any(|own| self.is_of(own, name)));
        nowhere.map(|(rule, name)| Unknown { variable: name.to_owned(), rule }).collect()
    }

    /// Whether the column stays.
    pub(super) fn keeps(&self, variable: &Variable) -> bool {
        if WHOSE_ROW.contains(&variable.name.as_str()) {
            return true;
        }
        let is_among = |names: &BTreeSet<String>| names.iter().any(|own| self.is_of(variable, own));
        self.keep.as_ref().is_none_or(is_among) && !is_among(&self.leave_out)
    }

    /// Whether the column shows the variable, is one of its answers, or tells whether there is one.
    fn is_of(&self, variable: &Variable, named: &str) -> bool {
        let name = variable.name.as_str();
        let set = variable.set.as_ref().is_some_and(|set| self.is_named(set.as_str(), named));
        let tells = matches!(variable.kind, Kind::Whole { least: 0, most: 0 });
        let companion = name.strip_suffix(STATUS).filter(|_| tells);
        set || self.is_named(name, named) || companion.is_some_and(|of| self.is_named(of, named))
    }

    /// Whether a rule that says `named` means the column, with a wave's prefix or without.
    pub(super) fn is_named(&self, column: &str, named: &str) -> bool {
        let without = |prefix: &String| column.strip_prefix(prefix.as_str())?.strip_prefix('_');
        column == named || self.prefixes.iter().filter_map(without).any(|own| own == named)
    }
}
