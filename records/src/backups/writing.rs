//! Making a backup. Rows are read from one snapshot of each store, sealed on another thread and written as
//! they come: nobody who answers meanwhile waits, and memory does not grow with the study.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{BufWriter, Write},
    path::{Path, PathBuf},
};

use chrono::{DateTime, Utc};
use flate2::{Compression, write::ZlibEncoder};
use futures_util::TryStreamExt;
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, IsolationLevel,
    Statement, StreamTrait, TransactionTrait,
};
use tokio::sync::mpsc;

use super::{
    BackupError, BackupKeys, Counts, Manifest, What, Whole,
    folder::{self, Aside},
    kind_of,
    lines::Line,
    schema,
    sealed::Sealing,
    tables::{self, Store, Table},
};
use crate::{Db, audit, chain};

/// Bytes that are handed on together.
const TOGETHER: usize = 256 * 1024;

/// Writes answers and vault into a file that appears whole or not at all, and the audit entry that says so.
/// `to` is the file, or the folder in which it gets a name of its own.
///
/// The answers are read first. What was to be done in the vault by then is in them, or is in the vault
/// already; the other way round it could be in neither.
///
/// # Errors
/// When the key is the master key, the file is there, or the disk or a database fails.
pub async fn answers(
    db: &Db,
    keys: &BackupKeys,
    to: &Path,
    (by, now): (&str, DateTime<Utc>),
) -> Result<(PathBuf, Whole), BackupError> {
    let stores = [(Store::Answers, db.read()), (Store::Vault, &db.vault.read)];
    write(db, keys, What::Answers, &stores, (to, by, now)).await
}

/// The same of the key store. What is in it is wrapped by the master key besides.
///
/// # Errors
/// As with `answers`.
pub async fn keys(
    db: &Db,
    keys: &BackupKeys,
    to: &Path,
    (by, now): (&str, DateTime<Utc>),
) -> Result<(PathBuf, Whole), BackupError> {
    let stores = [(Store::Keys, db.keys().store())];
    write(db, keys, What::Keys, &stores, (to, by, now)).await
}

async fn write(
    db: &Db,
    keys: &BackupKeys,
    what: What,
    stores: &[(Store, &DatabaseConnection)],
    (to, by, now): (&Path, &str, DateTime<Utc>),
) -> Result<(PathBuf, Whole), BackupError> {
    if keys.names().iter().any(|name| db.keys().is_master(name)) {
        return Err(BackupError::MasterKey);
    }
    let aside = folder::aside(to, what, now)?;
    let (send, receive) = mpsc::channel(4);
    let (file, sealing) = (aside.file.try_clone()?, keys.clone());
    let writing = tokio::task::spawn_blocking(move || seal(receive, file, &sealing));
    let read = feed(db, (what, now), stores, send).await;
    // The other side's reason comes first: this side then only saw that it had gone.
    writing.await.map_err(std::io::Error::other)??;
    let (manifest, rows) = read?;
    let (aside, whole) = read_back(aside, keys).await?;
    if (&whole.manifest, &whole.rows) != (&manifest, &rows) {
        return Err(BackupError::NotReadBack);
    }
    // Whatever may fail comes before the entry, which says that there is a backup. Only names are given after it.
    let ready = aside.ready(&whole)?;
    note(db, what, (by, now)).await?;
    Ok((ready.appear()?, whole))
}

/// A backup that was never read back is a hope.
async fn read_back(aside: Aside, keys: &BackupKeys) -> Result<(Aside, Whole), BackupError> {
    let keys = keys.clone();
    let read = tokio::task::spawn_blocking(move || {
        let whole = aside.read_back(&keys);
        (aside, whole)
    });
    let (aside, whole) = read.await.map_err(std::io::Error::other)?;
    Ok((aside, whole?))
}

/// On a thread of its own, since it waits for the disk.
fn seal(
    mut lines: mpsc::Receiver<Vec<u8>>,
    file: File,
    keys: &BackupKeys,
) -> Result<(), BackupError> {
    let sealing = Sealing::new(BufWriter::new(file), keys)?;
    let mut packing = ZlibEncoder::new(sealing, Compression::fast());
    while let Some(some) = lines.blocking_recv() {
        packing.write_all(&some)?;
    }
    packing.finish()?.finish()?.flush()?;
    Ok(())
}

type Rows = BTreeMap<String, u64>;

