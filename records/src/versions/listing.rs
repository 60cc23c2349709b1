//! Versions without what they ask, which is long: lists need little of it, and a page one of them.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, DbErr, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, Select,
};
use surveys::{definition::Survey, keys::SurveyKey};

use super::{Retired, by_id};
use crate::{Db, entity::survey_version};

/// A version in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The survey.
    pub key: SurveyKey,
    /// Its number.
    pub version: u32,
    /// When it was published.
    pub published_at: DateTime<Utc>,
    /// By whom.
    pub published_by: String,
    /// Why, where it was said.
    pub reason: Option<String>,
    /// When and why it was retired, where it was.
    pub retired: Option<Retired>,
    pub(crate) id: i32,
}

#[derive(FromQueryResult)]
struct Row {
    id: i32,
    survey_key: String,
    version: i32,
    published_at: DateTime<Utc>,
    published_by: String,
    reason: Option<String>,
    retired_at: Option<DateTime<Utc>>,
    retired_by: Option<String>,
    retired_reason: Option<String>,
}

/// Every version, by survey and number.
///
/// # Errors
/// When the database fails.
pub async fn listed(db: &Db) -> Result<Vec<Listed>, DbErr> {
    rows(db, survey_version::Entity::find()).await
}

/// The versions of a survey, by number.
///
/// # Errors
/// When the database fails.
pub async fn listed_of(db: &Db, key: &SurveyKey) -> Result<Vec<Listed>, DbErr> {
    let of_survey = survey_version::Column::SurveyKey.eq(key.as_str());
    rows(db, survey_version::Entity::find().filter(of_survey)).await
}

/// The version that is to be put to use: the latest that is not retired, where it is later than all that are in use.
#[must_use]
pub fn to_come(listed: &[Listed], key: &SurveyKey, in_use: &[u32]) -> Option<u32> {
    let open = listed.iter().filter(|listed| listed.key == *key && listed.retired.is_none());
    let latest = open.map(|listed| listed.version).max()?;
    in_use.iter().all(|used| *used < latest).then_some(latest)
}

/// What a version asks. It never changes, so it is read once.
///
/// # Errors
/// When the database fails, or what it holds is not what was published.
pub async fn asks(db: &Db, version: &Listed) -> Result<Arc<Survey>, DbErr> {
    by_id(&db.cache, db.read(), version.id).await
}

async fn rows(db: &Db, of: Select<survey_version::Entity>) -> Result<Vec<Listed>, DbErr> {
    use survey_version::Column;
    let rows = of
        .select_only()
        .columns([Column::Id, Column::SurveyKey, Column::Version, Column::PublishedAt])
        .columns([Column::PublishedBy, Column::Reason, Column::RetiredAt])
        .columns([Column::RetiredBy, Column::RetiredReason])
        .order_by_asc(Column::SurveyKey)
        .order_by_asc(Column::Version)
        .into_model::<Row>();
    rows.all(db.read()).await?.into_iter().map(listed_row).collect()
}

fn listed_row(row: Row) -> Result<Listed, DbErr> {
    let key = SurveyKey::new(&row.survey_key)
        .map_err(|_| DbErr::Custom(format!("a version is of “{}”", row.survey_key)))?;
    let retired = row.retired_at.map(|at| Retired {
        at,
        by: row.retired_by.unwrap_or_default(),
        reason: row.retired_reason.unwrap_or_default(),
    });
    Ok(Listed {
        key,
        version: row.version.cast_unsigned(),
        published_at: row.published_at,
        published_by: row.published_by,
        reason: row.reason,
        retired,
        id: row.id,
    })
}
