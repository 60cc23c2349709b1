//! How the connections to the database stand, for those who watch over the service.

use std::net::IpAddr;

use sea_orm::{
    DatabaseConnection, DbBackend,
    sqlx::{
        self,
        postgres::{PgConnectOptions, PgSslMode},
    },
};

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

/// Whether names and answers may go to the database at this URL over a network in the clear: it is on another
/// machine, and nothing says that the line has to be encrypted. A file is no line.
#[must_use]
pub fn may_be_in_the_clear(url: &str) -> bool {
    if !url.starts_with("postgres") {
        return false;
    }
    let Ok(options) = url.parse::<PgConnectOptions>() else { return false };
    let host = options.get_host();
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    let is_here = options.get_socket().is_some()
        || host.starts_with('/')
        || host == "localhost"
        || address.is_ok_and(|address| address.is_loopback());
    let has_to_be =
        [PgSslMode::Require, PgSslMode::VerifyCa, PgSslMode::VerifyFull].map(|mode| mode as u8);
    !is_here && !has_to_be.contains(&(options.get_ssl_mode() as u8))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_to_another_machine_is_in_the_clear_unless_the_url_says_that_it_must_not_be() {
        for clear in [
            "postgres://db.example.org/throughline",
            "postgres://study:secret@10.0.0.7:5433/throughline",
            "postgres://db.example.org/throughline?sslmode=prefer",
            "postgresql://db.example.org/throughline?sslmode=disable",
            "postgres://127.example.org/throughline",
            "postgres://[fd00::7]/throughline",
        ] {
            assert!(may_be_in_the_clear(clear), "{clear}");
        }
        for not in [
            "postgres://db.example.org/throughline?sslmode=verify-full",
            "postgres://db.example.org/throughline?sslmode=require",
            "postgres://localhost/throughline",
            "postgres://127.0.0.1:5432/throughline",
            "postgres://[::1]:5432/throughline",
            "postgres:///throughline?host=/var/run/postgresql",
            "sqlite://throughline.db",
        ] {
            assert!(!may_be_in_the_clear(not), "{not}");
        }
    }
}
