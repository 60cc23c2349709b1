//! From a draft to a version that never changes.

use chrono::{DateTime, Utc};
use sea_orm::DbErr;
use surveys::{authoring::Fault, keys::SurveyKey};

use super::{
    Draft, check, draft, find, in_languages, standing,
    translations::{all, held},
};
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
    /// Somebody has saved it since the changes were looked at.
    #[error("somebody else has saved this draft meanwhile")]
    ChangedMeanwhile(Box<Draft>),
    /// It was not said why.
    #[error("say why, in at most {LONGEST_REASON} characters")]
    NoReason,
    /// It was, in too many words.
    #[error("say why in at most {LONGEST_REASON} characters")]
    LongReason,
    /// The last version is offered in other languages too, of which the draft knows nothing.
    #[error(
        "the last version is offered in other languages too ({0}); add them to the draft, or leave them out knowingly, \
         under Translations"
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

/// Publishes the draft as it stood when it was looked at, with its translations. The draft stays: the version after
/// this one begins with it.
///
/// # Errors
/// When it has faults, somebody saved it since, no reason is given or one that is too long, the number is taken, the survey is used in other
/// studies only, or the database fails.
pub async fn publish(
    db: &Db,
    by: &By<SurveyWriter>,
    key: &SurveyKey,
    (looked_at, reason): (u32, &str),
    now: DateTime<Utc>,
) -> Result<Published, PublishError> {
    let reason = reason.trim().replace('\0', "\u{fffd}");
    match reason.chars().count() {
        0 => return Err(PublishError::NoReason),
        1..=LONGEST_REASON => {}
        _ => return Err(PublishError::LongReason),
    }
    let seen = find(db, key).await?;
    let seen = seen.ok_or_else(|| DraftError::NoSuchDraft(key.clone()))?;
    let languages = in_languages(db, key).await?;
    let survey = check(db, key, &seen.text).await?.map_err(PublishError::Faulty)?;
    let last = versions::find(db, key, None).await?.map(|stored| stored.survey);
    let others = last.iter().flat_map(|survey| survey.translations.keys());
    let lost = others.filter(|one| languages.iter().all(|own| own.language != **one));
    let lost: Vec<_> = lost.map(|language| language.english_name().to_owned()).collect();
    if !lost.is_empty() {
        return Err(PublishError::LosesLanguages(lost.join(", ")));
    }
    let (by, key) = (by.clone(), key.clone());
    db.write(move |transaction| {
        Box::pin(async move {
            let now_there = draft(held(transaction, &by, &key).await?)?;
            let stands = standing(&now_there, &all(transaction, &key).await?);
            if stands != looked_at || stands != standing(&seen, &languages) {
                return Err(PublishError::ChangedMeanwhile(Box::new(now_there)));
            }
            let why = (by.actor(), Some(reason));
            let (_, published) = publish_in(transaction, &survey, why, now).await?;
            Ok(published)
        })
    })
    .await
}
