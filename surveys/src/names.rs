//! What people are called, compared with what somebody types who looks for them: without capitals, spaces, hyphens and the
//! accents that are often left out.

use unicode_normalization::UnicodeNormalization;

/// The most words of which a name is read.
const MOST_WORDS: usize = 8;

/// One way to read what was typed as a name: the first name, which may not have been typed, and the last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    first: String,
    last: String,
}

impl Reading {
    /// Every way in which it can be read. `Anna van Berg` may be Anna Van Berg, Anna Van called Berg, or somebody
    /// of whom the last name alone was typed; `Berg, Anna` can be read in one way only. None where there
    /// is no letter, or there are more words than a name has.
    #[must_use]
    pub fn all(typed: &str) -> Vec<Self> {
        if let Some((last, first)) = typed.split_once(',') {
            return Self::of(&[first], &[last]).into_iter().collect();
        }
        let words: Vec<_> = typed.split_whitespace().collect();
        if words.len() > MOST_WORDS {
            return Vec::new();
        }
        let readings = (0..words.len()).map(|at| {
            let (first, last) = words.split_at(at);
            Self::of(first, last)
        });
        readings.flatten().collect()
    }

    fn of(first: &[&str], last: &[&str]) -> Option<Self> {
        let (first, last) = (plain(&first.concat()), plain(&last.concat()));
        last.chars().any(char::is_alphabetic).then_some(Self { first, last })
    }

    /// The last name in its plain form.
    #[must_use]
    pub fn last(&self) -> &str {
        &self.last
    }

    /// Whether somebody may be meant who is on record by these names. One of two first names may be the beginning of the
    /// other: `A Jones` may be Anna Jones. A first name that is not on record is no reason against it.
    #[must_use]
    pub fn fits(&self, first_name: Option<&str>, last_name: &str) -> bool {
        let known = plain(first_name.unwrap_or_default());
        let begins = known.starts_with(&self.first) || self.first.starts_with(&known);
        plain(last_name) == self.last && begins
    }
}

/// Letters and digits alone, small, without the accents that are often left out; the same however its letters are put together
/// in Unicode. Hashes that are kept were made from it: another form needs another label in the vault, and all of them made anew.
#[must_use]
pub fn plain(text: &str) -> String {
    let small = text.nfkd().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric());
    let mut plain = String::new();
    for letter in small {
        match written_without(letter) {
            Some(letters) => plain.push_str(letters),
            None => plain.push(letter),
        }
    }
    plain
}

/// How letters are written where there is no such key, that are not taken apart into a letter and its accent.
const fn written_without(letter: char) -> Option<&'static str> {
    match letter {
        'ß' => Some("ss"),
        'æ' => Some("ae"),
        'œ' => Some("oe"),
        'ø' => Some("o"),
        'ł' => Some("l"),
        'đ' | 'ð' => Some("d"),
        'þ' => Some("th"),
        'ħ' => Some("h"),
        'ı' => Some("i"),
        _ => None,
    }
}
