//! Loading a study: its file, its consent form, and the versions of its surveys.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr,
    EntityTrait, IntoActiveModel, QueryFilter,
};
use surveys::{
    calendar, definition::Survey, protocol::Protocol, safeguarding::lacking, study::Study,
    waves::Wave,
};

use super::{Loaded, StudyError, earlier, wave_row};
use crate::{
    Db,
    audit::Entry,
    consent::forms,
    entity::{study, survey_version, wave},
    keys::Keys,
    protocols, secret, versions,
};

/// What is loaded.
struct Brought {
    /// With the waves of its protocol.
    study: Study,
    protocol: Protocol,
    /// Why the protocol changed.
    reason: Option<String>,
    surveys: Vec<Survey>,
}

/// Loads a study, and publishes its protocol and its surveys. Responses that were begun keep their version.
///
/// # Errors
/// When something is amiss with the protocol or with what it says, or it changed and nothing says why; when a wave's survey is not given or could
/// not be acted on, a version number is taken by other content, or the database fails. Nothing is then loaded.
pub async fn load(
    db: &Db,
    study: &Study,
    (protocol, reason): (&Protocol, Option<&str>),
    surveys: &[Survey],
    now: DateTime<Utc>,
) -> Result<Loaded, StudyError> {
    if !surveys::calendar::knows(&study.timezone) {
        return Err(StudyError::NoSuchZone(study.timezone.clone()));
    }
    let brought = Brought {
        study: study.clone().following(protocol),
        protocol: protocol.clone(),
        reason: reason.map(str::to_owned),
        surveys: surveys.to_vec(),
    };
    let keys = db.vault.keys.clone();
    db.write(move |transaction| {
        Box::pin(async move { load_in(transaction, &keys, &brought, now).await })
    })
    .await
}

async fn load_in(
    transaction: &DatabaseTransaction,
    keys: &Keys,
    brought: &Brought,
    now: DateTime<Utc>,
) -> Result<Loaded, StudyError> {
    let Brought { study, protocol, reason, surveys } = brought;
    let by_key = study::Column::Key.eq(study.key.as_str());
    let known = study::Entity::find().filter(by_key).one(transaction).await?;
    let (before, after) =
        (known.as_ref().map(|row| row.definition.clone()), serde_json::to_string(study)?);
    let (id, mut loaded) = keep(transaction, keys, study, known, &after, now).await?;
    let by = ("study load".to_owned(), reason.clone());
    let published = protocols::publish_in(transaction, id, protocol, by, now).await?;
    if published.is_new && loaded == Loaded::Unchanged {
        loaded = Loaded::Changed;
    }
    for wave in &study.waves {
        let survey = asked(wave, surveys)?;
        can_be_acted_on(study, wave, survey, now)?;
        versions::hold(transaction, &survey.key).await?;
        is_not_behind(transaction, id, wave.key.as_str(), survey).await?;
        let by = ("study load".to_owned(), None);
        let (version, _) = versions::publish_in(transaction, survey, by, now).await?;
        let moved = use_version(transaction, id, wave.key.as_str(), version).await?;
        if moved && loaded == Loaded::Unchanged {
            loaded = Loaded::Changed;
        }
    }
    if published.is_new {
        protocols::is_true(protocol, study, surveys)?;
    }
    if loaded != Loaded::Unchanged {
        let entry = Entry::new("command line", "study loaded", study.key.as_str());
        let entry = entry.in_study(id).changing(before.as_deref(), Some(&after));
        entry.write(transaction, now).await?;
    }
    Ok(loaded)
}

/// Whether everything is on record for acting on an alert of the survey.
fn can_be_acted_on(
    study: &Study,
    wave: &Wave,
    survey: &Survey,
    now: DateTime<Utc>,
) -> Result<(), StudyError> {
    let lacking = lacking(study, survey, calendar::date_in(&study.timezone, now));
    if lacking.is_empty() {
        return Ok(());
    }
    Err(StudyError::NotPrepared { wave: wave.key.to_string(), lacking })
}

