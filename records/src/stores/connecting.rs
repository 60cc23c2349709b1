//! How databases are connected to, and what a connection has to be before it is used again.

use std::{path::Path, time::Duration};

use sea_orm::{
    ConnectOptions,
    sqlx::{self, Connection, SqliteConnection},
};

pub(super) fn is_sqlite(url: &str) -> bool {
    url.starts_with("sqlite:")
}

/// Makes the folder, which nobody but its owner may look into: people's answers are in it. A folder
/// that is there already keeps the rights that somebody gave it.
pub(super) fn own_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Makes the file of a store that SQLite would make, so that nobody but its owner may read it; the logs
/// beside it get the same rights. What stands in the way is told when it is opened.
pub(super) fn own_file(url: &str) {
    let Some((path, _)) =
        url.strip_prefix("sqlite://").and_then(|rest| rest.split_once("?mode=rwc"))
    else {
        return;
    };
    let mut file = std::fs::OpenOptions::new();
    file.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut file, 0o600);
    drop(file.open(path));
}

/// SQLite's settings are those of a file that must survive a power cut: a write-ahead log, and a
/// commit that waits for the disk.
pub(super) fn options(url: &str, connections: u32) -> ConnectOptions {
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
                // What is deleted or made shorter is overwritten, and not only forgotten where it lay.
                .pragma("secure_delete", "ON")
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
