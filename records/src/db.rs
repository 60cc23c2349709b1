//! The one door to the database. Reads share a pool, writes another; what every page reads, and every
//! page that is saved, is gathered.

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
    sqlx::{self, Connection, SqliteConnection},
};
use surveys::{definition::Survey, study::Study};

use crate::{
    gather::{Gather, by_key},
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
    /// Everybody's pages go through the same of these, so they are saved in the order they came in.
    saves: Arc<[Gather<Save, Stage, ResponseError>]>,
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
        let saves = || {
            let (write, cache) = (write.clone(), cache.clone());
            Gather::new(move |asks| responses::save_all(write.clone(), cache.clone(), asks))
        };
        Ok(Self {
            links: Gather::new(move |asks| {
                let read = for_links.clone();
                by_key(asks, |hashes| async move { links::by_hash(&read, hashes).await })
            }),
            stored: Gather::new(move |asks| {
                let read = for_stored.clone();
                by_key(asks, |asked| async move { stored::of_all(&read, asked).await })
            }),
            saves: (0..saving).map(|_| saves()).collect(),
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
        let place = save.who.id.unsigned_abs() as usize % self.saves.len();
        self.saves[place].get(save).await
    }

    /// The connection on which migrations run: on SQLite the only one that writes.
    #[must_use]
    pub fn for_migrations(&self) -> &DatabaseConnection {
        &self.write
    }

    /// Does some work in one transaction, to its end also when nobody waits for it any more. When
    /// this returns `Ok`, the work is on disk.
    ///
    /// # Errors
    /// The work's own error, or the database's. None of the work is then there, unless it was the
    /// commit that failed: nobody knows what became of it.
    pub(crate) async fn write<T, E>(
        &self,
        work: impl for<'t> FnOnce(&'t DatabaseTransaction) -> Work<'t, T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbErr> + Send + 'static,
    {
        let write = self.write.clone();
        let done = tokio::spawn(async move {
            let transaction = begin(&write).await?;
            let done = work(&transaction).await?;
            transaction.commit().await?;
            Ok(done)
        });
        done.await.unwrap_or_else(|panic| Err(DbErr::Custom(panic.to_string()).into()))
    }

    /// The same, with what is held of a participant, whom nobody else writes about meanwhile.
    ///
    /// # Errors
    /// As with `write`.
    pub(crate) async fn write_about<T, E>(
        &self,
        about: At,
        work: impl for<'t> FnOnce(&'t DatabaseTransaction, Stored) -> Work<'t, T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbErr> + Send + 'static,
    {
        self.write(move |transaction| {
            Box::pin(async move {
                participants::hold(transaction, [about.participant]).await?;
                let stored = stored::of_one(transaction, about).await?;
                work(transaction, stored).await
            })
        })
        .await
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
        // Who waits for a person that somebody else holds gives up before everybody behind them does,
        // and a server that vanished in the middle of a write holds nobody for long.
        .map_sqlx_postgres_opts(|postgres| {
            postgres
                .options([("lock_timeout", "2s"), ("idle_in_transaction_session_timeout", "60s")])
        })
        .map_sqlx_sqlite_pool_opts(|pool| {
            pool.after_release(|connection, _| Box::pin(is_out_of_transactions(connection)))
        })
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

/// Whether a connection is used again. When a disk is full SQLite takes a transaction back by itself;
/// sqlx then cannot, believes that it is still inside, and the next "commit" would commit nothing.
async fn is_out_of_transactions(connection: &mut SqliteConnection) -> Result<bool, sqlx::Error> {
    if connection.is_in_transaction() {
        // A transaction that was dropped is taken back by the time this is answered.
        connection.ping().await?;
    }
    Ok(!connection.is_in_transaction())
}

#[cfg(test)]
mod tests {
    use sea_orm::ConnectionTrait;

    use super::*;

    async fn write(db: &Db, statements: &'static [&'static str]) -> Result<(), DbErr> {
        let work = db.write(move |transaction| {
            Box::pin(async move {
                for statement in statements {
                    transaction.execute_unprepared(statement).await?;
                }
                Ok(())
            })
        });
        work.await
    }

    #[tokio::test]
    async fn after_sqlite_took_a_write_back_by_itself_the_next_is_there_for_everybody() {
        let folder = std::env::temp_dir().join(format!("throughline-db-{}", std::process::id()));
        let db = Db::open_folder(&folder).await.expect("a database");

        write(&db, &["CREATE TABLE kept (word TEXT)"]).await.expect("a table");
        let lost = write(&db, &["INSERT INTO kept VALUES ('lost')", "ROLLBACK", "no SQL"]).await;
        let again = write(&db, &["INSERT INTO kept VALUES ('lost too')", "no SQL"]).await;
        write(&db, &["INSERT INTO kept VALUES ('there')"]).await.expect("it is kept");

        let words = sea_orm::Statement::from_string(DbBackend::Sqlite, "SELECT word FROM kept");
        let words = db.read().query_all_raw(words).await.expect("an answer");
        let words: Vec<String> =
            words.iter().map(|row| row.try_get("", "word").expect("a word")).collect();
        std::fs::remove_dir_all(&folder).expect("the folder goes");
        assert!(lost.is_err() && again.is_err());
        assert_eq!(words, ["there"]);
    }
}
