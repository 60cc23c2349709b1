//! The mark of a restore that has begun and not ended. It is the first thing that is written, before any table
//! of ours is there, and the last that goes: whenever the restore is broken off, the mark tells.

use sea_orm::{ConnectionTrait, DbErr, QueryResult, Statement};

use super::{schema, tables::Store};

/// A table of its own: there may be no other yet.
pub(super) const TABLE: &str = "restoring";

const MADE: &str = "CREATE TABLE IF NOT EXISTS restoring \
    (store varchar NOT NULL PRIMARY KEY, how_far varchar NOT NULL)";

/// How far the restore of a store has come that has not ended; none when there is no such.
pub(super) async fn of(
    connection: &impl ConnectionTrait,
    store: Store,
) -> Result<Option<String>, DbErr> {
    if !schema::has(connection, TABLE).await? {
        return Ok(None);
    }
    let query = format!("SELECT how_far FROM {TABLE} WHERE store = '{}'", store.name());
    let row = ask(connection, query).await?;
    row.map_or(Ok(None), |row| row.try_get("", "how_far"))
}

/// Whether any restore has begun in this database and has not ended.
pub(crate) async fn is_set(connection: &impl ConnectionTrait) -> Result<bool, DbErr> {
    if !schema::has(connection, TABLE).await? {
        return Ok(false);
    }
    Ok(ask(connection, format!("SELECT 1 AS found FROM {TABLE}")).await?.is_some())
}

/// Notes how far the restore of a store has come. A note says nothing but the hash of a file and a word.
pub(super) async fn set(
    transaction: &impl ConnectionTrait,
    store: Store,
    how_far: &str,
) -> Result<(), DbErr> {
    transaction.execute_unprepared(MADE).await?;
    let name = store.name();
    let noted = format!(
        "INSERT INTO {TABLE} (store, how_far) VALUES ('{name}', '{how_far}') \
         ON CONFLICT (store) DO UPDATE SET how_far = '{how_far}'"
    );
    transaction.execute_unprepared(&noted).await.map(drop)
}

/// Notes that the restore of a store has ended.
pub(super) async fn take_away(
    transaction: &impl ConnectionTrait,
    store: Store,
) -> Result<(), DbErr> {
    let gone = format!("DELETE FROM {TABLE} WHERE store = '{}'", store.name());
    transaction.execute_unprepared(&gone).await?;
    if ask(transaction, format!("SELECT 1 AS found FROM {TABLE}")).await?.is_none() {
        transaction.execute_unprepared(&format!("DROP TABLE {TABLE}")).await?;
    }
    Ok(())
}

async fn ask(
    connection: &impl ConnectionTrait,
    query: String,
) -> Result<Option<QueryResult>, DbErr> {
    let statement = Statement::from_string(connection.get_database_backend(), query);
    connection.query_one_raw(statement).await
}
