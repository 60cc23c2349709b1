//! What was published of an item, and whether a question has it.

use crate::{
    definition::{Choice, Kind},
    language::isolated,
    safeguarding::wording::plain,
    scoring::{Item, Wording},
};

/// From so many words on, an item is known wherever a question ends in them.
const TELLING: usize = 4;

/// The words of an item without signs, alone and after the stem.
pub(super) struct Published {
    alone: String,
    ending: Option<String>,
    whole: Option<String>,
    /// After the last two words of the stem.
    short: Option<String>,
}

impl Published {
    pub fn of(wording: &Wording, item: &Item) -> Self {
        let alone = plain(&item.text);
        let is_telling = alone.split(' ').count() >= TELLING;
        let whole = wording.stem.as_deref().map(|stem| format!("{} {alone}", plain(stem)));
        let short = wording.stem.as_deref().map(|stem| {
            let stem = plain(stem);
            let last = stem.rmatch_indices(' ').nth(1).map_or(0, |(at, _)| at);
            format!("{} {alone}", &stem[last..])
        });
        Self { ending: is_telling.then(|| format!(" {alone}")), alone, whole, short }
    }

    pub fn are(&self, words: &str) -> bool {
        self.alone == words
            || self.whole.as_deref() == Some(words)
            || self.ending.as_deref().is_some_and(|ending| words.ends_with(ending))
    }

    /// Whether these are its words, and so many that they are nobody else's.
    pub fn tell(&self, words: &str) -> bool {
        self.are(words) && (self.ending.is_some() || self.alone != words)
    }

    pub fn are_after_a_stem(&self, words: &str) -> bool {
        self.short.as_deref().is_some_and(|short| words.ends_with(short))
    }

    /// Whether most of the item's words are among these.
    pub fn are_like(&self, words: &str) -> bool {
        let item: Vec<_> = self.alone.split(' ').collect();
        let words: Vec<_> = words.split(' ').collect();
        let shared = item.iter().filter(|word| words.contains(word)).count();
        item.len() >= TELLING && shared * 3 >= item.len() * 2 && words.len() <= item.len() * 2
    }
}

/// Whether the same can be answered, by the same codes in the same order.
pub(super) fn same_choices(there: &Kind, here: &Kind) -> bool {
    let same = |one: &str, other: &str| plain(one) == plain(other);
    match (there, here) {
        (Kind::Single { options }, Kind::Single { options: own }) => {
            let pairs = || options.iter().zip(own);
            options.len() == own.len()
                && pairs()
                    .all(|(one, other)| one.code == other.code && same(&one.text, &other.text))
        }
        (
            Kind::Scale { low, high },
            Kind::Scale { low: own_low, high: own_high }
            | Kind::Grid { low: own_low, high: own_high, .. },
        ) => same(low, own_low) && same(high, own_high),
        _ => false,
    }
}

/// Whether the same words can be answered in the same order, whatever their codes.
#[cfg(feature = "importing")]
pub(super) fn same_words(there: &Kind, here: &Kind) -> bool {
    let (Kind::Single { options }, Kind::Single { options: own }) = (there, here) else {
        return false;
    };
    let mut pairs = options.iter().zip(own);
    options.len() == own.len() && pairs.all(|(one, other)| plain(&one.text) == plain(&other.text))
}

/// What can be answered, in a sentence.
pub(super) fn told(kind: &Kind) -> String {
    let option = |choice: &Choice| format!("{} {}", choice.code, isolated(&choice.text));
    match kind {
        Kind::Single { options } => {
            format!("“{}”", options.iter().map(option).collect::<Vec<_>>().join(", "))
        }
        Kind::Scale { low, high } | Kind::Grid { low, high, .. } => {
            format!("0 “{}” to 10 “{}”", isolated(low), isolated(high))
        }
        _ => "another kind of answer".to_owned(),
    }
}
