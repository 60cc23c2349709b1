//! Studies as they were loaded, and which survey versions their waves use.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr,
    EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use surveys::{
    calendar,
    definition::Survey,
    keys::{StudyKey, SurveyKey},
    safeguarding::{Lack, lacking},
    study::Study,
};

use crate::{
    Db,
    audit::Entry,
    consent::forms::{self, OtherWords},
    entity::{participant, study, wave},
    keys::Keys,
    secret,
    versions::{self, VersionError},
};

/// A study that is in the database.
#[derive(Clone, Debug)]
pub struct StudyHandle {
    pub(crate) id: i32,
    pub(crate) secret: Vec<u8>,
    study: Arc<Study>,
}

impl StudyHandle {
    /// The study as it was last loaded.
    #[must_use]
    pub fn study(&self) -> &Arc<Study> {
        &self.study
    }
}

/// What loading came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loaded {
    /// The study is new.
    Created,
    /// It was there, and is different now.
    Changed,
    /// It was there already, just like this.
    Unchanged,
}

/// A study in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its key.
    pub key: String,
    /// Its title.
    pub title: String,
    /// How many people are enrolled.
    pub participants: u64,
    /// How many waves it has.
    pub waves: usize,
}

/// Why a study could not be loaded or found.
#[derive(Debug, thiserror::Error)]
pub enum StudyError {
    /// No study has this key.
    #[error("there is no study “{0}”; `throughline study list` names those there are")]
    Unknown(StudyKey),
    /// A wave's survey was not given.
    #[error("the wave “{wave}” uses the survey “{survey}”, which was not given")]
    NoSurvey {
        /// The wave's key.
        wave: String,
        /// The survey's key.
        survey: SurveyKey,
    },
    /// A wave's survey can raise an alert, and not everything is on record for acting on one.
    #[error("the wave “{wave}” asks what can raise an alert, and cannot open:\n{}", lines(lacking))]
    NotPrepared {
        /// The wave's key.
        wave: String,
        /// What is missing.
        lacking: Vec<Lack>,
    },
    /// The consent form changed and kept its version.
    #[error(transparent)]
    Consent(#[from] OtherWords),
    /// The time zone is none.
    #[error("there is no time zone “{0}”; use an IANA name such as Europe/London")]
    NoSuchZone(String),
    /// A survey could not be published.
    #[error(transparent)]
    Version(#[from] VersionError),
    /// What is stored cannot be read by this program.
    #[error("the stored study cannot be read: {0}")]
    Unreadable(#[from] serde_json::Error),
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

fn lines(lacking: &[Lack]) -> String {
    lacking.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// Loads a study and publishes its surveys. Responses that were begun keep their version.
///
/// # Errors
/// When a wave's survey is not given or could not be acted on, a version number is taken by other content, or the database
/// fails. Nothing is then loaded.
pub async fn load(
    db: &Db,
    study: &Study,
    surveys: &[Survey],
    now: DateTime<Utc>,
) -> Result<Loaded, StudyError> {
    if !surveys::calendar::knows(&study.timezone) {
        return Err(StudyError::NoSuchZone(study.timezone.clone()));
    }
    let (keys, study, surveys) = (db.vault.keys.clone(), study.clone(), surveys.to_vec());
    db.write(move |transaction| {
        Box::pin(async move { load_in(transaction, &keys, &study, &surveys, now).await })
    })
    .await
}

async fn load_in(
    transaction: &DatabaseTransaction,
    keys: &Keys,
    study: &Study,
    surveys: &[Survey],
    now: DateTime<Utc>,
) -> Result<Loaded, StudyError> {
    let by_key = study::Column::Key.eq(study.key.as_str());
    let known = study::Entity::find().filter(by_key).one(transaction).await?;
    let (before, after) =
        (known.as_ref().map(|row| row.definition.clone()), serde_json::to_string(study)?);
    let (id, mut loaded) = keep(transaction, keys, study, known, &after, now).await?;
    let today = calendar::date_in(&study.timezone, now);
    for wave in &study.waves {
        let survey = surveys.iter().find(|survey| survey.key == wave.survey);
        let survey = survey.ok_or_else(|| StudyError::NoSurvey {
            wave: wave.key.to_string(),
            survey: wave.survey.clone(),
        })?;
        let lacking = lacking(study, survey, today);
        if !lacking.is_empty() {
            return Err(StudyError::NotPrepared { wave: wave.key.to_string(), lacking });
        }
        let (version, _) = versions::publish_in(transaction, survey, "study load", now).await?;
        let moved = use_version(transaction, id, wave.key.as_str(), version).await?;
        if moved && loaded == Loaded::Unchanged {
            loaded = Loaded::Changed;
        }
    }
    if loaded != Loaded::Unchanged {
        let entry = Entry::new("command line", "study loaded", study.key.as_str());
        let entry = entry.in_study(id).changing(before.as_deref(), Some(&after));
        entry.write(transaction, now).await?;
    }
    Ok(loaded)
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
            let before: Study = serde_json::from_str(&row.definition)?;
            // A study that was loaded before forms were kept brings the one it had.
            forms::keep(transaction, row.id, &before, row.loaded_at).await??;
            forms::keep(transaction, row.id, study, now).await??;
            let (id, revision) = (row.id, row.revision + 1);
            let mut row = row.into_active_model();
            row.definition = Set(definition.to_owned());
            row.revision = Set(revision);
            row.loaded_at = Set(now);
            row.update(transaction).await?;
            Ok((id, Loaded::Changed))
        }
        None => {
            let row = study::ActiveModel {
                key: Set(study.key.to_string()),
                revision: Set(1),
                definition: Set(definition.to_owned()),
                secret: Set(keys.seal_secret(study.key.as_str(), &secret::random())),
                loaded_at: Set(now),
                ..Default::default()
            };
            let id = study::Entity::insert(row).exec(transaction).await?.last_insert_id;
            forms::keep(transaction, id, study, now).await??;
            Ok((id, Loaded::Created))
        }
    }
}

/// Whether the wave used another version before.
async fn use_version(
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

pub(crate) async fn wave_row(
    connection: &impl ConnectionTrait,
    study_id: i32,
    key: &str,
) -> Result<Option<wave::Model>, DbErr> {
    wave::Entity::find()
        .filter(wave::Column::StudyId.eq(study_id))
        .filter(wave::Column::Key.eq(key))
        .one(connection)
        .await
}

/// The study by this key.
///
/// # Errors
/// When there is none, or the database fails.
pub async fn find(db: &Db, key: &StudyKey) -> Result<StudyHandle, StudyError> {
    let by_key = study::Column::Key.eq(key.as_str());
    let row = study::Entity::find().filter(by_key).one(db.read()).await?;
    let row = row.ok_or_else(|| StudyError::Unknown(key.clone()))?;
    let study = Arc::new(serde_json::from_str(&row.definition)?);
    let secret = db.vault.keys.open_secret(&row.key, &row.secret)?;
    Ok(StudyHandle { id: row.id, secret, study })
}

/// Every study, with what makes its links.
pub(crate) async fn all(db: &Db) -> Result<Vec<StudyHandle>, StudyError> {
    let keys = study::Entity::find().select_only().column(study::Column::Key);
    let mut all = Vec::new();
    for key in keys.into_tuple::<String>().all(db.read()).await? {
        let key = StudyKey::new(&key).map_err(|_| DbErr::Custom(format!("a study is “{key}”")))?;
        all.push(find(db, &key).await?);
    }
    Ok(all)
}

/// Every study, by key.
///
/// # Errors
/// When the database fails, or holds what this program cannot read.
pub async fn list(db: &Db) -> Result<Vec<Listed>, StudyError> {
    let rows = study::Entity::find().order_by_asc(study::Column::Key).all(db.read()).await?;
    let mut listed = Vec::new();
    for row in rows {
        let study: Study = serde_json::from_str(&row.definition)?;
        let enrolled = participant::Entity::find().filter(participant::Column::StudyId.eq(row.id));
        listed.push(Listed {
            key: row.key,
            title: study.title,
            participants: enrolled.count(db.read()).await?,
            waves: study.waves.len(),
        });
    }
    Ok(listed)
}

/// The study of a row and revision, which never changes.
pub(crate) async fn by_revision(db: &Db, id: i32, revision: i32) -> Result<Arc<Study>, DbErr> {
    let at = (id, revision);
    let held = db.cache.studies.read().ok().and_then(|studies| studies.get(&at).cloned());
    if let Some(study) = held {
        return Ok(study);
    }
    let row = study::Entity::find_by_id(id).one(db.read()).await?;
    let row = row.ok_or_else(|| DbErr::RecordNotFound(format!("study {id}")))?;
    let study: Study =
        serde_json::from_str(&row.definition).map_err(|error| DbErr::Json(error.to_string()))?;
    let study = Arc::new(study);
    if let Ok(mut studies) = db.cache.studies.write() {
        studies.insert((id, row.revision), Arc::clone(&study));
    }
    Ok(study)
}
