//! Instruments that are known by their words: under which codes they were published, and what is told where a file has
//! them under others.

use std::{collections::BTreeSet, sync::LazyLock};

use super::{
    draft::Draft,
    outcome::{Difference, Item, OtherCodes, Outcome, Place},
};
use crate::{
    authoring::{self, Beside, File, altered},
    safeguarding::wording::plain,
    scoring::{self, Packs},
};

/// The codes under which these words were published, where they are what an instrument offers, in its order.
pub(super) fn codes<'t>(words: impl Iterator<Item = &'t str> + Clone) -> Option<Vec<i32>> {
    let many = words.clone().take(MOST + 1).count();
    if !(FEWEST..=MOST).contains(&many) {
        return None;
    }
    let words: Vec<_> = words.map(plain).collect();
    let mut found = SCALES.iter().filter(|(published, _)| *published == words);
    let (_, codes) = found.next()?;
    found.all(|(_, others)| others == codes).then(|| codes.clone())
}

/// “Yes” and “no” are everybody's.
const FEWEST: usize = 3;
const MOST: usize = 12;

/// What instruments offer, with the codes.
static SCALES: LazyLock<BTreeSet<(Vec<String>, Vec<i32>)>> = LazyLock::new(|| {
    let none = Packs::default();
    let mut scales = BTreeSet::new();
    for instrument in scoring::instruments() {
        let Some(words) = none.words(instrument, "en-GB") else { continue };
        for (place, item) in words.wording.items.iter().enumerate() {
            let choices = instrument.choices_of(&words.wording, place, item);
            let words = choices.iter().map(|choice| plain(&choice.label)).collect();
            scales.insert((words, choices.iter().map(|choice| choice.value).collect()));
        }
    }
    scales
});

/// Names the instruments that have other codes than they were published with as adapted, and tells each. False when
/// there is none.
pub(super) fn adapt(draft: &mut Draft, file: &File, items: &mut Vec<Item>) -> bool {
    let Ok(alone) = authoring::read_alone(file, Beside::default(), &|_| None) else { return false };
    let found = altered::other_codes(&alone.survey);
    for altered::OtherCodes { instrument, name, here, there, besides } in &found {
        let (key, here, there) = (instrument.clone(), here.clone(), there.clone());
        let mut told = vec![Difference::OtherCodes(OtherCodes { key, here, there })];
        told.extend(besides.iter().cloned().map(Difference::OfInstrument));
        let told = Outcome::Differently(told);
        items.push(Item { place: Place::Whole, name: name.clone(), outcome: told });
        draft.adapted.push(instrument.clone());
    }
    !found.is_empty()
}
