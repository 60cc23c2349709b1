//! What is reported: the score, its band, and the parts beside it.

use std::fmt;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::answers::ItemAnswer;
use super::instrument::{Instrument, Threshold};
use super::points::Points;
use super::rule::{Method, Tally};

/// The result for one person and one instrument. Its JSON keys are those of the `score` command, in this order.
///
/// For staff and researchers only: no page shows a participant a score or a band.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Score {
    /// The instrument's id.
    pub instrument: String,
    /// The sum of the answered items, reversed ones turned round: 0 if there are none, and no score in itself.
    pub raw: i64,
    /// What the instrument reports; none where its rules give none.
    pub score: Option<Points>,
    /// The band of the score; none where the instrument has no bands.
    pub band: Option<String>,
    /// How many items were answered; the visual scale is not an item.
    pub answered: usize,
    /// Whether the score stands on fewer answers than there are items.
    pub prorated: bool,
    /// The way of scoring, variant included.
    pub algorithm: String,
    /// The version of the instrument's definition.
    pub version: String,
    /// Parts with a result of their own.
    pub subscales: Subscales,
    #[serde(skip)]
    pub(super) explanation: String,
}

/// The parts beside a score, in the definition's order. JSON: an object.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subscales(Vec<(String, Option<Part>)>);

/// One of the parts beside a score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Part {
    /// A number.
    Points(Points),
    /// The name of a band, or a profile.
    Text(String),
}

impl Score {
    /// A few lines for the terminal: the result, what was counted, and how; or why there is no score.
    #[must_use]
    pub fn explain(&self) -> &str {
        &self.explanation
    }

    /// Whether the score is at or above the threshold. Without a score it never is.
    #[must_use]
    pub fn reaches(&self, threshold: &Threshold) -> bool {
        self.score.is_some_and(|score| score >= threshold.from)
    }
}

impl Subscales {
    pub(super) fn of(
        instrument: &Instrument,
        values: &[Option<i32>],
        answers: &[ItemAnswer],
    ) -> Self {
        let mut parts = Self::default();
        if instrument.score.method == Method::Profile {
            parts.add("profile", profile(values).map(Part::Text));
            parts.add("level_sum", level_sum(values));
            if let Some(value_set) = &instrument.value_set {
                parts.add("value_set_id", Some(Part::Text(value_set.id.clone())));
            }
        }
        for subscale in &instrument.subscales {
            let chosen = subscale.items.iter().map(|item| values[item - 1]);
            let tally = Tally::of(&chosen.collect::<Vec<_>>());
            let points = subscale.score.points(&tally, None);
            parts.add(&subscale.key, points.map(Part::Points));
            if !subscale.score.bands.is_empty() {
                let band = points.and_then(|points| subscale.score.band(points));
                parts.add(&format!("{}_band", subscale.key), band.map(Part::Text));
            }
        }
        if let (Some(visual), Some(answer)) = (&instrument.visual_scale, answers.last()) {
            parts.add(&visual.key, on_its_own(*answer));
        }
        parts
    }

    /// Each part with its name; none where the part has no result.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Option<&Part>)> {
        self.0.iter().map(|(key, part)| (key.as_str(), part.as_ref()))
    }

    fn add(&mut self, key: &str, part: Option<Part>) {
        self.0.push((key.to_owned(), part));
    }
}

impl Serialize for Subscales {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, part) in &self.0 {
            map.serialize_entry(key, part)?;
        }
        map.end()
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Points(points) => points.fmt(f),
            Self::Text(text) => text.fmt(f),
        }
    }
}

fn profile(values: &[Option<i32>]) -> Option<String> {
    values.iter().map(|level| level.map(|l| l.to_string())).collect()
}

fn level_sum(values: &[Option<i32>]) -> Option<Part> {
    let levels = values.iter().copied().collect::<Option<Vec<_>>>()?;
    Some(Part::Points(Points::Whole(levels.into_iter().map(i64::from).sum())))
}

fn on_its_own(answer: ItemAnswer) -> Option<Part> {
    match answer {
        ItemAnswer::Value(value) => Some(Part::Points(Points::Whole(i64::from(value)))),
        ItemAnswer::Missing | ItemAnswer::NotApplicable => None,
    }
}
