//! Two texts, passage by passage: what stayed, what went and what came.

use serde::Serialize;

/// Beyond this many pairs of pieces the middle of two texts is told as a whole: it would take too long, and
/// nobody would read it piece by piece.
const MOST_PAIRS: usize = 4_000_000;

/// A run of text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Passage {
    /// In both.
    Kept(String),
    /// In the earlier one only.
    Gone(String),
    /// In the later one only.
    New(String),
}

impl Passage {
    /// Its text, wherever it stands.
    #[must_use]
    pub fn text(&self) -> &str {
        let (Self::Kept(text) | Self::Gone(text) | Self::New(text)) = self;
        text
    }

    /// Another text in the same place.
    #[must_use]
    pub fn with(&self, text: &str) -> Self {
        let text = text.to_owned();
        match self {
            Self::Kept(_) => Self::Kept(text),
            Self::Gone(_) => Self::Gone(text),
            Self::New(_) => Self::New(text),
        }
    }
}

/// Word by word, spaces kept with the word before them.
#[must_use]
pub fn words(old: &str, new: &str) -> Vec<Passage> {
    told(&split(old, char::is_whitespace), &split(new, char::is_whitespace))
}

/// Line by line, each with its end.
#[must_use]
pub fn lines(old: &str, new: &str) -> Vec<Passage> {
    told(&split(old, |c| c == '\n'), &split(new, |c| c == '\n'))
}

fn split(text: &str, ends: impl Fn(char) -> bool) -> Vec<&str> {
    text.split_inclusive(ends).collect()
}

/// The longest run of pieces, in this order, that both have.
pub(super) fn in_order<T: PartialEq + Clone>(old: &[T], new: &[T]) -> Vec<T> {
    pairs(old, new).into_iter().map(|(place, _)| old[place].clone()).collect()
}

fn told(old: &[&str], new: &[&str]) -> Vec<Passage> {
    let mut told = Vec::new();
    let (mut at, mut on) = (0, 0);
    let ends = std::iter::once((old.len(), new.len()));
    for (place, there) in pairs(old, new).into_iter().chain(ends) {
        add(&mut told, Passage::Gone, &old[at..place]);
        add(&mut told, Passage::New, &new[on..there]);
        add(&mut told, Passage::Kept, &old[place..(place + 1).min(old.len())]);
        (at, on) = (place + 1, there + 1);
    }
    told
}

/// Runs of one kind are one passage.
fn add(told: &mut Vec<Passage>, kind: fn(String) -> Passage, pieces: &[&str]) {
    let text = pieces.concat();
    if text.is_empty() {
        return;
    }
    match (told.last_mut(), kind(text)) {
        (Some(Passage::Kept(last)), Passage::Kept(text))
        | (Some(Passage::Gone(last)), Passage::Gone(text))
        | (Some(Passage::New(last)), Passage::New(text)) => last.push_str(&text),
        (_, passage) => told.push(passage),
    }
}

/// The places of the longest common run, in both lists.
fn pairs<T: PartialEq>(old: &[T], new: &[T]) -> Vec<(usize, usize)> {
    let begins = old.iter().zip(new).take_while(|(one, other)| one == other).count();
    let (rest, others) = (&old[begins..], &new[begins..]);
    let ends = rest.iter().rev().zip(others.iter().rev()).take_while(|(one, other)| one == other);
    let ends = ends.count();
    let (rest, others) = (&rest[..rest.len() - ends], &others[..others.len() - ends]);
    let mut pairs: Vec<_> = (0..begins).map(|place| (place, place)).collect();
    pairs.extend(middle(rest, others).into_iter().map(|(one, two)| (one + begins, two + begins)));
    pairs.extend((0..ends).rev().map(|back| (old.len() - 1 - back, new.len() - 1 - back)));
    pairs
}

/// The same where neither the first nor the last pieces agree.
fn middle<T: PartialEq>(old: &[T], new: &[T]) -> Vec<(usize, usize)> {
    if old.len().saturating_mul(new.len()) > MOST_PAIRS {
        return Vec::new();
    }
    // The length of the longest run from here on, row by row.
    let width = new.len() + 1;
    let mut longest = vec![0_u32; (old.len() + 1) * width];
    for place in (0..old.len()).rev() {
        for there in (0..new.len()).rev() {
            longest[place * width + there] = if old[place] == new[there] {
                longest[(place + 1) * width + there + 1] + 1
            } else {
                longest[(place + 1) * width + there].max(longest[place * width + there + 1])
            };
        }
    }
    let (mut pairs, mut place, mut there) = (Vec::new(), 0, 0);
    while place < old.len() && there < new.len() {
        if old[place] == new[there] {
            pairs.push((place, there));
            (place, there) = (place + 1, there + 1);
        } else if longest[(place + 1) * width + there] >= longest[place * width + there + 1] {
            place += 1;
        } else {
            there += 1;
        }
    }
    pairs
}
