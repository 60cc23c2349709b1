//! An empty database of each kind, so that every rule is tested on both.

use std::{
    env,
    path::PathBuf,
    sync::atomic::{AtomicU32, Ordering},
};

use migrations::{Migrator, MigratorTrait};
use records::Db;

/// Runs a test on SQLite and then on PostgreSQL.
///
/// # Panics
/// When there is no PostgreSQL: a rule that was tested on one database only is not tested.
pub async fn both<F: Future<Output = ()>>(test: impl Fn(Db) -> F) {
    let folder = Folder::new();
    test(migrated(Db::open_folder(&folder.0).await.expect("a folder for SQLite")).await).await;
    on_postgres(test).await;
}

/// Runs a test on PostgreSQL, where several servers may share the work.
///
/// # Panics
/// When there is none.
pub async fn on_postgres<F: Future<Output = ()>>(test: impl Fn(Db) -> F) {
    test(migrated(postgres().await).await).await;
}

async fn migrated(db: Db) -> Db {
    Migrator::up(db.for_migrations(), None).await.expect("every migration runs");
    db
}

/// A database of its own on the server that `cargo xtask test` starts.
async fn postgres() -> Db {
    let server = env::var("THROUGHLINE_TEST_POSTGRES").expect(
        "THROUGHLINE_TEST_POSTGRES names a PostgreSQL server; `cargo xtask test` starts one",
    );
    let name = unique();
    let admin = Db::open(&server).await.expect("the test server answers");
    sea_orm_migration::sea_orm::ConnectionTrait::execute_unprepared(
        admin.for_migrations(),
        &format!("CREATE DATABASE {name}"),
    )
    .await
    .expect("a database of our own");
    let (base, _) = server.rsplit_once('/').expect("the URL ends in a database");
    Db::open(&format!("{base}/{name}")).await.expect("the new database answers")
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
