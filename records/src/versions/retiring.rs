//! A version that opens nobody new. What was begun on it is finished on it.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, DatabaseTransaction, DbErr, IntoActiveModel};
use surveys::keys::SurveyKey;

use super::{LONGEST_REASON, Use, row, using};
use crate::{
    Db, audit,
    auth::{By, SurveyWriter},
    entity::survey_version,
};

/// How a version was retired.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retired {
    /// When.
    pub at: DateTime<Utc>,
    /// By whom, as the audit has it.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// Why a version was not retired.
#[derive(Debug, thiserror::Error)]
pub enum RetireError {
    /// There is no such version.
    #[error("{0} has no version {1}")]
    NoSuchVersion(SurveyKey, u32),
    /// It was retired before.
    #[error("{0} version {1} is retired already")]
    Already(SurveyKey, u32),
    /// Waves begin new responses on it.
    #[error("people still begin on this version: {}. Put another version to use there first", named(.0))]
    InUse(Vec<Use>),
    /// It was not said why.
    #[error("say why, in at most {LONGEST_REASON} characters")]
    NoReason,
    /// It was, in too many words.
    #[error("say why in at most {LONGEST_REASON} characters")]
    LongReason,
    /// None of the studies that use the survey is theirs.
    #[error("this survey is used in other studies only")]
    NotTheirs,
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

fn named(uses: &[Use]) -> String {
    let named =
        uses.iter().map(|own| format!("the wave “{}” of the study “{}”", own.wave, own.study));
    named.collect::<Vec<_>>().join(", ")
}

/// Retires a version for good.
///
/// # Errors
/// When it is not there, retired before or still in use, no reason is given, the survey is used in other studies only,
/// or the database fails.
pub async fn retire(
    db: &Db,
    by: &By<SurveyWriter>,
    (key, version): (&SurveyKey, u32),
    reason: &str,
    now: DateTime<Utc>,
) -> Result<(), RetireError> {
    let reason = reason.trim().replace('\0', "\u{fffd}");
    match reason.chars().count() {
        0 => return Err(RetireError::NoReason),
        1..=LONGEST_REASON => {}
        _ => return Err(RetireError::LongReason),
    }
    let (by, key) = (by.clone(), key.clone());
    db.write(move |transaction| {
        Box::pin(async move {
            using::hold(transaction, &key).await?;
            let found = unused(transaction, &by, (&key, version)).await?;
            let mut found = found.into_active_model();
            found.retired_at = Set(Some(now));
            found.retired_by = Set(Some(by.actor()));
            found.retired_reason = Set(Some(reason));
            found.update(transaction).await?;
            let told = format!("{key}@{version}");
            audit::write(transaction, &by.actor(), "survey retired", &told, now).await?;
            Ok(())
        })
    })
    .await
}

/// The version, when it may be retired.
async fn unused(
    transaction: &DatabaseTransaction,
    by: &By<SurveyWriter>,
    (key, version): (&SurveyKey, u32),
) -> Result<survey_version::Model, RetireError> {
    if !by.may_change(&using::studies(transaction, key).await?) {
        return Err(RetireError::NotTheirs);
    }
    let found = row(transaction, key, version).await?;
    let found = found.ok_or_else(|| RetireError::NoSuchVersion(key.clone(), version))?;
    if found.retired_at.is_some() {
        return Err(RetireError::Already(key.clone(), version));
    }
    let uses = using::all(transaction).await?.into_iter();
    let uses: Vec<_> = uses.filter(|own| own.survey == *key && own.version == version).collect();
    if uses.is_empty() { Ok(found) } else { Err(RetireError::InUse(uses)) }
}
