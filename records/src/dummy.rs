//! A whole release of people who do not exist, with the schema of the real one: for programs that are written before the first
//! participant. They live in a database of their own that nobody keeps, and are released by the code that makes cuts. Of the
//! study's own people nothing is read.

mod setting;

mod effects;

mod scale;

mod spreading;

mod planting;

mod marking;

use std::{path::PathBuf, sync::Arc};

use chrono::{DateTime, Utc};
use datasets::{Dataset, Format, Outline};
use sea_orm::DbErr;
use serde::Serialize;

pub use self::effects::{Effect, NotAnEffect, Unplantable};
use self::{effects::Target, planting::Planting, setting::Setting};
use crate::{
    Db,
    audit::Entry,
    cuts::{self, Cut, CutError, CutRequest, Kept, Manifest, Revising},
    demo::DemoError,
    exports::{self, ExportError, FileEntry, Folder},
    studies::{StudyError, StudyHandle},
};

/// What is invented, and what is released of it.
#[derive(Clone, Debug)]
pub struct DummyRequest {
    /// So many people are enrolled. As in a study, not all of them take part and answer.
    pub participants: u32,
    /// The same seed makes the same files of the same surveys, whenever and wherever.
    pub seed: u64,
    /// Differences between the last arm and the first. Without any the arms differ by chance.
    pub effects: Vec<Effect>,
    /// The same as of a cut. Its recipient is not read.
    pub of: CutRequest,
    /// The folder, which appears whole or not at all.
    pub out: PathBuf,
    /// What each file is written in; CSV where none is named.
    pub formats: Vec<Format>,
}

/// A difference that is in the files.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Planted {
    /// The column of `wide`.
    pub variable: String,
    /// The mean of the last arm less that of the first is so much more than it would be.
    pub size: f64,
    /// The key of the first arm, whose answers stay.
    pub first_arm: String,
    /// The key of the last, whose answers change.
    pub last_arm: String,
    /// So many people of the last arm answered it.
    pub people: usize,
}

/// What was written.
#[derive(Clone, Debug)]
pub struct Written {
    /// What stands in `manifest.json` of a cut, too.
    pub manifest: Manifest,
    /// What was planted.
    pub effects: Vec<Planted>,
    /// The schema of each file, with the marks of what is invented.
    pub outlines: Vec<Outline>,
    /// Every file but the manifest and the one that says that nobody exists.
    pub files: Vec<FileEntry>,
}

/// Why there is no release.
#[derive(Debug, thiserror::Error)]
pub enum DummyError {
    /// The folder has something in it.
    #[error("the folder {} is not empty; name another", .0.display())]
    NotEmpty(PathBuf),
    /// Effects that cannot be planted, every one of them.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Effects(Vec<Unplantable>),
    /// No real cut could be made with this request either.
    #[error(transparent)]
    Cut(#[from] CutError),
    /// Nobody could be invented.
    #[error(transparent)]
    Invented(#[from] DemoError),
    /// The study could not be copied.
    #[error(transparent)]
    Study(#[from] StudyError),
    /// A file could not be written.
    #[error(transparent)]
    Export(ExportError),
    /// A file could not be written.
    #[error("the files could not be written: {0}")]
    Files(#[from] std::io::Error),
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

impl From<ExportError> for DummyError {
    fn from(error: ExportError) -> Self {
        match error {
            ExportError::NotEmpty(folder) => Self::NotEmpty(folder),
            error => Self::Export(error),
        }
    }
}

/// Writes a release of invented people. The study is copied into another database, which is empty and is good for nothing
/// else afterwards; in its own nothing is written but that this was done. `progress` is told how many people are invented.
///
/// # Errors
/// When the folder is in use, an effect cannot be planted, a real cut would be refused, or a database or the disk fails.
pub async fn release(
    (from, study): (&Db, &StudyHandle),
    empty: Db,
    request: &DummyRequest,
    progress: &(dyn Fn(u64, u64) + Send + Sync),
    (by, now): (&str, DateTime<Utc>),
) -> Result<Written, DummyError> {
    let folder = Folder::beside(&request.out, false)?;
    let setting = Setting::set((from, study), empty, request.seed, now).await?;
    if !request.effects.is_empty() {
        // What is mistyped is told before anybody is invented.
        let (_, files) = setting.cut(&request.of).await?;
        effects::targets(&setting, &files, &request.effects).await?;
    }
    setting.people(request.participants, progress).await?;
    let (cut, files) = setting.cut(&request.of).await?;
    let targets = effects::targets(&setting, &files, &request.effects).await?;
    let written = write(&setting, (cut, files), targets, (request, &folder), now).await?;
    let told = format!("{} invented people by seed {}", request.participants, request.seed);
    let entry = Entry::new(by, "dummy release written", study.study().key.as_str());
    entry.in_study(study.id).to(&told).write_alone(from, now).await?;
    folder.appear()?;
    Ok(written)
}

async fn write(
    setting: &Setting,
    (mut cut, files): (Cut, Vec<Arc<Dataset>>),
    targets: Vec<Target>,
    (request, folder): (&DummyRequest, &Folder),
    now: DateTime<Utc>,
) -> Result<Written, DummyError> {
    let snapshot = exports::snapshot(&setting.db).await?;
    let (planting, effects) =
        Planting::settled(setting, &snapshot, (&cut, &files), targets).await?;
    let files = marking::marked(&files, request.seed, &effects)?;
    let revising: Arc<dyn Revising> = Arc::new(planting);
    (cut.manifest.cut, cut.manifest.made_at) = (0, now);
    let kept = Kept { cut: &cut, files: &files, revising: Some(&revising) };
    let first_made = cuts::hashes(&snapshot, kept).await?;
    let entries = cuts::write_into(&snapshot, kept, (folder, &request.formats), &|_, _| {}).await?;
    snapshot.rollback().await?;
    cut.manifest.first_made = first_made;
    marking::write_beside(folder.path(), request, (&cut, &effects, &entries))?;
    let outlines = files.iter().map(|file| (**file).clone().into_outline()).collect();
    Ok(Written { manifest: cut.manifest, effects, outlines, files: entries })
}
