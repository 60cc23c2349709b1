//! Words that a study brings for an instrument whose words may not be passed on, or in another language.

use serde::{Deserialize, Serialize};

use super::{
    Choice, DOES_NOT_APPLY, Instrument, Item, TextPolicy, ValueSet, VisualWording, Wording,
};

/// The words of one version of an instrument in one language, as its owner gave them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextPack {
    /// The instrument's id.
    pub instrument: String,
    /// The language of the words, as a BCP 47 tag.
    pub language: String,
    /// What the owner calls this version of the words.
    pub version: String,
    /// Said once, before everything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intro: Option<String>,
    /// The beginning of the sentence that each item ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stem: Option<String>,
    /// The choices of every item that has none of its own, in the order in which they are shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<Choice>,
    /// What somebody chooses to whom an item does not apply, where the instrument has that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_applicable: Option<String>,
    /// The items in their order.
    pub items: Vec<PackItem>,
    /// What is asked with the items and never counted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unscored: Vec<PackItem>,
    /// The words of the visual scale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visual_scale: Option<VisualWording>,
    /// What profiles are worth, where the study has a licence for that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value_set: Option<ValueSet>,
}

/// One item: its words, or its words and its own choices.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum PackItem {
    /// With the choices of the pack.
    Words(String),
    /// With its own.
    Own {
        /// What the person reads.
        text: String,
        /// Its choices.
        options: Vec<Choice>,
    },
}

impl TextPack {
    /// Whether the words are English ones, of whichever country.
    pub(crate) fn is_english(&self) -> bool {
        is_english(&self.language)
    }

    /// The words as an instrument has them, with the keys of its questions.
    fn wording(&self, instrument: &Instrument) -> Wording {
        let shipped = instrument.text.as_ref();
        let own = |item: &PackItem, key: String| Item {
            key,
            text: item.text().to_owned(),
            options: match item {
                PackItem::Words(_) => Vec::new(),
                PackItem::Own { options, .. } => options.clone(),
            },
        };
        let keys = instrument.keys();
        let items = self.items.iter().zip(keys).map(|(item, key)| own(item, key));
        let unscored = shipped.map_or(&[][..], |shipped| &shipped.unscored).iter();
        let unscored = self.unscored.iter().zip(unscored);
        Wording {
            intro: self.intro.clone(),
            stem: self.stem.clone(),
            options: self.options.clone(),
            items: items.collect(),
            unscored: unscored.map(|(item, known)| own(item, known.key.clone())).collect(),
            grid: shipped.and_then(|shipped| shipped.grid.clone()),
            not_applicable: self.not_applicable.clone(),
            visual_scale: self.visual_scale.clone(),
        }
    }
}

impl PackItem {
    /// What the person reads.
    pub(crate) fn text(&self) -> &str {
        match self {
            Self::Words(text) | Self::Own { text, .. } => text,
        }
    }
}

/// The packs that are at hand when a survey is read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Packs(Vec<TextPack>);

/// The words of an instrument in a language, and where they come from.
#[derive(Clone, Debug)]
pub(crate) struct Words {
    pub wording: Wording,
    /// The pack's version; none where they come with the program.
    pub version: Option<String>,
    pub value_set: Option<ValueSet>,
}

impl Packs {
    /// These; where two are of one instrument and language, the later one counts.
    #[must_use]
    pub fn new(packs: Vec<TextPack>) -> Self {
        Self(packs)
    }

    /// Adds more, which count before those that were there.
    pub fn extend(&mut self, packs: Vec<TextPack>) {
        self.0.extend(packs);
    }

    /// The words of the instrument in this language: those of a pack, or those that come with the program.
    pub(crate) fn words(&self, instrument: &Instrument, language: &str) -> Option<Words> {
        let of = |pack: &&TextPack| pack.instrument == instrument.id;
        let same = |pack: &&TextPack| pack.language.eq_ignore_ascii_case(language);
        if let Some(pack) = self.0.iter().rev().filter(of).find(same) {
            return Some(Words {
                wording: pack.wording(instrument),
                version: Some(pack.version.clone()),
                value_set: pack.value_set.clone(),
            });
        }
        let wording = instrument.text.clone().filter(|_| is_english(language))?;
        Some(Words { wording, version: None, value_set: None })
    }
}

impl Instrument {
    /// The keys of its items' questions: `swemwbs_1`, or those that its own words have.
    #[must_use]
    pub fn keys(&self) -> Vec<String> {
        match &self.text {
            Some(text) => text.items.iter().map(|item| item.key.clone()).collect(),
            None => (1..=self.items).map(|item| format!("{}_{item}", self.id)).collect(),
        }
    }

    /// Whether one of its questions has this key.
    #[must_use]
    pub fn asks(&self, key: &str) -> bool {
        let unscored = self.text.iter().flat_map(|text| &text.unscored);
        let mut beside = unscored.map(|item| item.key.as_str());
        let visual = self.visual_scale.as_ref().map(|visual| format!("{}_{}", self.id, visual.key));
        let grid = self.text.as_ref().and_then(|text| text.grid.as_deref());
        self.keys().iter().any(|own| own == key)
            || beside.any(|own| own == key)
            || visual.as_deref() == Some(key)
            || grid == Some(key)
    }

    /// Whether a study needs a licence of its own to ask it.
    #[must_use]
    pub fn needs_licence(&self) -> bool {
        self.text_policy == TextPolicy::OperatorSupplied
    }

    /// The choices of an item as they are asked, that of "does not apply" last.
    pub(crate) fn choices_of(&self, words: &Wording, place: usize, item: &Item) -> Vec<Choice> {
        let own = if item.options.is_empty() { &words.options } else { &item.options };
        let beside = words.not_applicable.clone();
        let beside = beside.filter(|_| self.may_not_apply.contains(&(place + 1)));
        let beside = beside.map(|label| Choice { value: DOES_NOT_APPLY, label });
        own.iter().cloned().chain(beside).collect()
    }
}

fn is_english(language: &str) -> bool {
    let main = language.split(['-', '_']).next().unwrap_or_default();
    main.eq_ignore_ascii_case("en")
}
