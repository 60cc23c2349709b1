//! How the connections to the database stand, for those who watch over the service.

use sea_orm::{DatabaseConnection, DbBackend, sqlx};

use crate::Db;

/// Connections of one pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Connections {
    /// All that are open.
    pub open: u32,
    /// Those of them that nobody uses.
    pub idle: u32,
}

/// How the connections stand, by what they are used for.
#[must_use]
pub fn of(db: &Db) -> [(&'static str, Connections); 2] {
    [("reading", counted(db.read())), ("writing", counted(db.writer()))]
}

fn counted(connection: &DatabaseConnection) -> Connections {
    match connection.get_database_backend() {
        DbBackend::Sqlite => in_pool(connection.get_sqlite_connection_pool()),
        _ => in_pool(connection.get_postgres_connection_pool()),
    }
}

fn in_pool<D: sqlx::Database>(pool: &sqlx::Pool<D>) -> Connections {
    Connections { open: pool.size(), idle: u32::try_from(pool.num_idle()).unwrap_or(u32::MAX) }
}
