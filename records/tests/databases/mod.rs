//! An empty database of each kind, so that every rule is tested on both.

#[expect(dead_code, reason = "tests of commands look into a database of their own")]
mod postgres;

use std::path::PathBuf;

use chrono::DateTime;
use migrations::{KeysMigrator, Migrator, MigratorTrait, VaultMigrator};
use records::{
    Db,
    sealing::MasterKeys,
    stores::{Stores, Urls},
};

pub use self::postgres::Database;

/// Runs a test on SQLite and then on PostgreSQL.
///
/// # Panics
/// When there is no PostgreSQL: a rule that was tested on one database only is not tested.
pub async fn both<F: Future<Output = ()>>(test: impl Fn(Db) -> F) {
    let folder = Folder::new();
    test(in_folder(&folder).await).await;
    on_postgres(test).await;
}

/// Runs a test on PostgreSQL, where several servers may share the work.
///
/// # Panics
/// When there is none.
pub async fn on_postgres<F: Future<Output = ()>>(test: impl Fn(Db) -> F) {
    let database = Database::new().await;
    test(opened(&Urls::in_one(database.url())).await).await;
}

/// The key that wraps all others in tests.
pub const MASTER: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

/// The stores in a folder, at today's schema.
pub async fn in_folder(folder: &Folder) -> Db {
    opened(&Urls::in_folder(&folder.0)).await
}

async fn opened(urls: &Urls) -> Db {
    let master = MasterKeys::read(MASTER).expect("a key");
    migrated(urls).await.unlock(master, DateTime::UNIX_EPOCH).await.expect("the stores open")
}

/// The stores at today's schema, still shut.
pub async fn migrated(urls: &Urls) -> Stores {
    let stores = Stores::open(urls).await.expect("the databases answer");
    Migrator::up(stores.answers(), None).await.expect("every migration of the answers runs");
    VaultMigrator::up(stores.vault(), None).await.expect("every migration of the vault runs");
    KeysMigrator::up(stores.keys(), None).await.expect("every migration of the keys runs");
    stores
}

/// A folder that goes when the test does.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new() -> Self {
        let folder = std::env::temp_dir().join(postgres::unique());
        std::fs::create_dir_all(&folder).expect("the temporary folder can be written");
        Self(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}
