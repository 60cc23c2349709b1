//! The terms on which data leave a study, as they were published. A version never changes, and the latest is the one that
//! holds.

mod refusing;

use std::sync::Arc;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use surveys::{authoring::File, linking::terms::Terms};

pub use self::refusing::TermsError;
use crate::{
    Db,
    audit::Entry,
    auth::{By, DataManager},
    entity::terms_version,
    protocols,
    sealing::hex,
    studies::StudyHandle,
};

/// A version as it is kept.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Its number.
    pub version: u32,
    /// What it says.
    pub terms: Arc<Terms>,
    /// The file as it was published, with its comments.
    pub text: String,
    /// Of the canonical JSON, in hexadecimal.
    pub sha256: String,
    /// When it was published.
    pub published_at: DateTime<Utc>,
    /// By whom.
    pub published_by: String,
}

/// What publishing came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The version.
    pub version: u32,
    /// Of the canonical JSON, in hexadecimal.
    pub sha256: String,
    /// False when exactly this is what holds already.
    pub is_new: bool,
}

/// Publishes a file of terms, which holds from now on. What holds already changes nothing, also with other comments.
///
/// # Errors
/// When something is wrong with the file, by itself or beside the study's consent form, its number is not the next one,
/// they do not link the study's records, or the database fails.
pub async fn publish(
    db: &Db,
    by: &By<DataManager>,
    study: &StudyHandle,
    file: &File,
    now: DateTime<Utc>,
) -> Result<Published, TermsError> {
    if !by.may_in(study) {
        return Err(TermsError::NotTheirs);
    }
    let terms = Terms::read_beside(file, &study.study().consent).map_err(TermsError::Faulty)?;
    let (id, by, text) = (study.id, by.actor(), file.text.clone());
    db.write(move |transaction| {
        Box::pin(async move { publish_in(transaction, id, (&terms, text), &by, now).await })
    })
    .await
}

async fn publish_in(
    transaction: &DatabaseTransaction,
    study: i32,
    (terms, text): (&Terms, String),
    by: &str,
    now: DateTime<Utc>,
) -> Result<Published, TermsError> {
    protocols::hold(transaction, study).await?;
    let version = terms.version;
    // A `Value`'s maps are sorted by key.
    let canonical = serde_json::to_value(terms)?.to_string();
    let sha256 = hex(&crate::secret::hashed(&canonical));
    let held = latest(transaction, study).await?;
    if let Some(held) = held.as_ref().map(read).transpose()?
        && !follows(&held, terms, &sha256)?
    {
        return Ok(Published { version, sha256, is_new: false });
    }
    let row = terms_version::ActiveModel {
        study_id: Set(study),
        version: Set(version.cast_signed()),
        sha256: Set(sha256.clone()),
        canonical: Set(canonical.clone()),
        text: Set(text),
        published_at: Set(now),
        published_by: Set(by.to_owned()),
        ..Default::default()
    };
    terms_version::Entity::insert(row).exec_without_returning(transaction).await?;
    let before = held.map(|held| held.canonical);
    let entry = Entry::new(by, "terms published", &format!("terms {version}"));
    let entry = entry.in_study(study).changing(before.as_deref(), Some(&canonical));
    entry.write(transaction, now).await?;
    Ok(Published { version, sha256, is_new: true })
}

/// Whether these come after those that hold; exactly these do not.
fn follows(held: &Kept, next: &Terms, sha256: &str) -> Result<bool, TermsError> {
    let (holds, given) = (held.version, next.version);
    if given == holds {
        return if sha256 == held.sha256 { Ok(false) } else { Err(TermsError::Taken(holds)) };
    }
    if given < holds {
        return Err(TermsError::Behind { holds, given });
    }
    if given != holds + 1 {
        return Err(TermsError::Ahead { holds, given });
    }
    let is_same = Terms { version: holds, ..next.clone() } == *held.terms;
    if is_same { Err(TermsError::Same(holds)) } else { Ok(true) }
}

/// The version that holds in the study of this row; none before the first is published.
///
/// # Errors
/// When the database fails, or holds what was not published or cannot be read.
pub async fn current(
    connection: &impl ConnectionTrait,
    study_id: i32,
) -> Result<Option<Kept>, TermsError> {
    latest(connection, study_id).await?.as_ref().map(read).transpose()
}

/// The version that holds, or one that held.
///
/// # Errors
/// When there is none, the database fails, or holds what was not published or cannot be read.
pub async fn show(db: &Db, study: &StudyHandle, version: Option<u32>) -> Result<Kept, TermsError> {
    let found = match version {
        Some(version) => numbered(db.read(), study.id, version).await?,
        None => current(db.read(), study.id).await?,
    };
    found.ok_or(version.map_or(TermsError::None, TermsError::NoSuchVersion))
}

/// Every version of a study, the latest first.
///
/// # Errors
/// When the database fails, or holds what was not published or cannot be read.
pub async fn versions(db: &Db, study: &StudyHandle) -> Result<Vec<Kept>, TermsError> {
    of_study(study.id).all(db.read()).await?.iter().map(read).collect()
}

/// A version of the study of this row.
pub(crate) async fn numbered(
    connection: &impl ConnectionTrait,
    study_id: i32,
    version: u32,
) -> Result<Option<Kept>, TermsError> {
    let own = of_study(study_id).filter(terms_version::Column::Version.eq(version.cast_signed()));
    own.one(connection).await?.as_ref().map(read).transpose()
}

async fn latest(
    connection: &impl ConnectionTrait,
    study_id: i32,
) -> Result<Option<terms_version::Model>, TermsError> {
    Ok(of_study(study_id).limit(1).one(connection).await?)
}

fn of_study(study_id: i32) -> sea_orm::Select<terms_version::Entity> {
    terms_version::Entity::find()
        .filter(terms_version::Column::StudyId.eq(study_id))
        .order_by_desc(terms_version::Column::Version)
}

/// What was changed behind our back is never followed as if it had been published.
fn read(row: &terms_version::Model) -> Result<Kept, TermsError> {
    if hex(&crate::secret::hashed(&row.canonical)) != row.sha256 {
        return Err(TermsError::Altered(row.version.cast_unsigned()));
    }
    Ok(Kept {
        version: row.version.cast_unsigned(),
        terms: Arc::new(serde_json::from_str(&row.canonical)?),
        text: row.text.clone(),
        sha256: row.sha256.clone(),
        published_at: row.published_at,
        published_by: row.published_by.clone(),
    })
}
