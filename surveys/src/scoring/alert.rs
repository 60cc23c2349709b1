//! Answers after which a person of the team has to act, whatever the score.

use serde::Deserialize;

use super::answers::ItemAnswer;
use super::instrument::Instrument;

/// One reason to act. A study's protocol may set others; these are where it starts.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alert {
    /// How soon: 3 is the most urgent.
    pub level: u8,
    /// The item looked at; where there is none, the sum of the answered items.
    pub item: Option<usize>,
    /// The lowest value that raises it.
    pub from: i32,
}

impl Instrument {
    /// The most urgent alert that these answers raise, or none.
    ///
    /// A missing item is never filled in for this, and too few answers for a score are enough for an alert.
    #[must_use]
    pub fn alert_level(&self, answers: &[ItemAnswer]) -> Option<u8> {
        let raised = self.alerts.iter().filter(|alert| alert.is_raised(answers));
        raised.map(|alert| alert.level).max()
    }
}

impl Alert {
    fn is_raised(&self, answers: &[ItemAnswer]) -> bool {
        let value = |answer: &ItemAnswer| match answer {
            ItemAnswer::Value(value) => Some(*value),
            ItemAnswer::Missing | ItemAnswer::NotApplicable => None,
        };
        let seen = match self.item {
            Some(item) => answers.get(item - 1).and_then(value),
            None => Some(answers.iter().filter_map(value).sum()),
        };
        seen.is_some_and(|seen| seen >= self.from)
    }
}
