//! A pack as it arrives, and what may be wrong with it.

use thiserror::Error;

use super::{PackItem, TextPack, is_english};
use crate::scoring::{Instrument, Method, ValueSet, instrument};

/// Why a pack cannot be used.
#[derive(Debug, Error)]
pub enum PackError {
    /// It is not TOML, or a field is missing, misspelt or of the wrong kind.
    #[error("the text pack cannot be read: {0}")]
    Unreadable(#[from] toml::de::Error),
    /// There is no such instrument.
    #[error("there is no instrument “{0}”; `throughline instrument list` names those there are")]
    NoInstrument(String),
    /// The words come with the program.
    #[error("{0} comes with its English words: use them as they are, or bring another language")]
    Shipped(String),
    /// It has more or fewer items than the instrument.
    #[error("{name} has {expected} {what}, and the pack has {given}")]
    Count {
        /// The instrument's name.
        name: String,
        /// Of what.
        what: &'static str,
        /// How many it has.
        expected: usize,
        /// How many there were.
        given: usize,
    },
    /// The numbers of the choices are not those of the scale.
    #[error(
        "the choices of item {item} of {name} have the numbers {given}; its scale has each from {lowest} to {highest} once"
    )]
    Numbers {
        /// The instrument's name.
        name: String,
        /// Which item, from 1.
        item: usize,
        /// The numbers in the pack.
        given: String,
        /// The lowest.
        lowest: i32,
        /// The highest.
        highest: i32,
    },
    /// Something is there that this instrument does not have, or is not there although it has.
    #[error("{name}: {what}")]
    Part {
        /// The instrument's name.
        name: String,
        /// What.
        what: &'static str,
    },
}

/// Reads a pack and holds it against its instrument.
///
/// # Errors
/// A [`PackError`]: what comes back has one text for each item and the numbers of its scale.
pub fn read_pack(text: &str) -> Result<TextPack, PackError> {
    let pack: TextPack = toml::from_str(text)?;
    let Some(instrument) = instrument(&pack.instrument) else {
        return Err(PackError::NoInstrument(pack.instrument));
    };
    pack.counts(instrument)?;
    pack.parts(instrument)?;
    pack.numbers(instrument)?;
    Ok(pack)
}

impl TextPack {
    fn counts(&self, instrument: &Instrument) -> Result<(), PackError> {
        let shipped = instrument.text.as_ref();
        if shipped.is_some() && is_english(&self.language) {
            return Err(PackError::Shipped(instrument.name.clone()));
        }
        let unscored = shipped.map_or(0, |wording| wording.unscored.len());
        let counts = [
            ("items", instrument.items, self.items.len()),
            ("items that are not scored", unscored, self.unscored.len()),
        ];
        match counts.into_iter().find(|(_, expected, given)| expected != given) {
            None => Ok(()),
            Some((what, expected, given)) => {
                Err(PackError::Count { name: instrument.name.clone(), what, expected, given })
            }
        }
    }

    fn parts(&self, instrument: &Instrument) -> Result<(), PackError> {
        let is_blank = |text: &&str| text.trim().is_empty();
        let texts = [self.language.as_str(), &self.version];
        let texts = texts.into_iter().chain(self.items.iter().map(PackItem::text));
        let profile = instrument.score.method == Method::Profile;
        let set_fits = |set: &ValueSet| {
            let levels = (instrument.highest - instrument.lowest + 1) as usize;
            set.less.len() == instrument.items && set.less.iter().all(|of| of.len() == levels)
        };
        let what = if texts.into_iter().any(|text| is_blank(&text)) {
            "a language, a version or the words of an item are empty"
        } else if self.visual_scale.is_some() != instrument.visual_scale.is_some() {
            "“visual_scale” has to be there where the instrument has such a scale, and nowhere else"
        } else if self.not_applicable.is_some() && instrument.may_not_apply.is_empty() {
            "it has no item that may not apply, so leave out “not_applicable”"
        } else if self.value_set.is_some() && !profile {
            "only a profile has a “value_set”"
        } else if !self.value_set.as_ref().is_none_or(set_fits) {
            "“value_set” has to say of every level of every item what it takes away"
        } else {
            return Ok(());
        };
        Err(PackError::Part { name: instrument.name.clone(), what })
    }

    fn numbers(&self, instrument: &Instrument) -> Result<(), PackError> {
        for (place, item) in self.items.iter().enumerate() {
            let mut given: Vec<_> = self.choices(item).iter().map(|choice| choice.value).collect();
            given.sort_unstable();
            let (lowest, highest) = (instrument.lowest, instrument.highest);
            if !given.iter().copied().eq(lowest..=highest) {
                let given: Vec<_> = given.iter().map(i32::to_string).collect();
                return Err(PackError::Numbers {
                    name: instrument.name.clone(),
                    item: place + 1,
                    given: given.join(", "),
                    lowest,
                    highest,
                });
            }
        }
        Ok(())
    }
}
