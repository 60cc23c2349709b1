//! The one door to the database. Reads share a pool, writes another; what every page reads, and every
//! page that is saved, is gathered.

use std::{
    collections::HashMap,
    future::Future,
    pin::Pin,
    sync::{Arc, RwLock},
};

use chrono::{DateTime, Utc};
use sea_orm::{
    DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, SqliteTransactionMode,
    TransactionOptions, TransactionTrait,
};
use surveys::{definition::Survey, language::Language, study::Study};

use crate::{
    drafts::{self, Readings},
    gather::{Gather, by_key},
    identity::{self, Vault},
    keys::Keys,
    links, participants,
    responses::{self, ResponseError, Save, Saver, Stage},
    stored::{self, At, Stored},
};

/// The work of one write, on the transaction it is given.
pub(crate) type Work<'t, T, E> = Pin<Box<dyn Future<Output = Result<T, E>> + Send + 't>>;

/// A database in use. Clones share its connections.
#[derive(Clone, Debug)]
pub struct Db {
    read: DatabaseConnection,
    write: DatabaseConnection,
    pub(crate) vault: Vault,
    links: Gather<Vec<u8>, Option<links::Row>, DbErr>,
    stored: Gather<At, Option<Stored>, DbErr>,
    /// Everybody's pages go through the same of these, so they are saved in the order they came in.
    saves: Arc<[Gather<Save, Stage, ResponseError>]>,
    pub(crate) cache: Arc<Cache>,
}

/// What never changes once it is stored, by its row; and drafts as they were just read.
#[derive(Debug, Default)]
pub(crate) struct Cache {
    pub surveys: RwLock<HashMap<i32, Arc<Survey>>>,
    /// The same in another language.
    pub in_language: RwLock<HashMap<(i32, Language), Arc<Survey>>>,
    /// A study by its row and revision: loading it again makes a new revision.
    pub studies: RwLock<HashMap<(i32, i32), Arc<Study>>>,
    pub readings: Readings,
    /// Which drafts say just what the last version says.
    pub as_published: RwLock<HashMap<drafts::Beside, bool>>,
}

impl Db {
    /// A database whose stores are open.
    pub(crate) fn of(read: DatabaseConnection, write: DatabaseConnection, vault: Vault) -> Self {
        let saving = if read.get_database_backend() == DbBackend::Sqlite { 1 } else { 2 };
        let cache = Arc::<Cache>::default();
        let (for_links, for_stored, of_whom) = (read.clone(), read.clone(), vault.clone());
        let saves = || {
            let saver = Saver { write: write.clone(), vault: vault.clone(), cache: cache.clone() };
            Gather::new(move |asks| responses::save_all(saver.clone(), asks))
        };
        Self {
            links: Gather::new(move |asks| {
                let read = for_links.clone();
                by_key(asks, |hashes| async move { links::by_hash(&read, hashes).await })
            }),
            stored: Gather::new(move |asks| {
                let (read, vault) = (for_stored.clone(), of_whom.clone());
                by_key(asks, |asked| async move { stored::of_all(&read, &vault, asked).await })
            }),
            saves: (0..saving).map(|_| saves()).collect(),
            read,
            write,
            vault,
            cache,
        }
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

    /// The connection through which everything is written: on SQLite the only one.
    #[must_use]
    pub fn writer(&self) -> &DatabaseConnection {
        &self.write
    }

    /// The keys of the key store.
    #[must_use]
    pub fn keys(&self) -> &Keys {
        &self.vault.keys
    }

    /// The connection for copying the vault, where everything is sealed.
    #[must_use]
    pub fn vault_for_copies(&self) -> &DatabaseConnection {
        &self.vault.write
    }

    /// The connection for copying the key store, where everything is wrapped.
    #[must_use]
    pub fn keys_for_copies(&self) -> &DatabaseConnection {
        self.vault.keys.store()
    }

    /// Ends every connection; what SQLite kept in its logs is then in the files.
    ///
    /// # Errors
    /// When a database fails.
    pub async fn close(self) -> Result<(), DbErr> {
        let keys = self.vault.keys.store().clone();
        for store in [self.read, self.write, self.vault.read, self.vault.write, keys] {
            store.close().await?;
        }
        Ok(())
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

    /// The same for work that changes the vault too: when this returns `Ok`, that is done as well.
    ///
    /// # Errors
    /// As with `write`. When the vault failed after the work was on disk, what is to be done in it is done
    /// later, and that is no error.
    pub(crate) async fn write_with_vault<T, E>(
        &self,
        now: DateTime<Utc>,
        work: impl for<'t> FnOnce(&'t DatabaseTransaction, &'t Vault) -> Work<'t, T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbErr> + Send + 'static,
    {
        let vault = self.vault.clone();
        let done = self
            .write(move |transaction| Box::pin(async move { work(transaction, &vault).await }))
            .await?;
        self.settle(now).await.unwrap_or_default();
        Ok(done)
    }

    /// Does in the vault what was left to be done there.
    ///
    /// # Errors
    /// When a database fails. What was not done is done the next time.
    pub async fn settle(&self, now: DateTime<Utc>) -> Result<(), DbErr> {
        identity::settle(&self.write, &self.vault, now).await
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
        let vault = self.vault.clone();
        self.write(move |transaction| {
            Box::pin(async move {
                participants::hold(transaction, [about.participant]).await?;
                let stored = stored::of_one(transaction, &vault, about).await?;
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

#[cfg(test)]
mod tests {
    use migrations::{KeysMigrator, Migrator, MigratorTrait, VaultMigrator};
    use sea_orm::ConnectionTrait;

    use super::*;
    use crate::{
        sealing::MasterKeys,
        stores::{Stores, Urls},
    };

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
        let stores =
            Stores::in_folder(&folder, &Urls::in_folder(&folder)).await.expect("a database");
        Migrator::up(stores.answers(), None).await.expect("answers");
        VaultMigrator::up(stores.vault(), None).await.expect("a vault");
        KeysMigrator::up(stores.keys(), None).await.expect("keys");
        let master = MasterKeys::read(&MasterKeys::invent()).expect("a key");
        let db = stores.unlock(master, DateTime::UNIX_EPOCH).await.expect("it opens");

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
