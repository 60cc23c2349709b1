//! An empty database of each kind, so that every rule is tested on both.

use std::{
    env,
    path::PathBuf,
    sync::atomic::{AtomicU32, Ordering},
};

use chrono::DateTime;
use migrations::{KeysMigrator, Migrator, MigratorTrait, VaultMigrator};
use records::{
    Db,
    sealing::MasterKeys,
    stores::{Stores, Urls},
};

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
    test(opened(&Urls::in_one(&postgres().await)).await).await;
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

/// A database of its own on the server that `cargo xtask test` starts.
pub async fn postgres() -> String {
    let server = env::var("THROUGHLINE_TEST_POSTGRES").expect(
        "THROUGHLINE_TEST_POSTGRES names a PostgreSQL server; `cargo xtask test` starts one",
    );
    let name = unique();
    let admin = Stores::open(&Urls::in_one(&server)).await.expect("the test server answers");
    sea_orm_migration::sea_orm::ConnectionTrait::execute_unprepared(
        admin.answers(),
        &format!("CREATE DATABASE {name}"),
    )
    .await
    .expect("a database of our own");
    let (base, _) = server.rsplit_once('/').expect("the URL ends in a database");
    format!("{base}/{name}")
}

/// A folder that goes when the test does.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new() -> Self {
        let folder = env::temp_dir().join(unique());
        std::fs::create_dir_all(&folder).expect("the temporary folder can be written");
        Self(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}

/// Tests of one program run side by side, and programs one after another.
fn unique() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let next = NEXT.fetch_add(1, Ordering::Relaxed);
    format!("throughline_{}_{next}", std::process::id())
}
