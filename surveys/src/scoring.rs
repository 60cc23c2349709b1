//! From the answers to an instrument to its score.
//!
//! An instrument is data (`definitions/instruments/*.toml`): how many items it has, how they are added up, how many
//! may be missing, what its bands are called. This module holds no number that belongs to one instrument.
//! All arithmetic is on whole numbers, so that a score at a boundary is the same on every machine.

mod answers;

mod instrument;

mod rule;

mod value_set;

mod scored;

mod points;

mod outcome;

mod explanation;

mod alert;

#[cfg(feature = "authoring")]
mod contradiction;

#[cfg(feature = "authoring")]
mod catalogue;

#[cfg(feature = "authoring")]
mod packs;

#[cfg(feature = "authoring")]
mod recognised;

pub use alert::Alert;
pub(crate) use answers::DOES_NOT_APPLY;
pub use answers::{ItemAnswer, ScoringError, read_answers};
#[cfg(feature = "authoring")]
pub use catalogue::{InstrumentError, instrument, instruments, read_instrument};
pub use instrument::{
    Choice, Instrument, Item, Mode, Subscale, TextPolicy, Threshold, VisualScale, VisualWording,
    Wording,
};
pub use outcome::{Part, Score, Subscales};
#[cfg(feature = "authoring")]
pub(crate) use packs::Words;
#[cfg(feature = "authoring")]
pub use packs::{PackItem, Packs, TextPack};
pub use points::Points;
#[cfg(feature = "authoring")]
pub use recognised::scores;
pub use rule::{Band, Conversion, Method, Rule};
pub use scored::{Gives, Scored};
pub use value_set::ValueSet;

use rule::Tally;

/// What the answers come to, by the rules of the instrument.
///
/// Don't know, refused, blank and not applicable all count as missing. Where more is missing than the instrument
/// allows the score is none; that is a result and not an error.
///
/// # Errors
///
/// [`ScoringError::WrongCount`] and [`ScoringError::OffTheScale`] when these cannot be answers to this instrument.
pub fn score(instrument: &Instrument, answers: &[ItemAnswer]) -> Result<Score, ScoringError> {
    answers::check(instrument, answers)?;
    let values = instrument.values(answers);
    let tally = Tally::of(&values);
    let points = instrument.points(&values);
    let mut score = Score {
        instrument: instrument.id.clone(),
        raw: tally.raw,
        score: points,
        band: points.and_then(|points| instrument.score.band(points)),
        answered: tally.answered,
        prorated: points.is_some() && tally.missing() > 0,
        algorithm: instrument.algorithm.clone(),
        version: instrument.version.clone(),
        subscales: Subscales::of(instrument, &values, answers),
        explanation: String::new(),
    };
    score.explanation = explanation::of(instrument, answers, &score);
    Ok(score)
}
