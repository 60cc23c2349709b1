//! The files of a cut, made from what it keeps and from nothing else.

mod hashing;

use std::{
    fs::File,
    io::Write,
    path::{Path, PathBuf},
    sync::Arc,
};

use chrono::{DateTime, Utc};
use datasets::{Codebook, Dataset, Described, Format, kept as cells};
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use tokio::sync::mpsc;

pub(crate) use self::hashing::hashes;
use super::{
    Cut, CutError, kept,
    manifest::Beside,
    noticing,
    packed::{self, Unpacked},
};
use crate::{
    Db,
    audit::Entry,
    entity::cut_row,
    exports::{self, FileEntry, Folder, Formats, Table, Whereto, describing},
    studies::StudyHandle,
};

/// Where a cut's files go, and in which formats.
#[derive(Clone, Debug)]
pub struct FilesRequest {
    /// The folder, which appears whole or not at all.
    pub out: PathBuf,
    /// What each file is written in; CSV where none is named.
    pub formats: Vec<Format>,
    /// Replaces the files of an earlier export. Files of other names stay as they are.
    pub replace: bool,
}

/// What becomes of the rows of somebody on their way into files. Nothing does, but to those of people who do not exist.
pub(crate) trait Revising: Send + Sync {
    /// Of each file the rows of one person.
    fn person(&self, participant: i32, rows: &mut Unpacked);
}

/// What a cut keeps, and how it is written.
#[derive(Clone, Copy)]
pub(crate) struct Kept<'c> {
    pub cut: &'c Cut,
    pub files: &'c [Arc<Dataset>],
    pub revising: Option<&'c Arc<dyn Revising>>,
}

impl<'c> Kept<'c> {
    /// As it is.
    pub const fn of(cut: &'c Cut, files: &'c [Arc<Dataset>]) -> Self {
        Self { cut, files, revising: None }
    }
}

/// What was written of a cut.
#[derive(Clone, Debug)]
pub struct Written {
    /// The cut, with those who were erased from it.
    pub cut: Cut,
    /// Every file but the manifest.
    pub files: Vec<FileEntry>,
    /// How many people [`notice`](super::notice) names by now. Who took back what the purpose needs is in the files.
    pub to_remove: usize,
}

/// Writes the files of a cut, and the audit entry that says who took them. They are the same each time, but for the rows of
/// whoever was erased. Where somebody is erased meanwhile they are written once more.
///
/// # Errors
/// When there is no such cut, the folder is in use, what was kept is damaged, or the database or the disk fails.
pub async fn files(
    db: &Db,
    study: &StudyHandle,
    asked: (u32, &FilesRequest),
    progress: &(dyn Fn(u64, u64) + Send + Sync),
    by: &str,
    now: DateTime<Utc>,
) -> Result<Written, CutError> {
    loop {
        let folder = Folder::beside(&asked.1.out, asked.1.replace)?;
        let written = write_aside(db, study, asked, &folder, progress).await?;
        if note(db, study, (&written.cut, by), now).await? {
            folder.appear()?;
            return Ok(written);
        }
    }
}

async fn write_aside(
    db: &Db,
    study: &StudyHandle,
    (number, request): (u32, &FilesRequest),
    folder: &Folder,
    progress: &(dyn Fn(u64, u64) + Send + Sync),
) -> Result<Written, CutError> {
    let snapshot = exports::snapshot(db).await?;
    let row = kept::row(&snapshot, study.id, number).await?;
    let files = kept::files(&row)?;
    let cut = kept::of_row(&snapshot, row).await?;
    let kept = Kept::of(&cut, &files);
    let entries = write_into(&snapshot, kept, (folder, &request.formats), progress).await?;
    let to_remove = noticing::to_remove(&snapshot, study, &cut).await?.len();
    snapshot.rollback().await?;
    let beside = Beside { cut: &cut.manifest, erased: &cut.erased, files: &entries };
    write_manifest(&beside, folder.path())?;
    Ok(Written { cut, files: entries, to_remove })
}

/// Writes every file but the manifest.
pub(crate) async fn write_into(
    snapshot: &DatabaseTransaction,
    kept: Kept<'_>,
    (folder, formats): (&Folder, &[Format]),
    progress: &(dyn Fn(u64, u64) + Send + Sync),
) -> Result<Vec<FileEntry>, CutError> {
    let formats = Formats::new(formats, kept.cut.made_at);
    let table = |file| Table::create(&mut Whereto::Folder(folder.path(), &formats), file);
    let tables = kept.files.iter().map(table).collect::<Result<Vec<_>, _>>()?;
    let (mut entries, described) = pour(snapshot, kept, tables, progress).await?;
    entries.extend(describing::write(&codebook(kept, described), folder.path(), &formats)?);
    Ok(entries)
}

