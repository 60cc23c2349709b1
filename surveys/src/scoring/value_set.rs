//! What a health profile is worth. Value sets are licensed: a study brings its own, and none is shipped.

use serde::{Deserialize, Serialize};

use super::points::Points;

/// A value set in which each level of each item takes something away from the best profile.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ValueSet {
    /// What it is called beside every index that it gave.
    pub id: String,
    /// Where it is published.
    pub source: String,
    /// The value of the profile in which every item is at its best.
    pub best: Points,
    /// What each level takes away, item by item, from the best level to the worst: up to four decimal places.
    pub less: Vec<Vec<Points>>,
}

impl ValueSet {
    /// The value of a profile; none where an item is missing.
    pub(super) fn index(&self, values: &[Option<i32>], lowest: i32) -> Option<Points> {
        let mut left = self.best.ten_thousandths();
        for (levels, value) in self.less.iter().zip(values) {
            let level = usize::try_from((*value)? - lowest).ok()?;
            left -= levels.get(level)?.ten_thousandths();
        }
        (self.less.len() == values.len()).then_some(Points::Decimal(left))
    }

    /// The least and the greatest value of any profile, and how many decimals it has.
    pub(super) fn range(&self) -> Option<(f64, f64, i32)> {
        let (mut least, mut most) = (self.best.ten_thousandths(), self.best.ten_thousandths());
        for levels in &self.less {
            let taken = levels.iter().map(|less| less.ten_thousandths());
            least -= taken.clone().max()?;
            most -= taken.min()?;
        }
        Some((Points::Decimal(least).number(), Points::Decimal(most).number(), 4))
    }
}
