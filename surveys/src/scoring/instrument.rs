//! What an instrument is: everything a definition file says about it.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use super::alert::Alert;
use super::answers::ItemAnswer;
use super::points::Points;
use super::rule::{Conversion, Method, Rule, Tally};
use super::value_set::ValueSet;

/// One published questionnaire. Items are numbered from 1, as in the publications.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Instrument {
    /// What it is called in files and on the command line: lower case letters and digits.
    pub id: String,
    /// The version of this definition; it rises with any change that could change a score.
    pub version: String,
    /// Names the way of scoring, variant included, and is exported with every score.
    pub algorithm: String,
    /// The short name people use, such as PHQ-9.
    pub name: String,
    /// The full title.
    pub title: String,
    /// How many items are scored; the visual scale is not one of them.
    pub items: usize,
    /// The lowest number an item can have.
    pub lowest: i32,
    /// The highest number an item can have, itself allowed.
    pub highest: i32,
    /// Items counted from the other end of the scale.
    #[serde(default)]
    pub reversed: Vec<usize>,
    /// Items that offer "not applicable" as an answer of their own.
    #[serde(default)]
    pub may_not_apply: Vec<usize>,
    /// A scale asked after the items and never added to them.
    pub visual_scale: Option<VisualScale>,
    /// How all items together are scored.
    pub score: Rule,
    /// Cut points that stand beside the bands.
    #[serde(default)]
    pub thresholds: Vec<Threshold>,
    /// The smallest change in one person's score that is more than measurement error.
    pub reliable_change: Option<i64>,
    /// Parts that are reported beside the score, in this order.
    #[serde(default)]
    pub subscales: Vec<Subscale>,
    /// Answers after which a person of the team has to act.
    #[serde(default)]
    pub alerts: Vec<Alert>,
    /// Whether the words of the items come with the program.
    pub text_policy: TextPolicy,
    /// Of each item, by what its words are known where they do not come with the program: the first 16 digits of their
    /// SHA-256, in small letters and without signs.
    #[serde(default)]
    pub known_by: Vec<String>,
    /// Who holds the rights in the wording.
    pub owner: String,
    /// On what terms the wording may be used.
    pub licence: String,
    /// What a report that uses the instrument has to cite.
    pub citation: String,
    /// The ways of asking for which scores may be compared with published ones.
    pub modes_allowed: Vec<Mode>,
    /// The words, where they may be shipped.
    pub text: Option<Wording>,
    /// The table from total to metric, in a file of its own.
    #[serde(skip)]
    pub conversion: Option<Conversion>,
    /// What its profiles are worth: brought by a study with a licence of its own, never shipped.
    #[serde(skip)]
    pub value_set: Option<ValueSet>,
}

/// A thermometer-like scale beside the items.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VisualScale {
    /// What it is called among the subscales.
    pub key: String,
    /// Its lowest number.
    pub lowest: i32,
    /// Its highest number, itself allowed.
    pub highest: i32,
}

/// A cut point: reached at `from` and above.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Threshold {
    /// What reaching it means.
    pub name: String,
    /// The lowest score that reaches it.
    pub from: Points,
}

/// A part of the instrument with a result of its own.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subscale {
    /// What it is called in files.
    pub key: String,
    /// Which items it counts.
    pub items: Vec<usize>,
    /// How they are scored.
    pub score: Rule,
    /// What stands for the key in the name of a variable, where the key is too long for one.
    pub short: Option<String>,
}

/// Where the words of the items come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextPolicy {
    /// They are in the definition: its licence lets them be passed on.
    Bundled,
    /// The study brings them with its own licence; the definition has none.
    OperatorSupplied,
}

/// A way of asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// The person reads and answers on a screen.
    Web,
    /// An interviewer reads it out.
    Telephone,
    /// The person reads and answers on paper.
    Paper,
}

impl Mode {
    /// Every way of asking.
    pub const ALL: [Self; 3] = [Self::Web, Self::Telephone, Self::Paper];

    /// The word for it in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Web => "web",
            Self::Telephone => "telephone",
            Self::Paper => "paper",
        }
    }
}

/// The words of an instrument, exactly as published.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wording {
    /// Said once, before everything.
    pub intro: Option<String>,
    /// The beginning of the sentence that each item ends.
    pub stem: Option<String>,
    /// The choices in the order in which they are shown; of a long scale only the two ends.
    pub options: Vec<Choice>,
    /// The scored items in their order.
    pub items: Vec<Item>,
    /// Asked with the instrument but never counted.
    #[serde(default)]
    pub unscored: Vec<Item>,
    /// The question of whose grid the items are rows, where they are asked in one.
    pub grid: Option<String>,
    /// What somebody chooses to whom an item does not apply.
    pub not_applicable: Option<String>,
    /// The words of the visual scale.
    pub visual_scale: Option<VisualWording>,
}

/// The words of a visual scale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VisualWording {
    /// What is asked.
    pub text: String,
    /// Help under it, such as what its two ends mean.
    pub hint: Option<String>,
}

/// One choice and its number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The number that is stored.
    pub value: i32,
    /// What the person reads.
    pub label: String,
}

/// One item.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Its key as a question.
    pub key: String,
    /// What the person reads.
    pub text: String,
    /// Its own choices; empty where it has those of the instrument.
    #[serde(default)]
    pub options: Vec<Choice>,
}

impl Instrument {
    /// How many values a full list of answers has: the items, and the visual scale where there is one.
    #[must_use]
    pub fn places(&self) -> usize {
        self.items + usize::from(self.visual_scale.is_some())
    }

    /// The numbers possible at a position, from 1; after the last item comes the visual scale.
    #[must_use]
    pub fn scale(&self, position: usize) -> RangeInclusive<i32> {
        match &self.visual_scale {
            Some(visual) if position > self.items => visual.lowest..=visual.highest,
            _ => self.lowest..=self.highest,
        }
    }

    /// How an item is named where its words must not appear, such as `SWEMWBS item 3`.
    #[must_use]
    pub fn stub(&self, item: usize) -> String {
        format!("{} item {item}", self.name)
    }

    /// The score, or none where its rules give none.
    pub(super) fn points(&self, values: &[Option<i32>]) -> Option<Points> {
        match (self.score.method, &self.value_set) {
            (Method::Profile, Some(value_set)) => value_set.index(values, self.lowest),
            _ => self.score.points(&Tally::of(values), self.conversion.as_ref()),
        }
    }

    /// The items' values as they count, reversed ones turned round. The visual scale is left out.
    pub(super) fn values(&self, answers: &[ItemAnswer]) -> Vec<Option<i32>> {
        let counted = |(index, answer): (usize, &ItemAnswer)| match *answer {
            ItemAnswer::Value(value) if self.reversed.contains(&(index + 1)) => {
                Some(self.lowest + self.highest - value)
            }
            ItemAnswer::Value(value) => Some(value),
            ItemAnswer::Missing | ItemAnswer::NotApplicable => None,
        };
        let items = answers.iter().take(self.items).enumerate();
        items.map(counted).collect()
    }
}
