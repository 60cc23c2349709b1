//! Tracing: finding people whom nothing reaches in any way that they agreed to. What somebody learned of an address or a
//! number, who may know where they are, and what came of looking for them.

mod unreached;

mod marks;

mod letters;

mod bringing;

mod attempts;

mod stable;

mod listing;

mod seeing;

mod deaths;

mod printed;

use chrono::NaiveDate;
use sea_orm::{DatabaseTransaction, DbErr};

pub(crate) use self::{
    attempts::of_participant as attempts_of,
    marks::{is_unreached, marks, wrong_numbers},
    unreached::{learned_by_telephone, of_participant as learned_of, takes_no_texts},
};
pub use self::{
    attempts::{Attempt, AttemptProblem, Attempted, record_attempt},
    bringing::{Brought, Row, bring},
    deaths::{Compared, Listed as ListedDeath, Probable, compare, decide, open_deaths},
    listing::{Listed, Sought, Why, list},
    printed::{InFile, letters_to_the_dead},
    seeing::{Seen, see},
    stable::{Named, Naming, StableError, name_for, name_own, own},
    unreached::{Learned, News, SaidOf, record, take_back},
};
use crate::{
    auth::Caseworker, entity::participant, participants, people, stopping::StopError,
    studies::StudyHandle,
};

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
    /// Letters of these days went to them, to more than one address or none on the day that was named.
    #[error("it is not said which of their letters came back")]
    WhichLetter(Vec<NaiveDate>),
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

/// A participant whom they reach, held until the transaction ends.
///
/// # Errors
/// When there is no such, or the database fails.
async fn reached(
    transaction: &DatabaseTransaction,
    by: &Caseworker,
    study: &StudyHandle,
    id: i32,
) -> Result<participant::Model, TracingError> {
    let person = people::reached(transaction, by, study, id).await?;
    let person = person.ok_or(TracingError::NoSuchParticipant)?;
    participants::hold(transaction, [person.id]).await?;
    Ok(person)
}
