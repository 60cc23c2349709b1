//! The one door to the database. Reads share a pool, and those of every page are gathered; writes pass
//! through its `write`.

use std::{
    collections::HashMap,
    future::Future,
    path::Path,
    pin::Pin,
    sync::{Arc, RwLock},
    time::Duration,
};

use sea_orm::{ConnectOptions, Database, DatabaseConnection, DatabaseTransaction, DbErr};
use surveys::{definition::Survey, study::Study};

use crate::{
    gather::Gather,
    links,
    stored::{self, At, Stored},
    writer::Writer,
};

/// The work of one write, on the transaction it is given.
pub(crate) type Work<'t, T, E> = Pin<Box<dyn Future<Output = Result<T, E>> + Send + 't>>;

/// A database in use. Clones share its connections.
#[derive(Clone, Debug)]
pub struct Db {
    read: DatabaseConnection,
    writer: Writer,
    links: Gather<Vec<u8>, links::Row>,
    stored: Gather<At, Stored>,
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
        let sqlite = url.starts_with("sqlite:");
        let (readers, writers) = if sqlite { (4, 1) } else { (8, 4) };
        // Who saves never waits for connections that others read with.
        let read = Database::connect(options(url, readers)).await?;
        let writer = Writer::new(Database::connect(options(url, writers)).await?, writers);
        let (for_links, for_stored) = (read.clone(), read.clone());
        Ok(Self {
            links: Gather::new(move |hashes| {
                let read = for_links.clone();
                async move { links::by_hash(&read, hashes).await }
            }),
            stored: Gather::new(move |asked| {
                let read = for_stored.clone();
                async move { stored::of_all(&read, asked).await }
            }),
            read,
            writer,
            cache: Arc::default(),
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

    /// The connection on which migrations run: on SQLite the only one that writes.
    #[must_use]
    pub fn for_migrations(&self) -> &DatabaseConnection {
        self.writer.connection()
    }

    /// Does some work in one transaction. When this returns `Ok`, the work is on disk; when it
    /// returns an error, none of it is.
    ///
    /// # Errors
    /// The work's own error, or the database's.
    pub(crate) async fn write<T, E>(
        &self,
        work: impl for<'t> FnOnce(&'t DatabaseTransaction) -> Work<'t, T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbErr> + Send + 'static,
    {
        self.writer.write(work).await
    }

    /// The same, with what is held of a participant, whom nobody else writes about meanwhile.
    ///
    /// # Errors
    /// The work's own error, or the database's.
    pub(crate) async fn write_about<T, E>(
        &self,
        about: At,
        work: impl for<'t> FnOnce(&'t DatabaseTransaction, Stored) -> Work<'t, T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbErr> + Send + 'static,
    {
        self.writer.write_about(about, work).await
    }
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
