//! The surveys of a study for its pack, and the versions that were seen before.

use records::{
    Db,
    auth::{By, SurveyReader},
    versions::{self, Stored, VersionError},
};
use surveys::keys::{StudyKey, SurveyKey};

use super::Asked;

/// A survey, and its version where it was said.
pub type Seen = (SurveyKey, Option<u32>);

/// Why there is no pack.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// A version was named of a survey that the study does not ask.
    #[error("the study does not ask the survey “{0}”")]
    NotAsked(SurveyKey),
    /// A version was named that there is not.
    #[error("there is no survey “{0}”")]
    NoSuchVersion(String),
    /// A version cannot be read.
    #[error(transparent)]
    Version(#[from] VersionError),
}

/// The surveys of the study as its waves begin with them, each once, beside the versions that were seen.
///
/// # Errors
/// When a version was named that there is not, or one cannot be read.
pub async fn asked(
    db: &Db,
    by: &By<SurveyReader>,
    study: &StudyKey,
    since: &[Seen],
) -> Result<Vec<Asked>, PackError> {
    let mut asked: Vec<Asked> = Vec::new();
    let uses = versions::uses(db, by).await.map_err(VersionError::from)?;
    for used in uses.into_iter().filter(|used| used.study == *study) {
        let wave = used.wave.to_string();
        let same = |one: &&mut Asked| {
            let survey = &one.now.survey;
            survey.key == used.survey && survey.version == used.version
        };
        if let Some(one) = asked.iter_mut().find(same) {
            one.waves.push(wave);
            continue;
        }
        let named = since.iter().find(|(key, _)| *key == used.survey);
        let since = match named {
            Some((key, version)) => Some(stored(db, key, *version).await?),
            None => None,
        };
        asked.push(Asked {
            waves: vec![wave],
            now: stored(db, &used.survey, Some(used.version)).await?,
            since,
            affected: versions::affected(db, by, &used.survey).await.map_err(VersionError::from)?,
        });
    }
    match since.iter().find(|(key, _)| !asked.iter().any(|one| one.now.survey.key == *key)) {
        Some((key, _)) => Err(PackError::NotAsked(key.clone())),
        None => Ok(asked),
    }
}

async fn stored(db: &Db, key: &SurveyKey, version: Option<u32>) -> Result<Stored, PackError> {
    let found = versions::find(db, key, version).await?;
    let name = || version.map_or_else(|| key.to_string(), |version| format!("{key}@{version}"));
    found.ok_or_else(|| PackError::NoSuchVersion(name()))
}
