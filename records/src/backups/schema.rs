//! At which schema a store is, while it may be at any.

use sea_orm::{ConnectionTrait, DbErr, Statement};

use super::tables::{self, Store};

const IS_ON_SQLITE: &str = "SELECT 1 AS found FROM sqlite_master WHERE name = ?";
const IS_ON_POSTGRES: &str =
    "SELECT 1 AS found FROM pg_tables WHERE tablename = ? AND schemaname = current_schema()";

/// Whether the database has a table of this name.
pub(crate) async fn has(connection: &impl ConnectionTrait, table: &str) -> Result<bool, DbErr> {
    let named = |query: &str| query.replace('?', &format!("'{table}'"));
    let (sqlite, postgres) = (named(IS_ON_SQLITE), named(IS_ON_POSTGRES));
    Ok(!tables::ask(connection, (&sqlite, &postgres)).await?.is_empty())
}

/// The changes of the schema that were made to a store, oldest first; none before the first.
pub(super) async fn made(
    connection: &impl ConnectionTrait,
    store: Store,
) -> Result<Vec<String>, DbErr> {
    if !has(connection, store.history()).await? {
        return Ok(Vec::new());
    }
    let query = format!("SELECT version AS made FROM {} ORDER BY version", store.history());
    let statement = Statement::from_string(connection.get_database_backend(), query);
    let rows = connection.query_all_raw(statement).await?;
    rows.iter().map(|row| row.try_get("", "made")).collect()
}