/// The survey of a wave, among those that were given.
fn asked<'s>(wave: &Wave, surveys: &'s [Survey]) -> Result<&'s Survey, StudyError> {
    let survey = surveys.iter().find(|survey| survey.key == wave.survey);
    survey.ok_or_else(|| StudyError::NoSurvey {
        wave: wave.key.to_string(),
        survey: wave.survey.clone(),
    })
}

async fn keep(
    transaction: &impl ConnectionTrait,
    keys: &Keys,
    study: &Study,
    known: Option<study::Model>,
    definition: &str,
    now: DateTime<Utc>,
) -> Result<(i32, Loaded), StudyError> {
    match known {
        Some(row) if row.definition == definition => {
            forms::keep(transaction, row.id, study, now).await??;
            Ok((row.id, Loaded::Unchanged))
        }
        Some(row) => {
            let id = row.id;
            change(transaction, row, study, definition, now).await?;
            Ok((id, Loaded::Changed))
        }
        None => {
            let secret = keys.seal_secret(study.key.as_str(), &secret::random());
            let row = study::ActiveModel {
                key: Set(study.key.to_string()),
                revision: Set(1),
                definition: Set(definition.to_owned()),
                secret: Set(secret),
                loaded_at: Set(now),
                ..Default::default()
            };
            let id = study::Entity::insert(row).exec(transaction).await?.last_insert_id;
            forms::keep(transaction, id, study, now).await??;
            Ok((id, Loaded::Created))
        }
    }
}

async fn change(
    transaction: &impl ConnectionTrait,
    row: study::Model,
    study: &Study,
    definition: &str,
    now: DateTime<Utc>,
) -> Result<(), StudyError> {
    let before: Study = serde_json::from_str(&row.definition)?;
    // A study that was loaded before forms were kept brings the one it had.
    forms::keep(transaction, row.id, &before, row.loaded_at).await??;
    forms::keep(transaction, row.id, study, now).await??;
    earlier::keep(transaction, &row, now).await?;
    let revision = row.revision + 1;
    let mut row = row.into_active_model();
    row.definition = Set(definition.to_owned());
    row.revision = Set(revision);
    row.loaded_at = Set(now);
    row.update(transaction).await?;
    Ok(())
}

/// A file that is older than what the wave begins with must not take it back unseen: the newer version was published
/// and put to use on the staff site.
async fn is_not_behind(
    transaction: &impl ConnectionTrait,
    study_id: i32,
    key: &str,
    survey: &Survey,
) -> Result<(), StudyError> {
    let Some(held) = wave_row(transaction, study_id, key).await? else { return Ok(()) };
    let used = survey_version::Entity::find_by_id(held.survey_version_id).one(transaction).await?;
    let newer = used.filter(|used| {
        used.survey_key == survey.key.as_str() && used.version.cast_unsigned() > survey.version
    });
    match newer {
        None => Ok(()),
        Some(used) => Err(StudyError::Behind {
            wave: key.to_owned(),
            survey: survey.key.clone(),
            used: used.version.cast_unsigned(),
            given: survey.version,
        }),
    }
}

/// Whether the wave used another version before.
pub(crate) async fn use_version(
    transaction: &impl ConnectionTrait,
    study_id: i32,
    key: &str,
    version: i32,
) -> Result<bool, DbErr> {
    let found = wave_row(transaction, study_id, key).await?;
    match found {
        Some(row) if row.survey_version_id == version => Ok(false),
        Some(row) => {
            let mut row = row.into_active_model();
            row.survey_version_id = Set(version);
            row.update(transaction).await?;
            Ok(true)
        }
        None => {
            let row = wave::ActiveModel {
                study_id: Set(study_id),
                key: Set(key.to_owned()),
                survey_version_id: Set(version),
                ..Default::default()
            };
            wave::Entity::insert(row).exec_without_returning(transaction).await?;
            Ok(true)
        }
    }
}
