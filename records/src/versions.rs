//! Published versions of surveys. A version never changes: the same number with other content is
//! refused, and content that is not what was published is never asked. A retired one opens nobody new.

mod listing;

mod retiring;

mod using;

mod neighbours;

mod standing;

mod affected;

mod refusing;

mod files;

use std::sync::Arc;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
};
use surveys::{
    definition::Survey,
    keys::SurveyKey,
    language::Language,
    safeguarding::{Lack, undescribed},
};

pub(crate) use self::using::{asked, hold, sound, studies};
pub use self::{
    affected::{Affected, affected},
    files::{FilesError, files},
    listing::{Listed, asks, listed, listed_of, to_come},
    neighbours::{Neighbour, neighbours},
    refusing::VersionError,
    retiring::{RetireError, Retired, retire},
    standing::{Standing, standing, unseen},
    using::{Use, UseError, unfit, use_for, uses},
};
use crate::{
    Db, audit,
    auth::{By, SurveyWriter},
    db::Cache,
    entity::survey_version,
    rights,
    sealing::hex,
};

/// No reason is longer, in characters.
pub const LONGEST_REASON: usize = 2000;

/// What publishing came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The survey.
    pub key: SurveyKey,
    /// Its version.
    pub version: u32,
    /// Of the canonical JSON, in hexadecimal.
    pub sha256: String,
    /// False when exactly this was published before.
    pub is_new: bool,
}

/// A version as it is stored.
#[derive(Clone, Debug)]
pub struct Stored {
    /// What is asked.
    pub survey: Arc<Survey>,
    /// Of the canonical JSON, in hexadecimal.
    pub sha256: String,
    /// When it was published.
    pub published_at: DateTime<Utc>,
    /// By whom.
    pub published_by: String,
    /// Why, where it was said.
    pub reason: Option<String>,
    /// When and why it was retired, where it was.
    pub retired: Option<Retired>,
    /// JSON with sorted keys and no white space.
    pub canonical: String,
}

/// The survey as JSON with sorted keys and no white space, and what that hashes to.
///
/// # Errors
/// Never for a survey that was read by `surveys`.
pub fn canonical(survey: &Survey) -> Result<(String, String), serde_json::Error> {
    // A `Value`'s maps are sorted by key.
    let canonical = serde_json::to_value(survey)?.to_string();
    let hash = crate::secret::hashed(&canonical);
    Ok((canonical, hex(&hash)))
}

/// Publishes a version, and keeps who, when and why. Exactly the same content again changes nothing.
///
/// # Errors
/// When the number is taken by other content, a question speaks of harm and raises no alert, words are used for which
/// no licence is on record, the survey is used in other studies only, or the database fails.
pub async fn publish(
    db: &Db,
    by: &By<SurveyWriter>,
    survey: &Survey,
    reason: Option<&str>,
    now: DateTime<Utc>,
) -> Result<Published, VersionError> {
    let (survey, by, reason) = (survey.clone(), by.clone(), reason.map(str::to_owned));
    db.write(move |transaction| {
        Box::pin(async move {
            if !by.may_change(&using::studies(transaction, &survey.key).await?) {
                return Err(VersionError::NotTheirs);
            }
            let why = (by.actor(), reason);
            publish_in(transaction, &survey, why, now).await.map(|(_, published)| published)
        })
    })
    .await
}

pub(crate) async fn publish_in(
    transaction: &impl ConnectionTrait,
    survey: &Survey,
    (by, reason): (String, Option<String>),
    now: DateTime<Utc>,
) -> Result<(i32, Published), VersionError> {
    if let Some(question) = undescribed(survey).first() {
        return Err(Lack::Undescribed(question.key.clone()).into());
    }
    let (canonical, sha256) = canonical(survey)?;
    let (key, version) = (survey.key.clone(), survey.version);
    let published =
        |is_new| Published { key: key.clone(), version, sha256: sha256.clone(), is_new };
    if let Some(row) = row(transaction, &key, version).await? {
        if row.sha256 == sha256 && row.retired_at.is_some() {
            return Err(VersionError::Retired(key, version));
        }
        if row.sha256 == sha256 {
            return Ok((row.id, published(false)));
        }
        return Err(VersionError::Taken(key, version));
    }
    let lacking = rights::lacking(transaction, survey, now.date_naive()).await?;
    if !lacking.is_empty() {
        return Err(VersionError::Unlicensed(lacking));
    }
    let row = survey_version::ActiveModel {
        survey_key: Set(key.to_string()),
        version: Set(version.cast_signed()),
        sha256: Set(sha256.clone()),
        canonical: Set(canonical),
        published_at: Set(now),
        published_by: Set(by.clone()),
        reason: Set(reason),
        ..Default::default()
    };
    let id = survey_version::Entity::insert(row).exec(transaction).await?.last_insert_id;
    audit::write(transaction, &by, "survey published", &format!("{key}@{version}"), now).await?;
    Ok((id, published(true)))
}

