//! The files of a cut, made from what it keeps and from nothing else.

mod hashing;

use std::{fs::File, io::Write, path::PathBuf, sync::Arc};

use chrono::{DateTime, Utc};
use datasets::{Codebook, Dataset, Described, Format, codebook::table, kept as cells};
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use tokio::sync::mpsc;

pub(super) use self::hashing::hashes;
use super::{Cut, CutError, kept, manifest::Beside, packed};
use crate::{
    Db,
    audit::Entry,
    entity::cut_row,
    exports::{self, FileEntry, Folder, Table, Whereto},
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

/// Writes the files of a cut, and the audit entry that says who took them. They are the same each time, but for the rows of
/// whoever was erased.
///
/// # Errors
/// When there is no such cut, the folder is in use, what was kept is damaged, or the database or the disk fails.
pub async fn files(
    db: &Db,
    study: &StudyHandle,
    (number, request): (u32, &FilesRequest),
    progress: &(dyn Fn(u64, u64) + Send + Sync),
    by: &str,
    now: DateTime<Utc>,
) -> Result<(Cut, Vec<FileEntry>), CutError> {
    let folder = Folder::beside(&request.out, request.replace)?;
    let snapshot = exports::snapshot(db).await?;
    let row = kept::row(&snapshot, study.id, number).await?;
    let files = kept::files(&row)?;
    let cut = kept::of_row(&snapshot, row).await?;
    let formats = exports::formats(&request.formats);
    let table = |file| Table::create(&mut Whereto::Folder(folder.path(), &formats), file);
    let tables = files.iter().map(table).collect::<Result<Vec<_>, _>>()?;
    let mut entries = pour(&snapshot, (&cut, &files), tables, progress).await?;
    snapshot.rollback().await?;
    entries.push(write_codebook(&files, folder.path())?);
    Beside { cut: &cut.manifest, erased: &cut.erased, files: &entries }.write(folder.path())?;
    note(db, study, (&cut, by), now).await?;
    folder.appear()?;
    Ok((cut, entries))
}

/// Gives every row that is kept to the tables: what came out of them.
async fn pour(
    snapshot: &DatabaseTransaction,
    (cut, files): (&Cut, &[Arc<Dataset>]),
    mut tables: Vec<Table>,
    progress: &(dyn Fn(u64, u64) + Send + Sync),
) -> Result<Vec<FileEntry>, CutError> {
    let total = kept::people(snapshot, cut.id).await?;
    let (send, mut receive) = mpsc::channel::<Vec<cut_row::Model>>(2);
    let (files, number) = (files.to_vec(), cut.number);
    let writing = tokio::task::spawn_blocking(move || {
        while let Some(people) = receive.blocking_recv() {
            people.iter().try_for_each(|person| write(person, number, &files, &mut tables))?;
        }
        let ended = tables.into_iter().map(Table::finish).collect::<Result<Vec<_>, _>>()?;
        Ok::<_, CutError>(ended.into_iter().flatten().collect())
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

/// Writes the rows of one person. Whoever was erased has none.
fn write(
    person: &cut_row::Model,
    number: u32,
    files: &[Arc<Dataset>],
    tables: &mut [Table],
) -> Result<(), CutError> {
    let (Some(rows), Some(sha256)) = (&person.rows, &person.sha256) else { return Ok(()) };
    let damaged = || CutError::Damaged { number, row_key: person.row_key.clone() };
    let unpacked = packed::unpack(rows, sha256, files.len()).ok_or_else(damaged)?;
    for ((file, table), rows) in files.iter().zip(tables).zip(&unpacked) {
        for row in rows {
            table.row(&cells::read(file, row).map_err(|_| damaged())?)?;
        }
    }
    Ok(())
}

/// What each column of each file means.
pub(super) fn codebook(files: &[Arc<Dataset>]) -> Result<Vec<u8>, CutError> {
    let described = |file: &Arc<Dataset>| Described { dataset: Arc::clone(file), rows: None };
    let files = files.iter().map(described).collect();
    let mut text = Vec::new();
    table::write(&Codebook { files, ..Codebook::default() }, &mut text)?;
    Ok(text)
}

fn write_codebook(files: &[Arc<Dataset>], folder: &std::path::Path) -> Result<FileEntry, CutError> {
    let (name, text) = (CODEBOOK.to_owned(), codebook(files)?);
    let mut file =
        File::options().read(true).write(true).create_new(true).open(folder.join(&name))?;
    file.write_all(&text)?;
    file.sync_all()?;
    let (sha256, bytes) = exports::hashed(&file)?;
    let (rows, columns) = (columns_of(files), table::COLUMNS.len());
    Ok(FileEntry { name, sha256, bytes, rows, columns, losses: Vec::new() })
}

pub(super) const CODEBOOK: &str = "codebook.csv";

/// How many columns there are in all files.
pub(super) fn columns_of(files: &[Arc<Dataset>]) -> u64 {
    files.iter().map(|file| file.variables().len() as u64).sum()
}

async fn note(
    db: &Db,
    study: &StudyHandle,
    (cut, by): (&Cut, &str),
    now: DateTime<Utc>,
) -> Result<(), CutError> {
    let object = format!("{} cut {}", study.study().key, cut.number);
    let entry = Entry::new(by, "files of a cut written", &object).in_study(study.id);
    Ok(entry.to(&cut.recipient).write_alone(db, now).await?)
}