async fn feed(
    db: &Db,
    (what, now): (What, DateTime<Utc>),
    stores: &[(Store, &DatabaseConnection)],
    send: mpsc::Sender<Vec<u8>>,
) -> Result<(Manifest, Rows), BackupError> {
    let mut out = Out { send, held: Vec::with_capacity(TOGETHER) };
    let (mut rows, mut schema) = (Rows::new(), BTreeMap::new());
    for (store, connection) in stores {
        schema.insert(store.name().to_owned(), schema::made(*connection, *store).await?);
    }
    let mut told = None;
    for (store, connection) in stores {
        let snapshot = snapshot(connection).await?;
        if told.is_none() {
            let manifest = manifest(db, &snapshot, (what, &schema), now).await?;
            out.line(&Line::Manifest(manifest.clone())).await?;
            told = Some(manifest);
        }
        for table in tables::of(&snapshot, *store).await? {
            let count = table_into(&snapshot, &table, &mut out).await?;
            rows.insert(table.name, count);
        }
        snapshot.rollback().await?;
    }
    out.line(&Line::End { rows: rows.clone() }).await?;
    out.flush().await;
    let manifest = told.ok_or_else(|| DbErr::Custom("there is no store".to_owned()))?;
    Ok((manifest, rows))
}

/// SQLite's reading transactions show one moment by themselves.
async fn snapshot(connection: &DatabaseConnection) -> Result<DatabaseTransaction, DbErr> {
    let postgres = connection.get_database_backend() == DbBackend::Postgres;
    let isolation = postgres.then_some(IsolationLevel::RepeatableRead);
    connection.begin_with_config(isolation, None).await
}

async fn manifest(
    db: &Db,
    snapshot: &DatabaseTransaction,
    (what, schema): (What, &BTreeMap<String, Vec<String>>),
    now: DateTime<Utc>,
) -> Result<Manifest, DbErr> {
    let (anchor, studies) = match what {
        What::Answers => (chain::anchor_in(snapshot).await?, studies(snapshot).await?),
        What::Keys => (None, BTreeMap::new()),
    };
    Ok(Manifest {
        what,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        database: kind_of(ConnectionTrait::get_database_backend(snapshot)).to_owned(),
        installation: db.keys().installation(),
        made_at: now,
        schema: schema.clone(),
        anchor: anchor.map(|anchor| anchor.to_string()),
        studies,
    })
}

const STUDIES: &str = "SELECT s.key AS name, \
    (SELECT COUNT(*) FROM participant p WHERE p.study_id = s.id) AS participants, \
    (SELECT COUNT(*) FROM response r JOIN participant p ON p.id = r.participant_id \
        WHERE p.study_id = s.id) AS responses, \
    (SELECT COUNT(r.submitted_at) FROM response r JOIN participant p ON p.id = r.participant_id \
        WHERE p.study_id = s.id) AS sent FROM study s";

async fn studies(snapshot: &DatabaseTransaction) -> Result<BTreeMap<String, Counts>, DbErr> {
    let backend = ConnectionTrait::get_database_backend(snapshot);
    let rows = snapshot.query_all_raw(Statement::from_string(backend, STUDIES)).await?;
    let told = rows.iter().map(|row| {
        let count = |column| row.try_get::<i64>("", column).map(i64::unsigned_abs);
        let counts = Counts {
            participants: count("participants")?,
            responses: count("responses")?,
            sent: count("sent")?,
        };
        Ok((row.try_get("", "name")?, counts))
    });
    told.collect()
}

async fn table_into(
    snapshot: &DatabaseTransaction,
    table: &Table,
    out: &mut Out,
) -> Result<u64, BackupError> {
    out.line(&Line::Table(table.clone())).await?;
    let mut count = 0;
    let select = table.select(ConnectionTrait::get_database_backend(snapshot));
    let mut rows = snapshot.stream_raw(select).await?;
    while let Some(row) = rows.try_next().await? {
        out.line(&Line::Row(table.row(&row)?)).await?;
        count += 1;
    }
    Ok(count)
}

/// Lines on their way to the other side.
struct Out {
    send: mpsc::Sender<Vec<u8>>,
    held: Vec<u8>,
}

impl Out {
    async fn line(&mut self, line: &Line) -> Result<(), BackupError> {
        self.held.extend(line.written()?);
        if self.held.len() >= TOGETHER && !self.flush().await {
            return Err(std::io::Error::from(std::io::ErrorKind::BrokenPipe).into());
        }
        Ok(())
    }

    /// Whether the other side still listens. It hangs up only when it has failed, and tells of it.
    async fn flush(&mut self) -> bool {
        let held = std::mem::replace(&mut self.held, Vec::with_capacity(TOGETHER));
        self.send.send(held).await.is_ok()
    }
}

async fn note(db: &Db, what: What, (by, now): (&str, DateTime<Utc>)) -> Result<(), DbErr> {
    let by = by.to_owned();
    let object = match what {
        What::Answers => "answers and vault",
        What::Keys => "key store",
    };
    db.write(move |transaction| {
        Box::pin(async move { audit::write(transaction, &by, "backup made", object, now).await })
    })
    .await
}
