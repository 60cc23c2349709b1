//! Studies as they were loaded, and which survey versions their waves use.

mod loading;

mod offering;

mod earlier;

mod concerned;

mod copying;

use std::sync::Arc;

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use surveys::{
    keys::{StudyKey, SurveyKey},
    safeguarding::Lack,
    study::Study,
};

pub use self::{
    concerned::{Concerned, concerned},
    earlier::{Earlier, EarlierError, Former, earlier, former},
    loading::load,
    offering::{meant, offered},
};
pub(crate) use self::{
    copying::{copy, writes_fast},
    loading::use_version,
};
use crate::{
    Db,
    consent::forms::OtherWords,
    entity::{participant, study, wave},
    participants,
    protocols::{self, ProtocolError},
    versions::VersionError,
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
    /// How many people are enrolled, without test people.
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
    /// The wave begins with a later version than the one that was given.
    #[error(
        "the wave “{wave}” begins with {survey}@{used}, and this file is version {given}; write the later one \
         with `throughline survey show {survey}@{used} --toml`, and load that"
    )]
    Behind {
        /// The wave's key.
        wave: String,
        /// The survey's key.
        survey: SurveyKey,
        /// The version that it begins with.
        used: u32,
        /// The version that was given.
        given: u32,
    },
    /// The consent form changed and kept its version.
    #[error(transparent)]
    Consent(#[from] OtherWords),
    /// The time zone is none.
    #[error("there is no time zone “{0}”; use an IANA name such as Europe/London")]
    NoSuchZone(String),
    /// Its protocol could not be published, or is not what was.
    #[error(transparent)]
    Protocol(#[from] ProtocolError),
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
    let study = Arc::new(of_row(db.read(), &row).await?);
    let secret = db.vault.keys.open_secret(&row.key, &row.secret)?;
    Ok(StudyHandle { id: row.id, secret, study })
}

/// Every study, with what makes its links, by key.
///
/// # Errors
/// When one cannot be read, or the database fails.
pub async fn all(db: &Db) -> Result<Vec<StudyHandle>, StudyError> {
    each(db).await?.into_iter().collect()
}

/// Whether there is any study.
///
/// # Errors
/// When the database fails.
pub async fn is_any(db: &Db) -> Result<bool, DbErr> {
    Ok(study::Entity::find().count(db.read()).await? > 0)
}

/// What makes the links of each study, by key: it is known of those that cannot be read, too.
pub(crate) async fn secrets(db: &Db) -> Result<Vec<Vec<u8>>, DbErr> {
    let rows = study::Entity::find().select_only();
    let rows = rows.columns([study::Column::Key, study::Column::Secret]);
    let rows = rows.order_by_asc(study::Column::Key).into_tuple::<(String, Vec<u8>)>();
    let rows = rows.all(db.read()).await?.into_iter();
    rows.map(|(key, secret)| db.vault.keys.open_secret(&key, &secret)).collect()
}

/// Every study, by key, where one that cannot be read keeps nobody from the others.
///
/// # Errors
/// When the database fails.
pub async fn each(db: &Db) -> Result<Vec<Result<StudyHandle, StudyError>>, DbErr> {
    let keys = study::Entity::find().select_only().column(study::Column::Key);
    let keys = keys.order_by_asc(study::Column::Key);
    let mut all = Vec::new();
    for key in keys.into_tuple::<String>().all(db.read()).await? {
        let key = StudyKey::new(&key).map_err(|_| DbErr::Custom(format!("a study is “{key}”")))?;
        all.push(find(db, &key).await);
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
        let study = of_row(db.read(), &row).await?;
        let enrolled = participant::Entity::find()
            .filter(participant::Column::StudyId.eq(row.id))
            .filter(participants::real());
        listed.push(Listed {
            key: row.key,
            title: study.title,
            participants: enrolled.count(db.read()).await?,
            waves: study.waves.len(),
        });
    }
    Ok(listed)
}

/// The study of a row, as it is now.
pub(crate) async fn by_id(db: &Db, id: i32) -> Result<Arc<Study>, DbErr> {
    let revision = study::Entity::find_by_id(id).select_only().column(study::Column::Revision);
    let revision = revision.into_tuple().one(db.read()).await?;
    let revision = revision.ok_or_else(|| DbErr::RecordNotFound(format!("study {id}")))?;
    by_revision(db, id, revision).await
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
    let study = Arc::new(of_row(db.read(), &row).await?);
    if let Ok(mut studies) = db.cache.studies.write() {
        studies.insert((id, row.revision), Arc::clone(&study));
    }
    Ok(study)
}

/// The study of a row, with the waves of the protocol that holds. Where that cannot be read, they are those that were noted
/// beside it when it was published.
pub(crate) async fn of_row(
    connection: &impl ConnectionTrait,
    row: &study::Model,
) -> Result<Study, DbErr> {
    let study: Study =
        serde_json::from_str(&row.definition).map_err(|error| DbErr::Json(error.to_string()))?;
    let unread = match protocols::latest(connection, row.id).await {
        Ok(Some(held)) => return Ok(study.following(&held.protocol)),
        Ok(None) => return Ok(study),
        Err(error) => error,
    };
    match protocols::known_waves(connection, row.id).await? {
        Some(waves) => Ok(Study { waves, ..study }),
        None => Err(unread.into()),
    }
}

/// What the study's file says, also where its waves cannot be known: who its team is, and who acts when somebody may come to
/// harm. It has no waves then.
pub(crate) async fn as_filed(db: &Db, id: i32, revision: i32) -> Result<Arc<Study>, DbErr> {
    let unread = match by_revision(db, id, revision).await {
        Ok(study) => return Ok(study),
        Err(error) => error,
    };
    let row = study::Entity::find_by_id(id).one(db.read()).await?.ok_or(unread)?;
    let study = serde_json::from_str(&row.definition);
    study.map(Arc::new).map_err(|error| DbErr::Json(error.to_string()))
}
