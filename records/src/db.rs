//! The one door to the database. Reads share a pool, writes another; what every page reads and every
//! Continue saves is gathered.

use std::{
    collections::HashMap,
    future::Future,
    path::Path,
    pin::Pin,
    sync::{Arc, RwLock},
    time::Duration,
};

use sea_orm::{
    ConnectOptions, Database, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use surveys::{definition::Survey, study::Study};

use crate::{
    gather::{Gather, in_order},
    links, participants,
    responses::{self, ResponseError, Save, Stage},
    stored::{self, At, Stored},
};

/// The work of one write, on the transaction it is given.
pub(crate) type Work<'t, T, E> = Pin<Box<dyn Future<Output = Result<T, E>> + Send + 't>>;

/// A database in use. Clones share its connections.
#[derive(Clone, Debug)]
pub struct Db {
    read: DatabaseConnection,
    write: DatabaseConnection,
    links: Gather<Vec<u8>, Option<links::Row>, DbErr>,
    stored: Gather<At, Option<Stored>, DbErr>,
    saves: Gather<Save, Stage, ResponseError>,
    pub(crate) cache: Arc<Cache>,
}

/// What never changes once it is stored, by its row.
#[derive(Debug, Default)]
pub(crate) struct Cache {
    pub surveys: RwLock<HashMap<i32, Arc<Survey>>>,
    /// A study by its row and revision: loading it again makes a new revision.
    pub studies: RwLock<HashMap<(i32, i32), Arc<Study>>>,
}

/// The database could not be used.
#[derive(Debug, thiserror::Error)]
#[error("the database could not be used: {0}")]
pub struct Unusable(#[from] DbErr);

impl Db {
    /// Opens the SQLite file `throughline.db` in a folder, and makes both when they are not there.
    ///
    /// # Errors
    /// When the folder cannot be written, or the file is no database.
    pub async fn open_folder(folder: &Path) -> Result<Self, Unusable> {
        own_folder(folder).map_err(|error| {
            DbErr::Custom(format!("the folder {} cannot be made: {error}", folder.display()))
        })?;
        let file = folder.join("throughline.db");
        Self::open(&format!("sqlite://{}?mode=rwc", file.display())).await
    }

    /// Opens the database that a URL names: `sqlite://…` or `postgres://…`.
    ///
    /// # Errors
    /// When it cannot be reached, or is of another kind.
    pub async fn open(url: &str) -> Result<Self, Unusable> {
        // SQLite takes one writer at a time.
        let (readers, writers, saving) =
            if url.starts_with("sqlite:") { (4, 1, 1) } else { (8, 4, 2) };
        // Who saves never waits for connections that others read with.
        let read = Database::connect(options(url, readers)).await?;
        let write = Database::connect(options(url, writers)).await?;
        let cache = Arc::<Cache>::default();
        let (for_links, for_stored) = (read.clone(), read.clone());
        let (for_saves, cached) = (write.clone(), cache.clone());
        Ok(Self {
            links: Gather::new(1, move |hashes: Vec<_>| {
                let read = for_links.clone();
                async move { in_order(&hashes, &links::by_hash(&read, hashes.clone()).await) }
            }),
            stored: Gather::new(1, move |asked: Vec<_>| {
                let read = for_stored.clone();
                async move { in_order(&asked, &stored::of_all(&read, asked.clone()).await) }
            }),
            saves: Gather::new(saving, move |saves| {
                let (write, cache) = (for_saves.clone(), cached.clone());
                async move { responses::save_all(&write, &cache, saves).await }
            }),
            read,
            write,
            cache,
        })
    }

    /// The connection for reading. Nothing is written through it.
    #[must_use]
    pub fn read(&self) -> &DatabaseConnection {
        &self.read
    }

    /// The link whose token has this hash.
    pub(crate) async fn link(&self, token_hash: Vec<u8>) -> Result<Option<links::Row>, DbErr> {
        self.links.get(token_hash).await
    }

    /// What is held of a participant at a wave.
    pub(crate) async fn stored(&self, at: At) -> Result<Stored, DbErr> {
        self.stored.get(at).await?.ok_or_else(stored::nothing_held)
    }

    /// Keeps what was typed on a page.
    pub(crate) async fn save(&self, save: Save) -> Result<Stage, ResponseError> {
        self.saves.get(save).await
    }

    /// The connection on which migrations run: on SQLite the only one that writes.
    #[must_use]
    pub fn for_migrations(&self) -> &DatabaseConnection {
        &self.write
    }

    /// Does some work in one transaction. When this returns `Ok`, the work is on disk; when it
    /// returns an error, none of it is.
    ///
    /// # Errors
    /// The work's own error, or the database's.
    pub(crate) async fn write<T, E: From<DbErr>>(
        &self,
        work: impl for<'t> FnOnce(&'t DatabaseTransaction) -> Work<'t, T, E>,
    ) -> Result<T, E> {
        let transaction = begin(&self.write).await?;
        let done = work(&transaction).await?;
        transaction.commit().await?;
        Ok(done)
    }

    /// The same, with what is held of a participant, whom nobody else writes about meanwhile.
    ///
    /// # Errors
    /// The work's own error, or the database's.
    pub(crate) async fn write_about<T, E: From<DbErr>>(
        &self,
        about: At,
        work: impl for<'t> FnOnce(&'t DatabaseTransaction, Stored) -> Work<'t, T, E>,
    ) -> Result<T, E> {
        let transaction = begin(&self.write).await?;
        participants::hold(&transaction, [about.participant]).await?;
        let stored = stored::of_one(&transaction, about).await?;
        let done = work(&transaction, stored).await?;
        transaction.commit().await?;
        Ok(done)
    }
}

/// Begins a transaction that writes. On SQLite it is the only one that does, from its first moment on.
/// One that is dropped takes back what it wrote.
pub(crate) async fn begin(connection: &DatabaseConnection) -> Result<DatabaseTransaction, DbErr> {
    let sqlite = connection.get_database_backend() == DbBackend::Sqlite;
    let options = TransactionOptions {
        sqlite_transaction_mode: sqlite.then_some(SqliteTransactionMode::Immediate),
        ..Default::default()
    };
    connection.begin_with_options(options).await
}

/// Makes the folder, which nobody but its owner may look into: people's names are in it. A folder
/// that is there already keeps the rights that somebody gave it.
fn own_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// SQLite's settings are those of a file that must survive a power cut: a write-ahead log, and a
/// commit that waits for the disk.
fn options(url: &str, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .acquire_timeout(Duration::from_secs(10))
        // Connections are kept. What would close old ones looks through the pool in a loop that a
        // count below zero makes endless (sqlx 0.9.0, `spawn_maintenance_tasks`): seen in commands
        // that never ended.
        .idle_timeout(None)
        .max_lifetime(None)
        // Asking a connection each time whether it is still there would cost as much as reading.
        .test_before_acquire_if_idle_for(Duration::from_secs(1))
        .record_stmt_in_spans(false)
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(|sqlite| {
            sqlite
                .pragma("journal_mode", "WAL")
                .pragma("synchronous", "FULL")
                .foreign_keys(true)
                .busy_timeout(Duration::from_secs(5))
                .statement_cache_capacity(200)
        });
    options
}
