//! An invented trial: people at every stage of every wave. The same seed and the same day make the
//! same people. Nobody in it can be taken for real: names, numbers and addresses say so.

mod story;

mod life;

mod answering;

mod between;

pub(crate) mod names;

mod keep;

mod to_ring;

use std::sync::Arc;

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter};
use surveys::{calendar, definition::Survey};

use self::life::Life;
pub use self::to_ring::to_ring;
use crate::{
    Db, audit, entity::participant, protocols::ProtocolError, studies, studies::StudyHandle,
    versions,
};

/// People who are written at a time.
const CHUNK: u32 = 200;

/// What filling came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoReport {
    /// How many invented people the study has now.
    pub participants: u32,
    /// The study number of somebody who is enrolled and has answered nothing: for a first look.
    pub tour: String,
}

/// Why no people were invented.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// There are people in the study who were not invented here.
    #[error(
        "the study has people who were not invented; invented people are never put among others"
    )]
    NotInvented,
    /// The study has a wave without a survey, or stored data that cannot be read.
    #[error("the stored study cannot be read: {0}")]
    Unreadable(#[from] serde_json::Error),
    /// Its protocol cannot be read.
    #[error(transparent)]
    Protocol(#[from] ProtocolError),
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

/// The study while it is being filled.
pub(crate) struct Setting {
    study: StudyHandle,
    /// The survey of each wave, with the row of its version.
    surveys: Vec<(i32, Arc<Survey>)>,
    seed: u64,
    today: chrono::NaiveDate,
    course: Course,
}

/// How far people have come, and whether their arm matters to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Course {
    /// At every stage of every wave, and whoever is supported feels better and answers more often.
    AtEveryStage,
    /// Through all waves. Arms differ by chance.
    ThroughAll,
}

/// Invents as many people, of whom there is always one. People who were invented before stay as they
/// are, so that doing it again changes nothing.
///
/// `progress` is told how many people are done, and of how many.
///
/// # Errors
/// When there are other people in the study, or the database fails. People in full chunks stay.
pub async fn fill(
    db: &Db,
    study: &StudyHandle,
    participants: u32,
    seed: u64,
    now: DateTime<Utc>,
    progress: &(dyn Fn(u64, u64) + Send + Sync),
) -> Result<DemoReport, DemoError> {
    let invented = (participants.max(1), seed, Course::AtEveryStage);
    let (participants, new) = people(db, study, invented, now, progress).await?;
    if new > 0 {
        note(db, study, new, now).await?;
    }
    Ok(DemoReport { participants, tour: names::study_number(0) })
}

/// How many people there are then, and how many of them are new.
pub(crate) async fn people(
    db: &Db,
    study: &StudyHandle,
    (wanted, seed, course): (u32, u64, Course),
    now: DateTime<Utc>,
    progress: &(dyn Fn(u64, u64) + Send + Sync),
) -> Result<(u32, u32), DemoError> {
    let before = invented_before(db, study).await?;
    let setting = Arc::new(Setting::set(db, study, (seed, course), now).await?);
    let mut done = before;
    let mut next = invent(&setting, done, wanted);
    while done < wanted {
        let lives = next.await.map_err(|error| DbErr::Custom(error.to_string()))??;
        done += u32::try_from(lives.len()).unwrap_or(CHUNK);
        // The next people live while these are written.
        next = invent(&setting, done, wanted);
        keep::lives(db, study, lives, now).await?;
        progress(u64::from(done), u64::from(wanted));
    }
    Ok((done, done.saturating_sub(before)))
}

fn invent(
    setting: &Arc<Setting>,
    from: u32,
    wanted: u32,
) -> tokio::task::JoinHandle<Result<Vec<Life>, serde_json::Error>> {
    let setting = Arc::clone(setting);
    let until = wanted.min(from.saturating_add(CHUNK));
    tokio::task::spawn_blocking(move || {
        (from..until).map(|place| life::live(&setting, place)).collect()
    })
}

impl Setting {
    async fn set(
        db: &Db,
        study: &StudyHandle,
        (seed, course): (u64, Course),
        now: DateTime<Utc>,
    ) -> Result<Self, DbErr> {
        let mut surveys = Vec::new();
        for wave in &study.study().waves {
            let row = studies::wave_row(db.read(), study.id, wave.key.as_str()).await?;
            let row = row.ok_or_else(|| DbErr::RecordNotFound(wave.key.to_string()))?;
            let survey = versions::by_id(&db.cache, db.read(), row.survey_version_id).await?;
            surveys.push((row.survey_version_id, survey));
        }
        let today = calendar::date_in(&study.study().timezone, now);
        Ok(Self { study: study.clone(), surveys, seed, today, course })
    }
}

/// Whether everybody in the study was invented here, and somebody was: it is good for trying out.
///
/// # Errors
/// When the database fails.
pub async fn is_invented(db: &Db, study: &StudyHandle) -> Result<bool, DbErr> {
    match invented_before(db, study).await {
        Ok(people) => Ok(people > 0),
        Err(DemoError::Database(error)) => Err(error),
        Err(_) => Ok(false),
    }
}

async fn invented_before(db: &Db, study: &StudyHandle) -> Result<u32, DemoError> {
    let own = participant::Entity::find().filter(participant::Column::StudyId.eq(study.id));
    let all = own.clone().count(db.read()).await?;
    let ours = participant::Column::StudyNumber.starts_with(names::NUMBERS_BEGIN);
    let invented = own.filter(ours).count(db.read()).await?;
    if invented < all {
        return Err(DemoError::NotInvented);
    }
    Ok(u32::try_from(invented).unwrap_or(u32::MAX))
}

async fn note(db: &Db, study: &StudyHandle, new: u32, now: DateTime<Utc>) -> Result<(), DbErr> {
    let told = format!("{}: {new} invented people", study.study().key);
    db.write(move |transaction| {
        Box::pin(async move {
            audit::write(transaction, "command line", "demonstration filled", &told, now).await
        })
    })
    .await
}
