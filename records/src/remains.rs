//! What SQLite keeps of what was overwritten or deleted: its write-ahead log still holds the pages as
//! they were. The files themselves hold none of it, since every connection has `secure_delete`.

use sea_orm::{
    DatabaseConnection, DbBackend, DbErr,
    sqlx::{self, SqliteConnection},
};

use crate::Db;

/// Writes the logs of all stores into their files and empties them. Where somebody reads for longer than
/// a moment, an export say, that log stays as it is for now. On PostgreSQL there is nothing to do: what
/// it keeps, and for how long, its own settings say.
///
/// # Errors
/// When a database fails.
pub async fn clear(db: &Db) -> Result<(), DbErr> {
    for store in [db.writer(), db.vault_for_copies(), db.keys().store()] {
        if store.get_database_backend() == DbBackend::Sqlite {
            empty_log(store).await.map_err(|error| DbErr::Custom(error.to_string()))?;
        }
    }
    Ok(())
}

async fn empty_log(store: &DatabaseConnection) -> Result<(), sqlx::Error> {
    let mut connection = store.get_sqlite_connection_pool().acquire().await?;
    // Whoever saves waits as long as this does.
    say(&mut connection, "PRAGMA busy_timeout = 100").await?;
    let emptied = say(&mut connection, "PRAGMA wal_checkpoint(TRUNCATE)").await;
    say(&mut connection, "PRAGMA busy_timeout = 5000").await?;
    emptied
}

async fn say(connection: &mut SqliteConnection, pragma: &'static str) -> Result<(), sqlx::Error> {
    sqlx::raw_sql(pragma).execute(connection).await.map(drop)
}
