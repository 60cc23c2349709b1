//! How answers become one number, and what the number is called.

use serde::{Deserialize, Serialize};

use super::points::{self, Points};

/// How some items are scored together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// What is done with the values.
    pub method: Method,
    /// What the sum or mean is multiplied by: 4 makes the WHO-5's 0 to 25 into 0 to 100.
    #[serde(default = "once")]
    pub factor: i64,
    /// How many items may be missing; each then counts as the mean of the others. One more, and there is no score.
    #[serde(default)]
    pub most_missing: usize,
    /// Names for ranges of the score, lowest first. Empty where nobody agrees on any.
    #[serde(default)]
    pub bands: Vec<Band>,
}

/// What is done with the values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Added up; a whole number.
    Sum,
    /// Added up and divided by the number answered; kept to four decimal places.
    Mean,
    /// Added up and looked up in the instrument's conversion table.
    Table,
    /// Written one after another, such as `21232`. No number without a value set.
    Profile,
    /// Not put together at all.
    None,
}

/// A named range of scores, up to where the next one begins.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// The lowest score in it.
    pub from: Points,
    /// What it is called.
    pub name: String,
}

/// What each total is on another scale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conversion {
    /// The total that the first entry belongs to; the others follow one by one.
    pub lowest: i64,
    /// The converted scores, in hundredths.
    pub hundredths: Vec<i64>,
}

/// What was counted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tally {
    pub raw: i64,
    pub answered: usize,
    pub items: usize,
}

impl Rule {
    /// The score, or none where too much is missing or the method gives no number.
    pub(super) fn points(&self, tally: &Tally, conversion: Option<&Conversion>) -> Option<Points> {
        if tally.answered == 0 || tally.missing() > self.most_missing {
            return None;
        }
        let (answered, items) = (tally.answered as i64, tally.items as i64);
        match self.method {
            Method::Sum => {
                Some(Points::Whole(points::half_up(tally.raw * items * self.factor, answered)))
            }
            Method::Mean => Some(Points::fraction(tally.raw * self.factor, answered)),
            Method::Table => conversion?.look_up(points::half_up(tally.raw * items, answered)),
            Method::Profile | Method::None => None,
        }
    }

    /// The name of the last band that begins at or below the score.
    pub(super) fn band(&self, score: Points) -> Option<String> {
        let reached = self.bands.iter().rev().find(|band| band.from <= score);
        reached.map(|band| band.name.clone())
    }
}

impl Conversion {
    /// The entry for a total; none for a total outside the table.
    #[must_use]
    pub fn look_up(&self, total: i64) -> Option<Points> {
        let index = usize::try_from(total - self.lowest).ok()?;
        let hundredths = self.hundredths.get(index)?;
        Some(Points::fraction(*hundredths, 100))
    }
}

impl Tally {
    pub(super) fn of(values: &[Option<i32>]) -> Self {
        let given = values.iter().flatten();
        Self {
            raw: given.clone().map(|value| i64::from(*value)).sum(),
            answered: given.count(),
            items: values.len(),
        }
    }

    pub(super) fn missing(&self) -> usize {
        self.items - self.answered
    }
}

fn once() -> i64 {
    1
}
