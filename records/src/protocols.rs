//! Published versions of a study's protocol. A version never changes, and the latest is the one that holds: for everybody,
//! from the moment on at which it is published. The waves of a study are those of its protocol.

mod answered;

mod before;

mod beginning;

mod drafting;

mod looking;

mod wording;

mod reading;

mod known;

mod refusing;

use std::sync::Arc;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbBackend, DbErr,
    EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, prelude::Expr,
    sea_query::LockType,
};
use surveys::protocol::Protocol;

use self::before::Before;
pub use self::{
    drafting::{
        Draft, DraftError, Drafted, Joined, OWN_FILE, Saved, Written, draft, joined, next_files,
        save, throw_away,
    },
    known::{know_waves, unreadable},
    looking::{Looked, look},
    refusing::ProtocolError,
    wording::{Beside, beside},
};
pub(crate) use self::{
    known::waves as known_waves,
    wording::{is_true, survey_asked},
};
use crate::{
    Db,
    audit::Entry,
    auth::{By, SurveyWriter},
    calls,
    entity::{protocol_version, study},
    sealing::hex,
    studies::StudyHandle,
};

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

/// A version as it is stored.
#[derive(Clone, Debug)]
pub struct Stored {
    /// What it says.
    pub protocol: Arc<Protocol>,
    /// Of the canonical JSON, in hexadecimal.
    pub sha256: String,
    /// When it was published.
    pub published_at: DateTime<Utc>,
    /// By whom.
    pub published_by: String,
    /// Why, where it was said.
    pub reason: Option<String>,
    /// JSON with sorted keys and no white space.
    pub canonical: String,
}

/// The protocol as JSON with sorted keys and no white space, and what that hashes to.
///
/// # Errors
/// Never for a protocol that was read by `surveys`.
pub fn canonical(protocol: &Protocol) -> Result<(String, String), serde_json::Error> {
    // A `Value`'s maps are sorted by key.
    let canonical = serde_json::to_value(protocol)?.to_string();
    let hash = crate::secret::hashed(&canonical);
    Ok((canonical, hex(&hash)))
}

/// Publishes a version, which holds from now on. A wave that is new begins with the latest version of its survey. Exactly
/// what holds already changes nothing.
///
/// # Errors
/// When something is amiss with it or what it says is untrue, its number is taken or is not higher than that of the version that holds, no reason is
/// given, a wave goes that somebody answered, a new one has no survey to begin with, they do not evaluate the study, or
/// the database fails.
pub async fn publish(
    db: &Db,
    by: &By<SurveyWriter>,
    study: &StudyHandle,
    protocol: &Protocol,
    reason: Option<&str>,
    now: DateTime<Utc>,
) -> Result<Published, ProtocolError> {
    if !by.evaluates(study.id) {
        return Err(ProtocolError::NotTheirs);
    }
    let (id, protocol) = (study.id, protocol.clone());
    let why = (by.actor(), reason.map(str::to_owned));
    let cache = Arc::clone(&db.cache);
    db.write(move |transaction| {
        Box::pin(async move {
            let begins = beginning::Beginning::before(cache, transaction, id).await?;
            let by = why.0.clone();
            let published = publish_in(transaction, id, &protocol, why, now).await?;
            if published.is_new {
                begins.with(transaction, &protocol, (&by, now)).await?;
            }
            drafting::is_over(transaction, id, &protocol).await?;
            Ok(published)
        })
    })
    .await
}

/// Publishes a version without looking at the surveys of its waves, nor at what it says about them.
pub(crate) async fn publish_in(
    transaction: &DatabaseTransaction,
    study: i32,
    protocol: &Protocol,
    (by, reason): (String, Option<String>),
    now: DateTime<Utc>,
) -> Result<Published, ProtocolError> {
    let amiss = protocol.check();
    if !amiss.is_empty() {
        return Err(ProtocolError::Amiss(amiss));
    }
    hold(transaction, study).await?;
    let (canonical, sha256) = canonical(protocol)?;
    let version = protocol.version;
    let published = |is_new| Published { version, sha256: sha256.clone(), is_new };
    let reason = reason.filter(|reason| !reason.trim().is_empty());
    let before = Before::of(transaction, study).await?;
    if let Some(held) = &before {
        if !held.is_followed_by(protocol, &sha256, reason.is_some())? {
            return Ok(published(false));
        }
        answered::stay(transaction, study, &held.waves, protocol).await?;
    }
    let row = row((study, version), (&sha256, &canonical), (&by, reason), now);
    protocol_version::Entity::insert(row).exec_without_returning(transaction).await?;
    read_anew(transaction, study, protocol).await?;
    calls::look_at_all(transaction, study, now).await?;
    let before = before.and_then(|held| held.canonical);
    let entry = Entry::new(&by, "protocol published", &format!("protocol {version}"));
    let entry = entry.in_study(study).changing(before.as_deref(), Some(&canonical));
    entry.write(transaction, now).await?;
    Ok(published(true))
}

