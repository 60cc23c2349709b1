//! Where a cell of the dataset comes from: for whoever analyses it and is asked. It is told of one person, by study number, and so
//! each telling stands in the audit.
//!
//! What is told is plain data: a command prints it, and a page could draw it.

mod telling;

use chrono::{DateTime, Utc};
use sea_orm::DbErr;
pub use surveys::why::{Is, Origin};

pub use self::telling::{
    Agreed, Allocation, Cell, Consent, OfWave, Response, Save, Saved, SurveyVersion, Then, Told,
    Wording,
};
use crate::{
    Db,
    audit::Entry,
    cuts::{self, CutError},
    exports::{ExportError, why},
    participants::{self, told},
    studies::StudyHandle,
};

/// Which cell.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The study number, however it was typed.
    pub participant: String,
    /// The name of a column of `wide` or of `participants`.
    pub variable: String,
    /// The number of a cut of which it is told, too.
    pub cut: Option<u32>,
}

/// Why nothing is told.
#[derive(Debug, thiserror::Error)]
pub enum WhyError {
    /// Nobody has this number.
    #[error("nobody in the study has the number “{0}”")]
    NoSuchParticipant(String),
    /// They try the study.
    #[error("{0} is a test person: no file of the dataset has them")]
    TestPerson(String),
    /// There is no such column.
    #[error("neither wide nor participants has a column “{name}”{}", meant(.near.as_deref()))]
    NoSuchVariable {
        /// What was asked for.
        name: String,
        /// What may have been meant.
        near: Option<String>,
    },
    /// There is no such cut, or it cannot be read.
    #[error(transparent)]
    Cut(#[from] CutError),
    /// The dataset cannot be made.
    #[error(transparent)]
    Export(#[from] ExportError),
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

fn meant(near: Option<&str>) -> String {
    near.map_or_else(String::new, |near| format!("; did you mean “{near}”?"))
}

/// Tells where a cell comes from. `by` is who asks; that they did is written down before anything is read.
///
/// # Errors
/// When nobody has the number, or a test person; when there is no such column; when the dataset cannot be made.
pub async fn tell(
    db: &Db,
    study: &StudyHandle,
    asked: &Asked,
    by: &str,
    now: DateTime<Utc>,
) -> Result<Told, WhyError> {
    let Asked { participant, variable, cut } = asked;
    let variables = std::slice::from_ref(variable);
    let told = tell_each(db, study, (participant, variables, *cut), by, now).await?.pop();
    told.ok_or_else(|| WhyError::NoSuchVariable { name: variable.clone(), near: None })
}

/// The same of several cells of one person, as they stand at one moment.
///
/// # Errors
/// As of one; nothing is told where one of the columns is unknown.
pub async fn tell_each(
    db: &Db,
    study: &StudyHandle,
    (participant, variables, cut): (&str, &[String], Option<u32>),
    by: &str,
    now: DateTime<Utc>,
) -> Result<Vec<Told>, WhyError> {
    let person = participants::by_typed_number(db.read(), study.id, participant).await?;
    let person = person.ok_or_else(|| WhyError::NoSuchParticipant(participant.to_owned()))?;
    if person.is_test {
        return Err(WhyError::TestPerson(told(&person)));
    }
    why::check(db, study, variables, now).await?;
    if let Some(cut) = cut {
        cuts::find(db, study, cut).await?;
    }
    let entry = |variable: &String| {
        Entry::new(by, "value explained", variable).in_study(study.id).about(person.id)
    };
    let entries: Vec<_> = variables.iter().map(entry).collect();
    db.write(move |transaction| {
        Box::pin(async move { Entry::write_all(entries.into_iter(), transaction, now).await })
    })
    .await?;
    why::tell(db, study, (&person, variables, cut), now).await
}
