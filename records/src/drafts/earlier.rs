//! Texts of a draft that were saved over. What somebody lost by a slip, or because a colleague put something else in its
//! place, can be fetched again.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use surveys::keys::SurveyKey;

use super::{Draft, DraftError, save};
use crate::{
    Db,
    auth::{By, SurveyWriter},
    entity::{survey_draft, survey_draft_earlier as row},
};

/// So many are kept of each survey. A text has half a megabyte at most, and most have some twenty kilobytes.
const KEPT: u64 = 100;

/// A text that was saved over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earlier {
    /// The revision at which the draft was this.
    pub revision: u32,
    /// When it was saved.
    pub at: DateTime<Utc>,
    /// By whom, as the audit has it.
    pub by: String,
}

/// Keeps a text that is saved over, and lets go of the oldest.
pub(super) async fn remember(
    transaction: &impl ConnectionTrait,
    found: &survey_draft::Model,
) -> Result<(), DbErr> {
    let kept = row::ActiveModel {
        survey_key: Set(found.survey_key.clone()),
        revision: Set(found.revision),
        text: Set(found.text.clone()),
        changed_at: Set(found.changed_at),
        changed_by: Set(found.changed_by.clone()),
        ..Default::default()
    };
    row::Entity::insert(kept).exec_without_returning(transaction).await?;
    let own = row::Column::SurveyKey.eq(&found.survey_key);
    let oldest = row::Entity::find()
        .filter(own.clone())
        .order_by_desc(row::Column::Revision)
        .offset(KEPT)
        .limit(1)
        .select_only()
        .column(row::Column::Revision)
        .into_tuple::<i32>()
        .one(transaction)
        .await?;
    if let Some(oldest) = oldest {
        let gone = row::Entity::delete_many().filter(own);
        gone.filter(row::Column::Revision.lte(oldest)).exec(transaction).await?;
    }
    Ok(())
}

/// Those of a survey, the last one first.
///
/// # Errors
/// When the database fails.
pub async fn earlier(db: &Db, key: &SurveyKey) -> Result<Vec<Earlier>, DbErr> {
    let rows = row::Entity::find()
        .filter(row::Column::SurveyKey.eq(key.as_str()))
        .order_by_desc(row::Column::Revision)
        .select_only()
        .columns([row::Column::Revision, row::Column::ChangedAt, row::Column::ChangedBy])
        .into_tuple::<(i32, DateTime<Utc>, String)>();
    let each = rows.all(db.read()).await?.into_iter();
    Ok(each
        .map(|(revision, at, by)| Earlier { revision: revision.cast_unsigned(), at, by })
        .collect())
}

/// One of them, as the draft was then.
///
/// # Errors
/// When the database fails.
pub async fn earlier_text(db: &Db, key: &SurveyKey, revision: u32) -> Result<Option<Draft>, DbErr> {
    let found = row::Entity::find()
        .filter(row::Column::SurveyKey.eq(key.as_str()))
        .filter(row::Column::Revision.eq(revision.cast_signed()))
        .one(db.read())
        .await?;
    Ok(found.map(|found| Draft {
        key: key.clone(),
        revision,
        text: found.text,
        changed_at: found.changed_at,
        changed_by: found.changed_by,
    }))
}

/// Puts an earlier text in the place of the draft as it was looked at. What stood there can be fetched likewise.
///
/// # Errors
/// When it is not there any more, or as [`save()`].
pub async fn fetch(
    db: &Db,
    by: &By<SurveyWriter>,
    key: &SurveyKey,
    (seen, which): (u32, u32),
    now: DateTime<Utc>,
) -> Result<Draft, DraftError> {
    let found = earlier_text(db, key, which).await?;
    let found = found.ok_or_else(|| DraftError::NoSuchDraft(key.clone()))?;
    save(db, by, key, (seen, &found.text), now).await
}