/// Gives every row that is kept to the tables: what came out of them, and what each holds.
pub(crate) async fn pour(
    snapshot: &DatabaseTransaction,
    Kept { cut, files, revising }: Kept<'_>,
    mut tables: Vec<Table>,
    progress: &(dyn Fn(u64, u64) + Send + Sync),
) -> Result<(Vec<FileEntry>, Vec<Described>), CutError> {
    let total = kept::people(snapshot, cut.id).await?;
    let (send, mut receive) = mpsc::channel::<Vec<cut_row::Model>>(2);
    let (files, number, revising) = (files.to_vec(), cut.number, revising.cloned());
    let writing = tokio::task::spawn_blocking(move || {
        while let Some(people) = receive.blocking_recv() {
            for person in &people {
                let Some(mut rows) = unpacked(person, number, &files)? else { continue };
                if let Some(revising) = &revising {
                    revising.person(person.participant_id, &mut rows);
                }
                let damaged = || damaged(person, number);
                write(&rows, &files, &mut tables, damaged)?;
            }
        }
        let described = tables.iter().map(Table::described).collect();
        let ended = tables.into_iter().map(Table::finish).collect::<Result<Vec<_>, _>>()?;
        Ok::<_, CutError>((ended.into_iter().flatten().collect(), described))
    });
    let read = feed(snapshot, cut.id, send, |done| progress(done, total)).await;
    let written = writing.await.map_err(std::io::Error::other)?;
    read?;
    written
}

async fn feed(
    connection: &impl ConnectionTrait,
    cut: i32,
    to: mpsc::Sender<Vec<cut_row::Model>>,
    progress: impl Fn(u64),
) -> Result<(), CutError> {
    let (mut done, mut last) = (0, String::new());
    loop {
        let people = kept::after(connection, cut, &last).await?;
        let Some(person) = people.last() else { return Ok(()) };
        last.clone_from(&person.row_key);
        done += people.iter().filter(|person| person.rows.is_some()).count() as u64;
        // The other side hangs up only when it has failed, and tells of it.
        if to.send(people).await.is_err() {
            return Ok(());
        }
        progress(done);
    }
}

/// The rows of one person. Whoever was erased has none.
fn unpacked(
    person: &cut_row::Model,
    number: u32,
    files: &[Arc<Dataset>],
) -> Result<Option<Unpacked>, CutError> {
    let Some((rows, sha256)) = person.rows.as_ref().zip(person.sha256.as_ref()) else {
        return Ok(None);
    };
    let unpacked = packed::unpack(rows, sha256, files.len());
    unpacked.map(Some).ok_or_else(|| damaged(person, number))
}

fn damaged(person: &cut_row::Model, number: u32) -> CutError {
    CutError::Damaged { number, row_key: person.row_key.clone() }
}

fn write(
    rows: &Unpacked,
    files: &[Arc<Dataset>],
    tables: &mut [Table],
    damaged: impl Fn() -> CutError,
) -> Result<(), CutError> {
    for ((file, table), rows) in files.iter().zip(tables).zip(rows) {
        for row in rows {
            table.row(&cells::read(file, row).map_err(|_| damaged())?)?;
        }
    }
    Ok(())
}

/// What there is to say of a cut. Nothing of it changes once it was made.
fn codebook(Kept { cut, revising, .. }: Kept<'_>, files: Vec<Described>) -> Codebook {
    let key = cut.manifest.study.clone();
    let language = files.first().map(|file| file.dataset.language().to_owned());
    Codebook {
        title: match revising {
            None => format!("{key}, cut {}", cut.number),
            Some(_) => format!("{key}, invented people"),
        },
        id: key,
        language: language.unwrap_or_else(|| "en".to_owned()),
        about: vec![format!("For {}, made on {}.", cut.recipient, cut.made_at.date_naive())],
        conditions: describing::CONDITIONS.to_owned(),
        files,
        ..Codebook::default()
    }
}

/// Puts what it says into `manifest.json`.
pub(crate) fn write_manifest(what: &impl serde::Serialize, folder: &Path) -> Result<(), CutError> {
    let mut file = File::create(folder.join("manifest.json"))?;
    let mut json = serde_json::to_vec_pretty(what)?;
    json.push(b'\n');
    file.write_all(&json)?;
    Ok(file.sync_all()?)
}

/// How many columns there are in all files.
pub(super) fn columns_of(files: &[Arc<Dataset>]) -> u64 {
    files.iter().map(|file| file.variables().len() as u64).sum()
}

/// Notes that they were written, unless somebody is in them who was erased since.
async fn note(
    db: &Db,
    study: &StudyHandle,
    (cut, by): (&Cut, &str),
    now: DateTime<Utc>,
) -> Result<bool, CutError> {
    let object = format!("{} cut {}", study.study().key, cut.number);
    let (study, by, cut) = (study.id, by.to_owned(), cut.clone());
    let noted = db.write(move |transaction| {
        Box::pin(async move {
            if kept::erased(transaction, cut.id).await? != cut.erased {
                return Ok::<_, CutError>(false);
            }
            let entry = Entry::new(&by, "files of a cut written", &object).in_study(study);
            entry.to(&cut.recipient).write(transaction, now).await?;
            Ok(true)
        })
    });
    noted.await
}
