//! Which version a wave begins new responses on. Responses that were begun keep theirs.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction,
    DbBackend, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
    sea_query::LockType,
};
use surveys::{
    authoring::across,
    calendar,
    definition::Survey,
    keys::{StudyKey, SurveyKey, WaveKey},
    safeguarding::{Lack, lacking},
    study::Study,
};

use super::{VersionError, by_id, row, stored};
use crate::{
    Db,
    audit::Entry,
    auth::{By, SurveyReader, SurveyWriter},
    db::Cache,
    entity::{study, survey_version, wave},
    rights,
    studies::{StudyHandle, of_row, wave_row},
};

/// A wave that begins new responses on a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// The study.
    pub study: StudyKey,
    /// What it is called.
    pub title: String,
    /// The wave.
    pub wave: WaveKey,
    /// The survey.
    pub survey: SurveyKey,
    /// Its version.
    pub version: u32,
    pub(crate) study_id: i32,
    pub(super) version_id: i32,
}

/// Why a wave does not begin with a version.
#[derive(Debug, thiserror::Error)]
pub enum UseError {
    /// There is no such wave, or it asks another survey.
    #[error("the study has no wave “{0}” that asks this survey")]
    NoSuchWave(WaveKey),
    /// There is no such version.
    #[error("{0} has no version {1}")]
    NoSuchVersion(SurveyKey, u32),
    /// They do not evaluate the study.
    #[error("only an evaluator of the study says which version it begins with")]
    NotTheirs,
    /// It can raise an alert, and not everything is on record for acting on one.
    #[error("this version asks what can raise an alert, and cannot open:\n{}", lines(.0))]
    NotPrepared(Vec<Lack>),
    /// Other surveys of the study look for what it does not have, or mean another thing by a name.
    #[error("{}", .0.join("\n"))]
    Across(Vec<String>),
    /// It is retired, or cannot be read.
    #[error(transparent)]
    Version(#[from] VersionError),
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

fn lines(lacking: &[Lack]) -> String {
    lacking.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// Every wave with the version that it begins new responses on, study by study, of the studies that they may know of.
///
/// # Errors
/// When the database fails, or holds what this program cannot read.
pub async fn uses(db: &Db, by: &By<SurveyReader>) -> Result<Vec<Use>, DbErr> {
    let mut uses = all(db.read()).await?;
    uses.retain(|own| by.knows(own.study_id));
    Ok(uses)
}

pub(super) async fn all(connection: &impl ConnectionTrait) -> Result<Vec<Use>, DbErr> {
    use survey_version::Column;
    let versions = survey_version::Entity::find()
        .select_only()
        .columns([Column::Id, Column::SurveyKey, Column::Version])
        .into_tuple::<(i32, String, i32)>();
    let versions = versions.all(connection).await?;
    let studies = study::Entity::find().order_by_asc(study::Column::Key).all(connection).await?;
    let waves = wave::Entity::find().order_by_asc(wave::Column::Id).all(connection).await?;
    let unreadable = |key: &str| DbErr::Custom(format!("“{key}” is no key"));
    let mut uses = Vec::new();
    for study in studies {
        let file = of_row(connection, &study).await?;
        for wave in waves.iter().filter(|wave| wave.study_id == study.id) {
            let version = versions.iter().find(|(id, ..)| *id == wave.survey_version_id);
            let named = file.waves.iter().any(|own| own.key.as_str() == wave.key);
            let Some((_, survey, version)) = version.filter(|_| named) else { continue };
            uses.push(Use {
                study: file.key.clone(),
                title: file.title.clone(),
                wave: WaveKey::new(&wave.key).map_err(|_| unreadable(&wave.key))?,
                survey: SurveyKey::new(survey).map_err(|_| unreadable(survey))?,
                version: version.cast_unsigned(),
                study_id: study.id,
                version_id: wave.survey_version_id,
            });
        }
    }
    Ok(uses)
}

/// The studies whose waves ask the survey, whichever version.
pub(crate) async fn studies(
    connection: &impl ConnectionTrait,
    survey: &SurveyKey,
) -> Result<Vec<i32>, DbErr> {
    let uses = all(connection).await?;
    Ok(uses.iter().filter(|own| own.survey == *survey).map(|own| own.study_id).collect())
}

/// Begins new responses of a wave on this version from now on.
///
/// # Errors
/// When they do not evaluate the study, the wave or version is not there, the version is retired, its alerts could not
/// be acted on, other surveys of the study do not fit it, or the database fails.
pub async fn use_for(
    db: &Db,
    by: &By<SurveyWriter>,
    (study, wave): (&StudyHandle, &WaveKey),
    (survey, version): (&SurveyKey, u32),
    now: DateTime<Utc>,
) -> Result<(), UseError> {
    if !by.evaluates(study.id) {
        return Err(UseError::NotTheirs);
    }
    let (by, study, wave, survey) = (by.actor(), study.clone(), wave.clone(), survey.clone());
    let cache = Arc::clone(&db.cache);
    db.write(move |transaction| {
        Box::pin(async move {
            hold(transaction, &survey).await?;
            let named = study.study().waves.iter().find(|own| own.key == wave);
            let known = named.is_some_and(|own| own.survey == survey);
            let held = wave_row(transaction, study.id, wave.as_str()).await?;
            let held = held.filter(|_| known).ok_or_else(|| UseError::NoSuchWave(wave.clone()))?;
            let id = fitting((&cache, transaction), &study, (&survey, version), now).await?;
            let mut held = held.into_active_model();
            held.survey_version_id = Set(id);
            held.update(transaction).await?;
            let told = format!("{wave}: {survey}@{version}");
            let entry = Entry::new(&by, "survey version put to use", &told).in_study(study.id);
            entry.write(transaction, now).await?;
            Ok(())
        })
    })
    .await
}

/// The row of a version with which the study could begin.
async fn fitting(
    (cache, transaction): (&Cache, &DatabaseTransaction),
    study: &StudyHandle,
    (key, version): (&SurveyKey, u32),
    now: DateTime<Utc>,
) -> Result<i32, UseError> {
    let found = row(transaction, key, version).await?;
    let found = found.ok_or_else(|| UseError::NoSuchVersion(key.clone(), version))?;
    if found.retired_at.is_some() {
        return Err(VersionError::Retired(key.clone(), version).into());
    }
    let (id, survey) = sound(transaction, study.study(), found, now).await?;
    let faults = unfitting((cache, transaction), (study.id, study.study()), &survey).await?;
    if faults.is_empty() { Ok(id) } else { Err(UseError::Across(faults)) }
}

/// The row of a version that is not retired and what it asks, of which everything is on record for acting on its alerts and
/// for using its words.
pub(crate) async fn sound(
    transaction: &DatabaseTransaction,
    study: &Study,
    found: survey_version::Model,
    now: DateTime<Utc>,
) -> Result<(i32, Arc<Survey>), UseError> {
    let (id, own) = (found.id, stored(found)?);
    let lacking = lacking(study, &own.survey, calendar::date_in(&study.timezone, now));
    if !lacking.is_empty() {
        return Err(UseError::NotPrepared(lacking));
    }
    let unlicensed = rights::lacking(transaction, &own.survey, now.date_naive()).await?;
    if !unlicensed.is_empty() {
        return Err(VersionError::Unlicensed(unlicensed).into());
    }
    Ok((id, own.survey))
}

/// What would not fit if a survey were asked in place of the version that is asked today, in the studies that ask it:
/// names that another wave has with other answers, and what it looks for in earlier waves in vain.
///
/// # Errors
/// When the database fails, or holds what this program cannot read.
pub async fn unfit(db: &Db, survey: &Survey) -> Result<Vec<String>, VersionError> {
    let mut unfit = Vec::new();
    for id in studies(db.read(), &survey.key).await? {
        let Some(found) = study::Entity::find_by_id(id).one(db.read()).await? else { continue };
        let file = of_row(db.read(), &found).await?;
        for one in unfitting((&db.cache, db.read()), (id, &file), survey).await? {
            if !unfit.contains(&one) {
                unfit.push(one);
            }
        }
    }
    Ok(unfit)
}

async fn unfitting(
    (cache, connection): (&Cache, &impl ConnectionTrait),
    (id, study): (i32, &Study),
    survey: &Survey,
) -> Result<Vec<String>, VersionError> {
    let asked = asked(cache, connection, id).await?;
    let with = asked.iter().map(|one| if one.key == survey.key { survey } else { one });
    let with: Vec<_> = with.cloned().collect();
    // What does not fit today is no reason against this version.
    let before = across(study, &asked);
    let mut faults = across(study, &with);
    faults.retain(|fault| !before.contains(fault));
    Ok(faults)
}

/// The surveys on which the waves of a study begin today, once each.
pub(crate) async fn asked(
    cache: &Cache,
    connection: &impl ConnectionTrait,
    study_id: i32,
) -> Result<Vec<Survey>, VersionError> {
    let mut asked: Vec<Survey> = Vec::new();
    for used in all(connection).await?.iter().filter(|used| used.study_id == study_id) {
        if asked.iter().all(|one| one.key != used.survey) {
            asked.push(Survey::clone(&*by_id(cache, connection, used.version_id).await?));
        }
    }
    Ok(asked)
}

/// Holds the row of a version until the transaction ends, so that none is retired while it is put to use.
pub(crate) async fn hold(transaction: &impl ConnectionTrait, key: &SurveyKey) -> Result<(), DbErr> {
    if transaction.get_database_backend() == DbBackend::Sqlite {
        return Ok(());
    }
    survey_version::Entity::find()
        .select_only()
        .column(survey_version::Column::Id)
        .filter(survey_version::Column::SurveyKey.eq(key.as_str()))
        .order_by_asc(survey_version::Column::Id)
        .lock(LockType::NoKeyUpdate)
        .into_tuple::<i32>()
        .all(transaction)
        .await
        .map(drop)
}
