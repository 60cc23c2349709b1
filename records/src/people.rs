//! What staff do with who people are: find somebody by number or email, see one of theirs, and forget somebody
//! for good. Each is in the audit trail before anything is told.

mod reaching;

mod finding;

mod waves;

mod seeing;

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

pub(crate) use self::reaching::reached;
pub(crate) use self::waves::{current, of_one as waves_of};
pub use self::{
    finding::{Listed, Own, look_up, own},
    reaching::number,
    seeing::{Seen, see},
    waves::{InWave, Stands, can_be_skipped},
};
use crate::{
    Db, audit,
    entity::participant,
    identity::{self, Kind},
    participants,
    studies::StudyHandle,
};

/// Why nobody could be forgotten.
#[derive(Debug, thiserror::Error)]
pub enum ForgetError {
    /// Nobody has this study number.
    #[error("nobody in the study has the number “{0}”")]
    NoSuchParticipant(String),
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

/// The study numbers of those whose telephone number or email this is. A number is found however it was
/// typed: with spaces, with `0` or with `+44`.
///
/// # Errors
/// When the database fails.
pub async fn find(
    db: &Db,
    study: &StudyHandle,
    (kind, text): (Kind, &str),
    by: &str,
    now: DateTime<Utc>,
) -> Result<Vec<String>, DbErr> {
    let people = identity::find(&db.vault, kind, text).await?;
    let (study, by) = (study.clone(), by.to_owned());
    db.write(move |transaction| {
        Box::pin(async move {
            let theirs = participant::Column::Id.is_in(people);
            let rows = participant::Entity::find()
                .filter(participant::Column::StudyId.eq(study.id))
                .filter(theirs)
                .order_by_asc(participant::Column::StudyNumber)
                .all(transaction)
                .await?;
            let found: Vec<_> = rows.into_iter().map(|row| row.study_number).collect();
            let action = match kind {
                Kind::Mobile => "looked up by telephone number",
                Kind::Email => "looked up by email",
            };
            let told = format!("{}: {}", study.study().key, found.join(", "));
            audit::write(transaction, &by, action, &told, now).await?;
            Ok(found)
        })
    })
    .await
}

/// Destroys everything by which a person can be known. Their answers stay, under a key that names nobody.
/// It cannot be undone: older backups hold nothing that can be read.
///
/// # Errors
/// When nobody has this number, or the database fails.
pub async fn forget(
    db: &Db,
    study: &StudyHandle,
    number: &str,
    by: &str,
    now: DateTime<Utc>,
) -> Result<(), ForgetError> {
    let (study, number, by) = (study.clone(), number.to_owned(), by.to_owned());
    db.write_with_vault(now, move |transaction, _| {
        Box::pin(async move {
            let person = participants::by_number(transaction, &study, &number).await?;
            let person = person.ok_or_else(|| ForgetError::NoSuchParticipant(number.clone()))?;
            participants::hold(transaction, [person.id]).await?;
            identity::forget(transaction, person.id).await?;
            Ok(audit::write(transaction, &by, "identity destroyed", &number, now).await?)
        })
    })
    .await
}
