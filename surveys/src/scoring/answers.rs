//! Answers to the items of an instrument, before anything is added up.

use thiserror::Error;

use super::instrument::Instrument;

/// The code of "does not apply" among the options of an item; no instrument's scale reaches it.
pub(crate) const DOES_NOT_APPLY: i32 = 97;

/// What is known about one item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemAnswer {
    /// The number on the item's own scale, not yet reversed.
    Value(i32),
    /// Left blank, not reached, not asked, don't know or refused.
    Missing,
    /// Does not apply to this person. Counted like a missing answer, but explained as what it is.
    NotApplicable,
}

impl From<i32> for ItemAnswer {
    /// Reads a stored number: -1 does not apply, -2 to -9 are the other missing codes, the rest is a value.
    fn from(stored: i32) -> Self {
        match stored {
            -1 => Self::NotApplicable,
            -9..=-2 => Self::Missing,
            value => Self::Value(value),
        }
    }
}

/// Why answers cannot be answers to this instrument. Positions count from 1.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ScoringError {
    /// Too few or too many; a missing answer still takes its place in the list.
    #[error(
        "{name} takes {expected} values, not {given}: leave a place empty where an answer is missing"
    )]
    WrongCount {
        /// The instrument's short name.
        name: String,
        /// How many it takes, the visual scale included.
        expected: usize,
        /// How many there were.
        given: usize,
    },
    /// Neither a whole number, nor `na`, nor empty.
    #[error(
        "value {position} is \"{typed}\": write a whole number, na for not applicable, or nothing for missing"
    )]
    NotAnAnswer {
        /// Which one, from 1.
        position: usize,
        /// What was there, without the spaces around it.
        typed: String,
    },
    /// A number that this item's scale does not have.
    #[error("value {position} is {value}: its scale runs from {lowest} to {highest}")]
    OffTheScale {
        /// Which one, from 1.
        position: usize,
        /// The number given.
        value: i32,
        /// The lowest number of the scale.
        lowest: i32,
        /// The highest number of the scale, itself allowed.
        highest: i32,
    },
}

/// Reads `2,1,,na,-9`: numbers between commas, nothing for missing, `na` for not applicable, -1 to -9 as stored.
///
/// Spaces and the case of `na` do not matter. Every item has its place, so nine items need eight commas even where
/// the last answer is missing. EQ-5D-5L has a sixth place, for the visual scale.
///
/// # Errors
///
/// A [`ScoringError`] naming the first place that cannot be read or believed.
pub fn read_answers(instrument: &Instrument, list: &str) -> Result<Vec<ItemAnswer>, ScoringError> {
    let answers = list
        .split(',')
        .enumerate()
        .map(|(index, typed)| read_one(index + 1, typed.trim()))
        .collect::<Result<Vec<_>, _>>()?;
    check(instrument, &answers)?;
    Ok(answers)
}

/// The number of values first: with one left out, every later position would be off by one.
pub(super) fn check(instrument: &Instrument, answers: &[ItemAnswer]) -> Result<(), ScoringError> {
    if answers.len() != instrument.places() {
        return Err(ScoringError::WrongCount {
            name: instrument.name.clone(),
            expected: instrument.places(),
            given: answers.len(),
        });
    }
    for (index, answer) in answers.iter().enumerate() {
        let position = index + 1;
        let scale = instrument.scale(position);
        if let ItemAnswer::Value(value) = *answer
            && !scale.contains(&value)
        {
            return Err(ScoringError::OffTheScale {
                position,
                value,
                lowest: *scale.start(),
                highest: *scale.end(),
            });
        }
    }
    Ok(())
}

fn read_one(position: usize, typed: &str) -> Result<ItemAnswer, ScoringError> {
    if typed.is_empty() {
        return Ok(ItemAnswer::Missing);
    }
    if typed.eq_ignore_ascii_case("na") {
        return Ok(ItemAnswer::NotApplicable);
    }
    let number = typed.parse::<i32>();
    number
        .map(ItemAnswer::from)
        .map_err(|_| ScoringError::NotAnAnswer { position, typed: typed.to_owned() })
}