fn row(
    (study, version): (i32, u32),
    (sha256, canonical): (&str, &str),
    (by, reason): (&str, Option<String>),
    now: DateTime<Utc>,
) -> protocol_version::ActiveModel {
    protocol_version::ActiveModel {
        study_id: Set(study),
        version: Set(version.cast_signed()),
        sha256: Set(sha256.to_owned()),
        canonical: Set(canonical.to_owned()),
        published_at: Set(now),
        published_by: Set(by.to_owned()),
        reason: Set(reason),
        ..Default::default()
    }
}

/// Holds the study's row until the transaction ends, so that two do not publish at once.
pub(crate) async fn hold(transaction: &impl ConnectionTrait, study: i32) -> Result<(), DbErr> {
    if transaction.get_database_backend() == DbBackend::Sqlite {
        return Ok(());
    }
    let row = study::Entity::find_by_id(study).lock(LockType::NoKeyUpdate);
    row.one(transaction).await.map(drop)
}

/// Has every server read the study anew, with the waves of this protocol.
async fn read_anew(
    transaction: &impl ConnectionTrait,
    study: i32,
    protocol: &Protocol,
) -> Result<(), ProtocolError> {
    known::note(transaction, study, protocol).await?;
    let next = Expr::col(study::Column::Revision).add(1);
    let row = study::Entity::update_many().col_expr(study::Column::Revision, next);
    Ok(row.filter(study::Column::Id.eq(study)).exec(transaction).await.map(drop)?)
}

/// The version that holds.
///
/// # Errors
/// When there is none, the database fails, or holds what this program cannot read.
pub async fn current(db: &Db, study: &StudyHandle) -> Result<Stored, ProtocolError> {
    latest(db.read(), study.id).await?.ok_or(ProtocolError::None)
}

/// A version, or the one that holds when none is named.
///
/// # Errors
/// When there is none, the database fails, or holds what this program cannot read.
pub async fn show(
    db: &Db,
    study: &StudyHandle,
    version: Option<u32>,
) -> Result<Stored, ProtocolError> {
    let Some(version) = version else { return current(db, study).await };
    let own = of_study(study.id).filter(protocol_version::Column::Version.eq(version));
    let found = own.one(db.read()).await?.map(stored).transpose()?;
    found.ok_or(ProtocolError::NoSuchVersion(version))
}

/// Every version, the latest first.
///
/// # Errors
/// When the database fails, or holds what this program cannot read.
pub async fn versions(db: &Db, study: &StudyHandle) -> Result<Vec<Stored>, ProtocolError> {
    of_study(study.id).all(db.read()).await?.into_iter().map(stored).collect()
}

/// The version that holds in the study of this row.
pub(crate) async fn latest(
    connection: &impl ConnectionTrait,
    study: i32,
) -> Result<Option<Stored>, ProtocolError> {
    of_study(study).limit(1).one(connection).await?.map(stored).transpose()
}

fn of_study(study: i32) -> sea_orm::Select<protocol_version::Entity> {
    protocol_version::Entity::find()
        .filter(protocol_version::Column::StudyId.eq(study))
        .order_by_desc(protocol_version::Column::Version)
}

/// What was changed behind our back is never followed as if it had been published.
fn stored(row: protocol_version::Model) -> Result<Stored, ProtocolError> {
    let hash = crate::secret::hashed(&row.canonical);
    if hex(&hash) != row.sha256 {
        return Err(ProtocolError::Altered(row.version));
    }
    Ok(Stored {
        protocol: reading::read(&hash, &row.canonical)?,
        sha256: row.sha256,
        published_at: row.published_at,
        published_by: row.published_by,
        reason: row.reason,
        canonical: row.canonical,
    })
}
