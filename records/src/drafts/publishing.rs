//! From a draft to a version that never changes.

use chrono::{DateTime, Utc};
use sea_orm::DbErr;
use surveys::{authoring::Fault, keys::SurveyKey};

use super::{Draft, check, draft, find, may_write, row};
use crate::{
    Db,
    auth::{By, SurveyWriter},
    drafts::DraftError,
    versions::{self, LONGEST_REASON, Published, VersionError, publish_in},
};

/// Why a draft was not published.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// It has faults.
    #[error("the draft has faults")]
    Faulty(Vec<Fault>),
    /// Its text has another survey's key.
    #[error("the text has the key “{0}”, which is another survey's")]
    OtherKey(SurveyKey),
    /// Somebody has saved it since the changes were looked at.
    #[error("somebody else has saved this draft meanwhile")]
    ChangedMeanwhile(Box<Draft>),
    /// It was not said why, or in too many words.
    #[error("say why, in at most {LONGEST_REASON} characters")]
    NoReason,
    /// The last version is offered in other languages too, and a draft has no translations.
    #[error(
        "the last version is offered in other languages too ({0}), which a draft cannot have yet; publish it from its \
         files, with “throughline survey publish”"
    )]
    LosesLanguages(String),
    /// There is no draft, or it is not theirs.
    #[error(transparent)]
    Draft(#[from] DraftError),
    /// The number is taken, or the survey cannot be published as it is.
    #[error(transparent)]
    Version(#[from] VersionError),
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

/// Publishes the draft as it was at `revision`. The draft stays: the version after this one begins with it.
///
/// # Errors
/// When it has faults, somebody saved it since, no reason is given, the number is taken, the survey is used in other
/// studies only, or the database fails.
pub async fn publish(
    db: &Db,
    by: &By<SurveyWriter>,
    key: &SurveyKey,
    (revision, reason): (u32, &str),
    now: DateTime<Utc>,
) -> Result<Published, PublishError> {
    let reason = reason.trim().replace('\0', "\u{fffd}");
    if reason.is_empty() || reason.chars().count() > LONGEST_REASON {
        return Err(PublishError::NoReason);
    }
    let seen = find(db, key).await?;
    let seen = seen.ok_or_else(|| DraftError::NoSuchDraft(key.clone()))?;
    let survey = check(db, key, &seen.text).await?.map_err(PublishError::Faulty)?;
    if survey.key != *key {
        return Err(PublishError::OtherKey(survey.key));
    }
    let last = versions::find(db, key, None).await?.map(|stored| stored.survey);
    let others = last.iter().flat_map(|survey| survey.translations.keys());
    let others: Vec<_> = others.map(|language| language.english_name().to_owned()).collect();
    if !others.is_empty() {
        return Err(PublishError::LosesLanguages(others.join(", ")));
    }
    let (by, key) = (by.clone(), key.clone());
    db.write(move |transaction| {
        Box::pin(async move {
            may_write(transaction, &by, &key).await?;
            let now_there = row(transaction, &key).await?;
            let now_there = now_there.ok_or_else(|| DraftError::NoSuchDraft(key.clone()))?;
            let now_there = draft(now_there)?;
            if now_there.revision != revision || now_there.revision != seen.revision {
                return Err(PublishError::ChangedMeanwhile(Box::new(now_there)));
            }
            let why = (by.actor(), Some(reason));
            let (_, published) = publish_in(transaction, &survey, why, now).await?;
            Ok(published)
        })
    })
    .await
}