pub(crate) async fn row(
    connection: &impl ConnectionTrait,
    key: &SurveyKey,
    version: u32,
) -> Result<Option<survey_version::Model>, DbErr> {
    survey_version::Entity::find()
        .filter(survey_version::Column::SurveyKey.eq(key.as_str()))
        .filter(survey_version::Column::Version.eq(version))
        .one(connection)
        .await
}

/// A version, or the latest when none is named.
///
/// # Errors
/// When the database fails, or holds what this program cannot read.
pub async fn find(
    db: &Db,
    key: &SurveyKey,
    version: Option<u32>,
) -> Result<Option<Stored>, VersionError> {
    let mut rows = survey_version::Entity::find()
        .filter(survey_version::Column::SurveyKey.eq(key.as_str()))
        .order_by_desc(survey_version::Column::Version);
    if let Some(version) = version {
        rows = rows.filter(survey_version::Column::Version.eq(version));
    }
    rows.one(db.read()).await?.map(stored).transpose()
}

/// What the latest version asks.
pub(crate) async fn latest(
    connection: &impl ConnectionTrait,
    key: &SurveyKey,
) -> Result<Option<Arc<Survey>>, VersionError> {
    let rows = survey_version::Entity::find()
        .filter(survey_version::Column::SurveyKey.eq(key.as_str()))
        .order_by_desc(survey_version::Column::Version);
    Ok(rows.one(connection).await?.map(stored).transpose()?.map(|stored| stored.survey))
}

/// Every version, by survey and number.
///
/// # Errors
/// When the database fails, or holds what this program cannot read.
pub async fn list(db: &Db) -> Result<Vec<Stored>, VersionError> {
    let rows = survey_version::Entity::find()
        .order_by_asc(survey_version::Column::SurveyKey)
        .order_by_asc(survey_version::Column::Version);
    rows.all(db.read()).await?.into_iter().map(stored).collect()
}

fn stored(row: survey_version::Model) -> Result<Stored, VersionError> {
    is_whole(&row)?;
    let retired = row.retired_at.map(|at| Retired {
        at,
        by: row.retired_by.unwrap_or_default(),
        reason: row.retired_reason.unwrap_or_default(),
    });
    Ok(Stored {
        survey: Arc::new(serde_json::from_str(&row.canonical)?),
        sha256: row.sha256,
        published_at: row.published_at,
        published_by: row.published_by,
        reason: row.reason,
        retired,
        canonical: row.canonical,
    })
}

/// What was changed behind our back is never shown or asked as if it had been published.
fn is_whole(row: &survey_version::Model) -> Result<(), VersionError> {
    if hex(&crate::secret::hashed(&row.canonical)) == row.sha256 {
        return Ok(());
    }
    Err(VersionError::Altered(row.survey_key.clone(), row.version))
}

/// The survey of a stored version. It never changes, so it is read once.
pub(crate) async fn by_id(
    cache: &Cache,
    connection: &impl ConnectionTrait,
    id: i32,
) -> Result<Arc<Survey>, DbErr> {
    let held = cache.surveys.read().ok().and_then(|surveys| surveys.get(&id).cloned());
    if let Some(survey) = held {
        return Ok(survey);
    }
    let row = survey_version::Entity::find_by_id(id).one(connection).await?;
    let row = row.ok_or_else(|| DbErr::RecordNotFound(format!("survey version {id}")))?;
    is_whole(&row).map_err(|altered| DbErr::Custom(altered.to_string()))?;
    let survey = serde_json::from_str(&row.canonical).map_err(|e| DbErr::Json(e.to_string()))?;
    let survey = Arc::new(survey);
    if let Ok(mut surveys) = cache.surveys.write() {
        surveys.insert(id, Arc::clone(&survey));
    }
    Ok(survey)
}

/// The same in the language that somebody would like, where the survey has it. Each language of a version is made
/// once.
pub(crate) async fn as_wished(
    cache: &Cache,
    connection: &impl ConnectionTrait,
    id: i32,
    wish: Option<&str>,
) -> Result<Arc<Survey>, DbErr> {
    let survey = by_id(cache, connection, id).await?;
    if survey.translations.is_empty() {
        return Ok(survey);
    }
    let wished = wish.and_then(|wish| survey.language_for(wish));
    let Some(language) = wished.or_else(|| Language::new(&survey.language).ok()) else {
        return Ok(survey);
    };
    let key = (id, language);
    let held = cache.in_language.read().ok().and_then(|surveys| surveys.get(&key).cloned());
    if let Some(survey) = held {
        return Ok(survey);
    }
    let survey = Arc::new(survey.in_language(&key.1));
    if let Ok(mut surveys) = cache.in_language.write() {
        surveys.insert(key, Arc::clone(&survey));
    }
    Ok(survey)
}
