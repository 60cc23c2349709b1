//! Tracing: finding people whom nothing reaches in any way that they agreed to. What somebody learned of an address or a
//! number, who may know where they are, and what came of looking for them.

mod unreached;

mod attempts;

mod stable;

mod listing;

mod seeing;

mod deaths;

mod printed;

use sea_orm::DbErr;

pub(crate) use self::{
    attempts::of_participant as attempts_of,
    unreached::{is_unreached, marks, of_participant as learned_of},
};
pub use self::{
    attempts::{Attempt, AttemptProblem, Attempted, record_attempt},
    deaths::{Compared, Listed as ListedDeath, Probable, compare, decide, open_deaths},
    listing::{Listed, Sought, Why, list},
    printed::{InFile, letters_to_the_dead},
    seeing::{Seen, see},
    stable::{Named, Naming, StableError, name_for, name_own, own},
    unreached::{Brought, Learned, Row, bring, record, take_back, unknown},
};
use crate::stopping::StopError;

/// Why nothing was written down.
#[derive(Debug, thiserror::Error)]
pub enum TracingError {
    /// There is no such participant among those whom they reach.
    #[error("there is no such participant")]
    NoSuchParticipant,
    /// Rows of a list, from 0, that name nobody in the study, and the number they name.
    #[error("{} of the rows name nobody in the study", .0.len())]
    Unknown(Vec<(usize, String)>),
    /// There is no address or number on record that it could be said of.
    #[error("there is no address or number on record")]
    NothingHeld,
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

impl From<StopError> for TracingError {
    fn from(error: StopError) -> Self {
        match error {
            StopError::Database(error) => Self::Database(error),
            _ => Self::NoSuchParticipant,
        }
    }
}
