//! The linked dataset as files. Columns come from the instrument, never from the data; rows stand in
//! the order of enrolment; the same data give the same bytes.

mod folder;

mod table;

mod merged;

mod plan;

mod people;

mod interviewers;

mod standing;

mod paradata;

mod participants;

mod calls;

mod messages;

mod pages;

mod beside;

mod words;

mod schema;

mod linked;

mod room;

mod files;

mod changes;

mod answered;

pub(crate) mod describing;

mod manifest;

mod keeping;

pub(crate) mod why;

use std::path::PathBuf;

use chrono::{DateTime, Utc};
pub use datasets::Format;
use datasets::{NotAName, Problem, WriteError};
use sea_orm::{DatabaseTransaction, DbBackend, DbErr, IsolationLevel, TransactionTrait};
use surveys::keys::WaveKey;
use tokio::sync::mpsc;

pub(crate) use keeping::{Instrument, Keeping, Taken, Whom, keep};
pub use manifest::{FileEntry, LossEntry, Manifest, SurveyEntry};
pub use words::safe;

use self::{files::Files, people::Person, plan::Plan};
pub(crate) use self::{
    folder::Folder,
    paradata::is_answer,
    people::enrolled_after,
    table::{Formats, Keeper, Table, Whereto},
};
use crate::{
    Db, audit,
    calls::RulesError,
    identity::Vault,
    linkage::{Column, LinkageError},
    studies::StudyHandle,
};

/// People who are read and written at a time. Memory does not grow with the trial, only with this.
const CHUNK: u64 = 250;

/// What is exported, and where to.
#[derive(Clone, Debug)]
pub struct ExportRequest {
    /// The folder, which appears whole or not at all.
    pub out: PathBuf,
    /// Only these waves; none for all.
    pub waves: Option<Vec<WaveKey>>,
    /// Also writes people's own words, to a file of their own.
    pub include_text: bool,
    /// What each file is written in; CSV where none is named.
    pub formats: Vec<Format>,
    /// Replaces the files of an earlier export. Files of other names stay as they are.
    pub replace: bool,
}

