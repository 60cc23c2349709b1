//! What a pack is made of: the surveys of a study, its protocol and its own file, and the versions that were seen before.

use records::{
    Db,
    auth::{By, SurveyReader},
    protocols::{self, ProtocolError},
    studies::{self, EarlierError, StudyHandle},
    versions::{self, Listed, Stored, Use, VersionError},
};
use surveys::keys::{StudyKey, SurveyKey};

use super::{Asked, Followed, Read};

/// A survey, and its version where it was said.
pub type Seen = (SurveyKey, Option<u32>);

/// Which versions a pack is to have.
#[derive(Debug, Default)]
pub struct Wanted {
    /// In place of those that it would have by itself.
    pub with: Vec<Seen>,
    /// What was seen before.
    pub since: Vec<Seen>,
    /// The version of the protocol that was seen before.
    pub protocol_since: Option<u32>,
    /// The earlier text of the study's own file that was seen.
    pub study_since: Option<u32>,
}

/// Why there is no pack.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// A version was named of a survey that the study does not ask.
    #[error("the study does not ask the survey “{0}”")]
    NotAsked(SurveyKey),
    /// A version was named that there is not.
    #[error("there is no survey “{0}”")]
    NoSuchVersion(String),
    /// The version that was seen is the one that the pack has.
    #[error(
        "the pack has version {1} of “{0}”, so that nothing has changed since; publish the next one first, or name an \
         earlier one behind --since"
    )]
    Same(SurveyKey, u32),
    /// There is no such earlier text of the study's own file, or it cannot be read.
    #[error(transparent)]
    Earlier(#[from] EarlierError),
    /// The protocol cannot be read.
    #[error(transparent)]
    Protocol(#[from] ProtocolError),
    /// A version cannot be read.
    #[error(transparent)]
    Version(#[from] VersionError),
}

impl PackError {
    /// Whether something was named that there is not.
    #[must_use]
    pub fn names_nothing(&self) -> bool {
        match self {
            Self::NotAsked(_) | Self::NoSuchVersion(_) | Self::Same(..) => true,
            Self::Earlier(error) => matches!(error, EarlierError::NoSuchText { .. }),
            Self::Protocol(error) => matches!(error, ProtocolError::NoSuchVersion(_)),
            Self::Version(_) => false,
        }
    }
}

/// All that a pack is made of.
///
/// # Errors
/// When something was named that there is not, or something cannot be read.
pub async fn gathered(
    db: &Db,
    by: &By<SurveyReader>,
    study: &StudyHandle,
    wanted: &Wanted,
) -> Result<(Vec<Asked>, Followed, Read), PackError> {
    let asked = asked(db, by, &study.study().key, wanted).await?;
    let followed = followed(db, study, wanted).await?;
    Ok((asked, followed, read(db, study, wanted).await?))
}

/// The surveys of the study, each once, beside the versions that were seen: those that were wanted, or else the version
/// that is to be put to use, where there is one, or else those that its waves begin with.
async fn asked(
    db: &Db,
    by: &By<SurveyReader>,
    study: &StudyKey,
    wanted: &Wanted,
) -> Result<Vec<Asked>, PackError> {
    let mut uses = versions::uses(db, by).await.map_err(VersionError::from)?;
    uses.retain(|used| used.study == *study);
    let all = wanted.with.iter().chain(&wanted.since);
    if let Some((key, _)) =
        all.into_iter().find(|(key, _)| !uses.iter().any(|used| used.survey == *key))
    {
        return Err(PackError::NotAsked(key.clone()));
    }
    let listed = versions::listed(db).await.map_err(VersionError::from)?;
    let mut asked: Vec<Asked> = Vec::new();
    for used in &uses {
        let wave = (used.wave.to_string(), used.version);
        let now = stored(db, &used.survey, version(used, &uses, &listed, wanted)).await?;
        let same = |one: &&mut Asked| {
            let survey = &one.now.survey;
            survey.key == used.survey && survey.version == now.survey.version
        };
        if let Some(one) = asked.iter_mut().find(same) {
            one.waves.push(wave);
            continue;
        }
        let since = seen(db, &now, wanted).await?;
        let affected =
            versions::affected(db, by, &used.survey).await.map_err(VersionError::from)?;
        asked.push(Asked { waves: vec![wave], now, since, affected });
    }
    differs(&asked, wanted)?;
    Ok(asked)
}

/// The protocol that holds, beside the version of it that was seen.
async fn followed(db: &Db, study: &StudyHandle, wanted: &Wanted) -> Result<Followed, PackError> {
    let now = protocols::current(db, study).await?;
    let seen = wanted.protocol_since.filter(|seen| *seen != now.protocol.version);
    let since = match seen {
        Some(version) => Some(protocols::show(db, study, Some(version)).await?),
        None => None,
    };
    Ok(Followed { now, since })
}

/// What the study's own file says, beside the earlier text of it that was seen.
async fn read(db: &Db, study: &StudyHandle, wanted: &Wanted) -> Result<Read, PackError> {
    let since = match wanted.study_since {
        Some(number) => Some(studies::former(db, study, number).await?),
        None => None,
    };
    let concerned = studies::concerned(db, study).await.map_err(EarlierError::from)?;
    Ok(Read { now: study.study().clone(), since, concerned })
}

/// Whether each version that was seen is another than the pack has.
fn differs(asked: &[Asked], wanted: &Wanted) -> Result<(), PackError> {
    for (key, _) in &wanted.since {
        let mut own = asked.iter().filter(|one| one.now.survey.key == *key).peekable();
        if let Some(version) = own.peek().map(|one| one.now.survey.version)
            && own.all(|one| one.since.is_none())
        {
            return Err(PackError::Same(key.clone(), version));
        }
    }
    Ok(())
}

/// Which version of the survey that a wave asks; none is the latest.
fn version(used: &Use, uses: &[Use], listed: &[Listed], wanted: &Wanted) -> Option<u32> {
    if let Some((_, version)) = wanted.with.iter().find(|(key, _)| *key == used.survey) {
        return *version;
    }
    let in_use = uses.iter().filter(|other| other.survey == used.survey);
    let in_use: Vec<u32> = in_use.map(|other| other.version).collect();
    versions::to_come(listed, &used.survey, &in_use).or(Some(used.version))
}

/// The version that was seen before this one, where another was named.
async fn seen(db: &Db, now: &Stored, wanted: &Wanted) -> Result<Option<Stored>, PackError> {
    let Some((key, version)) = wanted.since.iter().find(|(key, _)| *key == now.survey.key) else {
        return Ok(None);
    };
    let since = stored(db, key, *version).await?;
    Ok((since.survey.version != now.survey.version).then_some(since))
}

async fn stored(db: &Db, key: &SurveyKey, version: Option<u32>) -> Result<Stored, PackError> {
    let found = versions::find(db, key, version).await?;
    let name = || version.map_or_else(|| key.to_string(), |version| format!("{key}@{version}"));
    found.ok_or_else(|| PackError::NoSuchVersion(name()))
}
