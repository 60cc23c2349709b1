//! A draft is saved at the revision that was seen, and its audit tells of it.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use surveys::keys::SurveyKey;

use super::{Draft, DraftError, LONGEST, draft, earlier::remember, may_write, row};
use crate::{
    Db,
    audit::Entry,
    auth::{By, SurveyWriter},
    entity::survey_draft,
};

/// How a draft comes to be saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saving {
    /// Somebody pressed a button.
    Asked,
    /// The page did it while its writer paused. What one person writes so within an hour of the clock is one entry of the
    /// audit, which would otherwise tell of little else.
    ByItself,
}

/// Saves a draft that was opened at `revision`. The same text again changes nothing.
///
/// # Errors
/// When somebody else has saved it since, it is not there or too long, the survey is used in other studies only, or the
/// database fails.
pub async fn save(
    db: &Db,
    by: &By<SurveyWriter>,
    key: &SurveyKey,
    (revision, text): (u32, &str),
    now: DateTime<Utc>,
) -> Result<Draft, DraftError> {
    let text = believed(text)?;
    let (by, key) = (by.clone(), key.clone());
    db.write(move |transaction| {
        Box::pin(async move {
            let found = own(transaction, &by, &key).await?;
            if found.text == text {
                return Ok(draft(found)?);
            }
            if found.revision == revision.cast_signed()
                && let Some(saved) =
                    put(transaction, &found, &text, (&by, Saving::Asked), now).await?
            {
                return Ok(saved);
            }
            let theirs = own(transaction, &by, &key).await?;
            Err(DraftError::ChangedMeanwhile(Box::new(draft(theirs)?)))
        })
    })
    .await
}

/// A text as it may be saved.
pub(super) fn believed(text: &str) -> Result<String, DraftError> {
    // PostgreSQL takes no U+0000 into a text; as this it is a fault of the file.
    match text.len() {
        ..=LONGEST => Ok(text.replace('\0', "\u{fffd}")),
        _ => Err(DraftError::TooLong),
    }
}

/// The draft, for somebody who may write it.
pub(super) async fn own(
    transaction: &impl ConnectionTrait,
    by: &By<SurveyWriter>,
    key: &SurveyKey,
) -> Result<survey_draft::Model, DraftError> {
    may_write(transaction, by, key).await?;
    let found = row(transaction, key).await?;
    found.ok_or_else(|| DraftError::NoSuchDraft(key.clone()))
}

/// Puts a text in the place of what was found, and tells the audit. None where somebody else was first.
pub(super) async fn put(
    transaction: &impl ConnectionTrait,
    found: &survey_draft::Model,
    text: &str,
    (by, saving): (&By<SurveyWriter>, Saving),
    now: DateTime<Utc>,
) -> Result<Option<Draft>, DbErr> {
    if !replaced(transaction, found, text, (by, saving), now).await? {
        return Ok(None);
    }
    if saving == Saving::Asked || !goes_on(found, by, now) {
        let entry = Entry::new(&by.actor(), "survey draft saved", &found.survey_key);
        entry.changing(Some(&found.text), Some(text)).write(transaction, now).await?;
    }
    let saved = survey_draft::Model {
        revision: found.revision + 1,
        text: text.to_owned(),
        changed_at: now,
        changed_by: by.actor(),
        ..found.clone()
    };
    draft(saved).map(Some)
}

/// Whether they have saved it within this hour of the clock already, and nobody else since. That they began it is told by
/// another entry.
fn goes_on(found: &survey_draft::Model, by: &By<SurveyWriter>, now: DateTime<Utc>) -> bool {
    let hour = |at: DateTime<Utc>| at.timestamp().div_euclid(60 * 60);
    let is_saved = found.revision > found.first_revision;
    is_saved && found.changed_by == by.actor() && hour(found.changed_at) == hour(now)
}

/// Whether it was still as it was found: of two who save at one moment, one finds none. What somebody else saved, or was
/// saved for good, can be fetched again.
pub(super) async fn replaced(
    transaction: &impl ConnectionTrait,
    found: &survey_draft::Model,
    text: &str,
    (by, saving): (&By<SurveyWriter>, Saving),
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let change = survey_draft::ActiveModel {
        revision: Set(found.revision + 1),
        text: Set(text.to_owned()),
        changed_at: Set(now),
        changed_by: Set(by.actor()),
        ..Default::default()
    };
    let changed = survey_draft::Entity::update_many()
        .set(change)
        .filter(survey_draft::Column::Id.eq(found.id))
        .filter(survey_draft::Column::Revision.eq(found.revision))
        .exec(transaction)
        .await?;
    if changed.rows_affected != 1 {
        return Ok(false);
    }
    if saving == Saving::Asked || !goes_on(found, by, now) {
        remember(transaction, found).await?;
    }
    Ok(true)
}