/// Why nothing was exported. What stood in the folder before still stands there.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The folder has something in it.
    #[error("the folder {} is not empty; say --replace to replace an earlier export", .0.display())]
    NotEmpty(PathBuf),
    /// There is a file by the folder's name.
    #[error("{} is no folder", .0.display())]
    NotAFolder(PathBuf),
    /// The study has no such wave.
    #[error("the study has no wave “{0}”")]
    NoSuchWave(WaveKey),
    /// Two columns would have one name.
    #[error("two columns would be called “{0}”; rename the question or the wave's prefix")]
    NameTwice(String),
    /// A column has a name that a program does not take.
    #[error("a column cannot have its name: {0}")]
    Name(#[from] NotAName),
    /// The surveys give columns that no labelled file can have.
    #[error("no file can have these columns: {}", listed(.0))]
    Schema(Vec<Problem>),
    /// A rule of the terms is about a column that cannot follow it.
    #[error("{file}: {}", unfit.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Unshaped {
        /// Which file.
        file: String,
        /// What cannot be done.
        unfit: Vec<datasets::shape::Unfit>,
    },
    /// An answer is none that its question takes, or there is more than a format can hold.
    #[error("{file}{}: {error}", of_person(.person.as_deref()))]
    NotWritten {
        /// Which file.
        file: String,
        /// Of whom the row is, by study number; none where it is of nobody.
        person: Option<String>,
        /// Why.
        error: WriteError,
    },
    /// A response that this program cannot read.
    #[error("a stored response cannot be read: {0}")]
    Unreadable(#[from] serde_json::Error),
    /// The rules of calling cannot be read, which say where the parts of a week meet.
    #[error(transparent)]
    Rules(#[from] RulesError),
    /// The folder or a file in it could not be written.
    #[error("the files could not be written: {0}")]
    Files(#[from] std::io::Error),
    /// What owners of records returned is not what the terms say.
    #[error(transparent)]
    Linked(Box<LinkageError>),
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

/// Writes the dataset as it stands at one moment, and the audit entry that says who took it.
///
/// `progress` is told how many people are done, and of how many.
///
/// # Errors
/// When the folder is in use, a wave is unknown, or the database or the disk fails.
pub async fn write(
    db: &Db,
    study: &StudyHandle,
    request: &ExportRequest,
    progress: &(dyn Fn(u64, u64) + Send + Sync),
    now: DateTime<Utc>,
    by: &str,
) -> Result<Manifest, ExportError> {
    let folder = Folder::beside(&request.out, request.replace)?;
    let snapshot = snapshot(db).await?;
    let plan = Plan::make(&snapshot, study, request, now).await?;
    let (mut files, place) = (Files::create(plan, folder.path())?, folder.path().to_owned());
    let writing = move |mut people: mpsc::Receiver<Vec<Person>>| {
        while let Some(some) = people.blocking_recv() {
            some.iter().try_for_each(|person| files.person(person))?;
        }
        files.finish(&place)
    };
    let manifest = fill((&snapshot, &db.vault), (study, &[]), writing, progress).await?;
    snapshot.rollback().await?;
    note(db, study, by, now).await?;
    folder.appear()?;
    Ok(manifest)
}

/// All files show the same moment. SQLite's reading transactions do so by themselves.
pub(crate) async fn snapshot(db: &Db) -> Result<DatabaseTransaction, DbErr> {
    let postgres = db.read().get_database_backend() == DbBackend::Postgres;
    let isolation = postgres.then_some(IsolationLevel::RepeatableRead);
    db.read().begin_with_config(isolation, None).await
}

/// Reads on the one side, writes on another thread: the next people are fetched while these are put
/// into the files.
async fn fill<T: Send + 'static>(
    (snapshot, vault): (&DatabaseTransaction, &Vault),
    (study, linked): (&StudyHandle, &[Column]),
    write: impl FnOnce(mpsc::Receiver<Vec<Person>>) -> Result<T, ExportError> + Send + 'static,
    progress: &(dyn Fn(u64, u64) + Send + Sync),
) -> Result<T, ExportError> {
    let total = people::count(snapshot, study.id).await?;
    let (send, receive) = mpsc::channel::<Vec<Person>>(2);
    let writing = tokio::task::spawn_blocking(move || write(receive));
    let of = (study, linked);
    let read = feed((snapshot, vault), of, send, |done| progress(done, total)).await;
    let written = writing.await.map_err(std::io::Error::other)?;
    read?;
    written
}

async fn feed(
    (snapshot, vault): (&DatabaseTransaction, &Vault),
    (study, linked): (&StudyHandle, &[Column]),
    files: mpsc::Sender<Vec<Person>>,
    progress: impl Fn(u64),
) -> Result<(), ExportError> {
    let (mut done, mut after) = (0, 0);
    loop {
        let mut people =
            people::after((snapshot, vault), (study.id, study.study()), after, CHUNK).await?;
        linked::read(snapshot, linked, &mut people).await?;
        let Some(last) = people.last() else { return Ok(()) };
        after = last.participant.id;
        done += people.len() as u64;
        // The other side hangs up only when it has failed, and tells of it.
        if files.send(people).await.is_err() {
            return Ok(());
        }
        progress(done);
    }
}

async fn note(db: &Db, study: &StudyHandle, by: &str, now: DateTime<Utc>) -> Result<(), DbErr> {
    let (by, key) = (by.to_owned(), study.study().key.clone());
    db.write(move |transaction| {
        Box::pin(async move {
            audit::write(transaction, &by, "dataset exported", key.as_str(), now).await
        })
    })
    .await
}

impl ExportError {
    /// The same, of this person's row.
    fn about(self, number: &str) -> Self {
        match self {
            Self::NotWritten { file, error, .. } => {
                Self::NotWritten { file, error, person: Some(number.to_owned()) }
            }
            other => other,
        }
    }
}

fn of_person(number: Option<&str>) -> String {
    number.map(|number| format!(", study number {number}")).unwrap_or_default()
}

fn listed(problems: &[Problem]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}
