//! A score among the variables of a survey. It is published with the rule by which it is worked out, so that
//! the answers to a version are scored by the same rule for ever, whatever the catalogue says by then.

mod steps;

use serde::{Deserialize, Serialize};

use super::{
    points::Points,
    rule::{Conversion, Method, Rule, Tally},
    value_set::ValueSet,
};
use crate::{
    condition::Look,
    value::{Missing, Value},
};

/// One result of an instrument, and everything that it is worked out from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scored {
    /// The instrument's id.
    pub instrument: String,
    /// Names the way of scoring.
    pub algorithm: String,
    /// The version of the instrument's definition.
    pub version: String,
    /// The variables of its items, in their order.
    pub of: Vec<String>,
    /// The lowest number that an item can have.
    pub lowest: i32,
    /// The highest, itself allowed. A number outside, such as that of "does not apply", counts as missing.
    pub highest: i32,
    /// Items counted from the other end, from 1.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reversed: Vec<usize>,
    /// How they are put together.
    pub rule: Rule,
    /// From total to metric.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conversion: Option<Conversion>,
    /// What a profile is worth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value_set: Option<ValueSet>,
    /// Which of the results.
    pub gives: Gives,
}

/// What there is to know of an instrument's answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gives {
    /// What the instrument reports.
    Score,
    /// The sum of the answered items, reversed ones turned round.
    Raw,
    /// How many items were answered.
    Answered,
    /// 1 where the score stands on fewer answers than there are items, otherwise 0.
    Prorated,
    /// The levels one after another, as a number such as 21232.
    Profile,
    /// The sum of the levels, where every item is answered.
    LevelSum,
    /// The version of the way of scoring.
    Version,
}

impl Scored {
    /// The result by final answers; why there is none, as a missing code, where the rules give none.
    pub fn value(&self, scope: &impl Look) -> Value {
        let looked: Vec<_> = self.of.iter().map(|variable| scope.look(variable)).collect();
        let reasons = looked.iter().flatten().filter_map(Value::missing);
        let reasons: Vec<_> = reasons.collect();
        let beside = |reason: &Missing| {
            matches!(reason, Missing::NotApplicable | Missing::NotAsked | Missing::NotReached)
        };
        if reasons.len() == looked.len() && reasons.iter().all(beside) {
            return Value::Missing(reasons.first().copied().unwrap_or(Missing::NotApplicable));
        }
        let values: Vec<_> = looked.iter().enumerate().map(|item| self.counted(item)).collect();
        let said = reasons.iter().find(|reason| **reason != Missing::NotApplicable);
        let why = said.or(reasons.first()).copied().unwrap_or(Missing::NotApplicable);
        self.given(&values).map_or(Value::Missing(why), Value::Number)
    }

    /// Between which numbers every result is, and to how many decimals. None where that is not known.
    pub(crate) fn range(&self) -> Option<(f64, f64, i32)> {
        let (items, factor) = (self.of.len() as f64, self.rule.factor as f64);
        let (lowest, highest) = (f64::from(self.lowest), f64::from(self.highest));
        match (self.gives, self.rule.method) {
            (Gives::Score, Method::Sum) => {
                Some((lowest * items * factor, highest * items * factor, 0))
            }
            (Gives::Score, Method::Mean) => Some((lowest * factor, highest * factor, 4)),
            (Gives::Raw, _) => Some((lowest.min(lowest * items), highest.max(highest * items), 0)),
            (Gives::LevelSum, _) => Some((lowest * items, highest * items, 0)),
            (Gives::Answered, _) => Some((0.0, items, 0)),
            (Gives::Prorated, _) => Some((0.0, 1.0, 0)),
            _ => None,
        }
        .filter(|(least, most, _)| least <= most)
    }

    /// The same, also by what a table or a value set can give.
    pub(crate) fn widest(&self) -> Option<(f64, f64, i32)> {
        match (self.gives, self.rule.method) {
            (Gives::Score, Method::Table) => {
                let hundredths = &self.conversion.as_ref()?.hundredths;
                let (least, most) = (hundredths.iter().min()?, hundredths.iter().max()?);
                Some((*least as f64 / 100.0, *most as f64 / 100.0, 2))
            }
            (Gives::Score, Method::Profile) => self.value_set.as_ref()?.range(),
            _ => self.range(),
        }
    }

    /// The item's number as it counts.
    fn counted(&self, (place, looked): (usize, &Option<Value>)) -> Option<i32> {
        let value = looked.as_ref()?.number()? as i32;
        let value = (self.lowest..=self.highest).contains(&value).then_some(value)?;
        let is_reversed = self.reversed.contains(&(place + 1));
        Some(if is_reversed { self.lowest + self.highest - value } else { value })
    }

    fn given(&self, values: &[Option<i32>]) -> Option<f64> {
        let tally = Tally::of(values);
        match self.gives {
            Gives::Score => self.points(values, &tally).map(Points::number),
            Gives::Raw => (tally.answered > 0).then_some(tally.raw as f64),
            Gives::Answered => Some(tally.answered as f64),
            Gives::Prorated => {
                self.points(values, &tally).map(|_| f64::from(u8::from(tally.missing() > 0)))
            }
            Gives::Profile if tally.missing() > 0 => None,
            Gives::Profile => {
                let levels = values.iter().flatten();
                Some(levels.fold(0.0, |before, level| before * 10.0 + f64::from(*level)))
            }
            Gives::LevelSum => (tally.missing() == 0).then_some(tally.raw as f64),
            Gives::Version => self.version.parse().ok(),
        }
    }

    fn points(&self, values: &[Option<i32>], tally: &Tally) -> Option<Points> {
        match (self.rule.method, &self.value_set) {
            (Method::Profile, Some(value_set)) => value_set.index(values, self.lowest),
            _ => self.rule.points(tally, self.conversion.as_ref()),
        }
    }
}
