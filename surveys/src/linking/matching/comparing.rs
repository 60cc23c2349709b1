//! How far two records agree, field by field.

use chrono::{Datelike, NaiveDate};
use strsim::jaro_winkler;

use super::Record;
use crate::linking::Postcode;

/// From here on two names are nearly the same, and from here on close (Jaro–Winkler similarity, from 0 to 1). The first is
/// the upper cut of R's `fastLink` and of Splink's comparison of names; below the second different names begin.
const NEARLY: f64 = 0.92;
const CLOSE: f64 = 0.80;

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The first name.
    First,
    /// The last name.
    Last,
    /// The date of birth.
    Born,
    /// The postcode.
    Postcode,
    /// The sex.
    Sex,
}

impl Field {
    /// All of them, in the order of a pattern.
    pub const ALL: [Self; 5] = [Self::First, Self::Last, Self::Born, Self::Postcode, Self::Sex];

    /// How far two of them can agree, from wholly to not at all.
    #[must_use]
    pub const fn levels(self) -> &'static [&'static str] {
        match self {
            Self::First | Self::Last => &["the same", "nearly the same", "close", "different"],
            Self::Born => &[
                "the same",
                "day and month exchanged",
                "two of day, month and year the same",
                "the year alone the same",
                "different",
            ],
            Self::Postcode => &["the same", "the same sector", "the same area", "different"],
            Self::Sex => &["the same", "different"],
        }
    }

    /// In words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::First => "first name",
            Self::Last => "last name",
            Self::Born => "date of birth",
            Self::Postcode => "postcode",
            Self::Sex => "sex",
        }
    }
}

/// How two records agree: for each field the place of its level, or none where one side does not know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pattern(pub(super) [Option<u8>; 5]);

impl Pattern {
    /// How two records agree. It is the same the other way round.
    #[must_use]
    pub fn of(one: &Record, other: &Record) -> Self {
        let name = |one: &Option<String>, other: &Option<String>| {
            one.as_ref().zip(other.as_ref()).map(|(one, other)| names(one, other))
        };
        Self([
            name(&one.first, &other.first),
            name(&one.last, &other.last),
            one.born.zip(other.born).map(|(one, other)| dates(one, other)),
            one.postcode.as_ref().zip(other.postcode.as_ref()).map(|(a, b)| postcodes(a, b)),
            one.sex.zip(other.sex).map(|(one, other)| u8::from(one != other)),
        ])
    }

    /// The fields that both sides know, each with the place of its level.
    pub fn known(&self) -> impl Iterator<Item = (Field, usize)> + '_ {
        let levels = Field::ALL.into_iter().zip(self.0);
        levels.filter_map(|(field, level)| Some((field, usize::from(level?))))
    }

    /// Whether first names or dates of birth have so little in common that only a person can tell whether it is one
    /// person: twins share the rest, and so do a father and a son of one name.
    #[must_use]
    pub fn needs_a_look(&self) -> bool {
        self.known().any(|(field, level)| match field {
            Field::First | Field::Born => level >= 3,
            Field::Last | Field::Postcode | Field::Sex => false,
        })
    }

    /// How they agree in words, for whoever reviews it.
    #[must_use]
    pub fn in_words(&self) -> String {
        let known = self.known().map(|(field, level)| {
            format!("{}: {}", field.words(), field.levels().get(level).unwrap_or(&"different"))
        });
        known.collect::<Vec<_>>().join("; ")
    }
}

fn names(one: &str, other: &str) -> u8 {
    if one == other {
        return 0;
    }
    // Rounding differs by the order of the two in the last place.
    let similarity = jaro_winkler(one, other).max(jaro_winkler(other, one));
    match similarity {
        similarity if similarity >= NEARLY => 1,
        similarity if similarity >= CLOSE => 2,
        _ => 3,
    }
}

fn dates(one: NaiveDate, other: NaiveDate) -> u8 {
    if one == other {
        return 0;
    }
    let years = one.year() == other.year();
    if years && one.day() == other.month() && one.month() == other.day() {
        return 1;
    }
    let same = [years, one.month() == other.month(), one.day() == other.day()];
    match same.into_iter().filter(|same| *same).count() {
        2 => 2,
        _ if years => 3,
        _ => 4,
    }
}

fn postcodes(one: &Postcode, other: &Postcode) -> u8 {
    match () {
        () if one == other => 0,
        () if one.sector() == other.sector() => 1,
        () if one.area() == other.area() => 2,
        () => 3,
    }
}
