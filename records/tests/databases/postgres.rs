//! A PostgreSQL database of a test's own. It goes when the test ends; one whose test was killed goes when the next
//! program begins.

use std::{
    env,
    future::Future,
    path::Path,
    sync::atomic::{AtomicU32, Ordering},
    thread,
};

use sea_orm_migration::sea_orm::{
    self, ConnectionTrait, DatabaseConnection, DbBackend, DbErr, Statement,
};
use tokio::sync::OnceCell;

const PREFIX: &str = "throughline_";

/// A database on the server that `cargo xtask test` starts, dropped with this.
pub struct Database {
    name: String,
    url: String,
}

impl Database {
    /// # Panics
    /// When there is no PostgreSQL.
    pub async fn new() -> Self {
        static SWEPT: OnceCell<()> = OnceCell::const_new();
        SWEPT.get_or_init(sweep).await;
        let name = unique();
        let admin = admin().await.expect("the test server answers");
        let make = format!("CREATE DATABASE {name}");
        admin.execute_unprepared(&make).await.expect("a database of our own");
        admin.close().await.expect("it lets go");
        let server = server();
        let (base, _) = server.rsplit_once('/').expect("the URL ends in a database");
        Self { url: format!("{base}/{name}"), name }
    }

    pub fn url(&self) -> &str {
        &self.url
    }

    /// Does it, as somebody who knows the tables.
    pub async fn does(&self, sql: &str) {
        let database = sea_orm::Database::connect(&self.url).await.expect("it answers");
        database.execute_unprepared(sql).await.expect("it is done");
        database.close().await.expect("it lets go");
    }

    /// What is in the column `told`.
    pub async fn told(&self, query: &str) -> Vec<String> {
        let database = sea_orm::Database::connect(&self.url).await.expect("it answers");
        let query = Statement::from_string(DbBackend::Postgres, query);
        let rows = database.query_all_raw(query).await.expect("an answer");
        database.close().await.expect("it lets go");
        rows.iter().map(|row| row.try_get("", "told").expect("a text")).collect()
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let gone = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name);
        // A test may be ending in a panic; what is left then goes with the next program.
        drop(apart(async move { admin().await?.execute_unprepared(&gone).await.map(drop) }));
    }
}

/// Does it on a thread of its own: the test's runtime may be at its end.
fn apart(work: impl Future<Output = Result<(), DbErr>> + Send + 'static) -> thread::Result<()> {
    let done = thread::spawn(|| {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        drop(runtime.map(|runtime| runtime.block_on(work)));
    });
    done.join()
}

/// Drops what killed programs have left. What somebody is connected to stays.
async fn sweep() {
    let Ok(admin) = admin().await else { return };
    let all =
        format!("SELECT datname::text AS name FROM pg_database WHERE datname LIKE '{PREFIX}%'");
    let all = admin.query_all_raw(Statement::from_string(DbBackend::Postgres, all)).await;
    for row in all.unwrap_or_default() {
        let Ok(name) = row.try_get::<String>("", "name") else { continue };
        let process = name.strip_prefix(PREFIX).and_then(|rest| rest.split('_').next());
        if process.is_some_and(|process| !is_running(process)) {
            // Somebody else may be sweeping too.
            drop(admin.execute_unprepared(&format!("DROP DATABASE IF EXISTS {name}")).await);
        }
    }
}

/// Where processes cannot be looked up, all of them run.
fn is_running(process: &str) -> bool {
    !Path::new("/proc/self").exists() || Path::new("/proc").join(process).exists()
}

async fn admin() -> Result<DatabaseConnection, DbErr> {
    let mut options = sea_orm::ConnectOptions::new(server());
    options.max_connections(1).sqlx_logging(false);
    sea_orm::Database::connect(options).await
}

fn server() -> String {
    env::var("THROUGHLINE_TEST_POSTGRES").expect(
        "THROUGHLINE_TEST_POSTGRES names a PostgreSQL server; `cargo xtask test` starts one",
    )
}

/// Tests of one program run side by side, and several programs on one machine.
pub fn unique() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let next = NEXT.fetch_add(1, Ordering::Relaxed);
    format!("{PREFIX}{}_{next}", std::process::id())
}
