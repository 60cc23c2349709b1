//! Tables as the database itself describes them. A backup knows no entity: an older one has the columns of
//! its own day.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ConnectionTrait, DbBackend, DbErr, QueryResult, Statement, Value,
    sea_query::{Alias, Query},
};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::sealing::hex;

/// Tables of the vault.
pub(super) const VAULT: [&str; 3] = ["identity", "register_words", "vault_installation"];
/// Tables of the key store.
pub(super) const KEYS: [&str; 4] = ["erased", "person_key", "root_key", "shredded"];
/// What is over when a backup is brought back: who was working, who was signed in, invitations that may have
/// been used since, and the mark of a restore.
const LEFT_OUT: [&str; 5] =
    ["lease", "staff_attempt", "staff_invitation", "staff_session", super::mark::TABLE];

/// A store whose tables are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Store {
    Answers,
    Vault,
    Keys,
}

impl Store {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Answers => "answers",
            Self::Vault => "vault",
            Self::Keys => "keys",
        }
    }

    /// In a sentence.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Answers => "answers' database",
            Self::Vault => "vault",
            Self::Keys => "key store",
        }
    }

    /// Where its changes of the schema are noted.
    pub const fn history(self) -> &'static str {
        match self {
            Self::Answers => "seaql_migrations",
            Self::Vault => "vault_migrations",
            Self::Keys => "keys_migrations",
        }
    }

    fn has(self, table: &str) -> bool {
        match self {
            Self::Answers => {
                !VAULT.contains(&table) && !KEYS.contains(&table) && !LEFT_OUT.contains(&table)
            }
            Self::Vault => VAULT.contains(&table),
            Self::Keys => KEYS.contains(&table),
        }
    }
}

/// How a column's values are read and written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Kind {
    Number,
    Text,
    Bytes,
    Truth,
    Date,
    Time,
}

/// A table: its name and its columns in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Table {
    pub store: Store,
    pub name: String,
    pub columns: Vec<(String, Kind)>,
    /// The last number that was given to a row, also of those that are gone.
    pub last: Option<i64>,
}

const ON_SQLITE: &str = "SELECT m.name AS table_name, c.name AS column_name, lower(c.type) AS kind \
    FROM sqlite_master m, pragma_table_info(m.name) c \
    WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' ORDER BY m.name, c.cid";
const ON_POSTGRES: &str = "SELECT c.table_name::text, c.column_name::text, c.data_type::text AS kind \
    FROM information_schema.columns c JOIN information_schema.tables t \
    ON t.table_schema = c.table_schema AND t.table_name = c.table_name \
    WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE' \
    ORDER BY c.table_name, c.ordinal_position";
const KEYS_ON_SQLITE: &str = "SELECT m.name AS here, f.\"table\" AS there \
    FROM sqlite_master m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table'";
const KEYS_ON_POSTGRES: &str = "SELECT h.relname::text AS here, t.relname::text AS there \
    FROM pg_constraint k JOIN pg_class h ON h.oid = k.conrelid JOIN pg_class t ON t.oid = k.confrelid \
    JOIN pg_namespace n ON n.oid = h.relnamespace \
    WHERE k.contype = 'f' AND n.nspname = current_schema()";

/// Asks each database in its own words.
pub(super) async fn ask(
    connection: &impl ConnectionTrait,
    (sqlite, postgres): (&str, &str),
) -> Result<Vec<QueryResult>, DbErr> {
    let backend = connection.get_database_backend();
    let query = if backend == DbBackend::Sqlite { sqlite } else { postgres };
    connection.query_all_raw(Statement::from_string(backend, query)).await
}

/// The tables of a store, each after those that its rows name.
pub(super) async fn of(
    connection: &impl ConnectionTrait,
    store: Store,
) -> Result<Vec<Table>, DbErr> {
    let mut tables: Vec<Table> = Vec::new();
    for row in ask(connection, (ON_SQLITE, ON_POSTGRES)).await? {
        let name: String = row.try_get("", "table_name")?;
        if !store.has(&name) || name.ends_with("_migrations") {
            continue;
        }
        let column: String = row.try_get("", "column_name")?;
        let kind = kind(&name, &column, &row.try_get::<String>("", "kind")?)?;
        match tables.last_mut().filter(|last| last.name == name) {
            Some(last) => last.columns.push((column, kind)),
            None => tables.push(Table { store, name, columns: vec![(column, kind)], last: None }),
        }
    }
    for table in &mut tables {
        table.last = last_number(connection, table).await?;
    }
    let named = ask(connection, (KEYS_ON_SQLITE, KEYS_ON_POSTGRES)).await?;
    let named: Result<Vec<(String, String)>, DbErr> =
        named.iter().map(|row| Ok((row.try_get("", "here")?, row.try_get("", "there")?))).collect();
    Ok(in_order(tables, &named?))
}

/// A table that names no other comes first. Those that name one another in a circle stay as they are; there
/// are none.
fn in_order(mut waiting: Vec<Table>, named: &[(String, String)]) -> Vec<Table> {
    let mut ordered = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let waits = |table: &Table| {
            let others = named.iter().filter(|(here, there)| *here == table.name && here != there);
            others.into_iter().any(|(_, there)| waiting.iter().any(|other| other.name == *there))
        };
        let free = waiting.iter().position(|table| !waits(table)).unwrap_or_default();
        ordered.push(waiting.remove(free));
    }
    ordered
}

fn kind(table: &str, column: &str, named: &str) -> Result<Kind, DbErr> {
    let plain = named.split('(').next().unwrap_or_default().trim();
    Ok(match plain {
        "integer" | "bigint" | "smallint" => Kind::Number,
        "varchar" | "text" | "character varying" | "char" => Kind::Text,
        "blob" | "bytea" | "varbinary_blob" => Kind::Bytes,
        "boolean" => Kind::Truth,
        "date" | "date_text" => Kind::Date,
        "timestamp with time zone" | "timestamp_with_timezone_text" => Kind::Time,
        _ => {
            let told = format!("{table}.{column} is of a kind no backup can hold: {named}");
            return Err(DbErr::Custom(told));
        }
    })
}

async fn last_number(
    connection: &impl ConnectionTrait,
    table: &Table,
) -> Result<Option<i64>, DbErr> {
    if !table.columns.iter().any(|(name, kind)| name == "id" && *kind == Kind::Number) {
        return Ok(None);
    }
    let name = &table.name;
    let backend = connection.get_database_backend();
    if backend == DbBackend::Sqlite {
        let counts = format!(
            "SELECT 1 AS found FROM sqlite_master \
             WHERE name = '{name}' AND upper(sql) LIKE '%AUTOINCREMENT%'"
        );
        let counts = connection.query_one_raw(Statement::from_string(backend, counts)).await?;
        if counts.is_none() {
            return Ok(None);
        }
    }
    let query = if backend == DbBackend::Sqlite {
        format!("SELECT seq AS last FROM sqlite_sequence WHERE name = '{name}'")
    } else {
        format!(
            "SELECT pg_sequence_last_value(s::regclass) AS last \
             FROM pg_get_serial_sequence('{name}', 'id') s WHERE s IS NOT NULL"
        )
    };
    let row = connection.query_one_raw(Statement::from_string(backend, query)).await?;
    row.map_or(Ok(None), |row| row.try_get("", "last"))
}

impl Table {
    /// Reads every row, with values as [`Table::row`] takes them.
    pub fn select(&self, backend: DbBackend) -> Statement {
        let columns = self.columns.iter().map(|(name, kind)| match (backend, kind) {
            (DbBackend::Postgres, Kind::Number) => format!("CAST(\"{name}\" AS bigint)"),
            _ => format!("\"{name}\""),
        });
        let columns = columns.collect::<Vec<_>>().join(", ");
        Statement::from_string(backend, format!("SELECT {columns} FROM \"{}\"", self.name))
    }

    /// A row as it stands in a backup.
    pub fn row(&self, row: &QueryResult) -> Result<Vec<Json>, DbErr> {
        let value = |(place, (_, kind)): (usize, &(String, Kind))| {
            Ok(match kind {
                Kind::Number => row.try_get_by_index::<Option<i64>>(place)?.into(),
                Kind::Text => row.try_get_by_index::<Option<String>>(place)?.into(),
                Kind::Truth => row.try_get_by_index::<Option<bool>>(place)?.into(),
                Kind::Bytes => {
                    row.try_get_by_index::<Option<Vec<u8>>>(place)?.map(|bytes| hex(&bytes)).into()
                }
                Kind::Date => {
                    let date = row.try_get_by_index::<Option<NaiveDate>>(place)?;
                    date.map(|date| date.to_string()).into()
                }
                Kind::Time => {
                    let time = row.try_get_by_index::<Option<DateTime<Utc>>>(place)?;
                    time.map(|time| time.to_rfc3339()).into()
                }
            })
        };
        self.columns.iter().enumerate().map(value).collect()
    }

    /// Puts rows that a backup held into the table. None when one is no row of it.
    pub fn insert(&self, backend: DbBackend, rows: &[Vec<Json>]) -> Option<Statement> {
        let mut insert = Query::insert();
        insert.into_table(Alias::new(&self.name));
        insert.columns(self.columns.iter().map(|(name, _)| Alias::new(name)));
        for row in rows.iter() {
            let pairs = row.iter().zip(&self.columns);
            let values = pairs.map(|(json, (_, kind))| kind.value(json));
            let values: Option<Vec<_>> = values.map(|value| Some(value?.into())).collect();
            insert.values(values.filter(|_| row.len() == self.columns.len())?).ok()?;
        }
        Some(backend.build(&insert))
    }

    /// What a row of it has in a column of text or bytes.
    pub fn text<'r>(&self, row: &'r [Json], column: &str) -> Option<&'r str> {
        let place = self.columns.iter().position(|(name, _)| name == column)?;
        row.get(place)?.as_str()
    }

    pub fn width(&self) -> usize {
        self.columns.len().max(1)
    }
}

impl Kind {
    fn value(self, json: &Json) -> Option<Value> {
        let none = json.is_null();
        let text = || if none { Some(None) } else { json.as_str().map(Some) };
        Some(match self {
            Self::Number => if none { None } else { Some(json.as_i64()?) }.into(),
            Self::Truth => if none { None } else { Some(json.as_bool()?) }.into(),
            Self::Text => text()?.map(str::to_owned).into(),
            Self::Bytes => text()?.map(bytes).map_or(Some(None), |read| read.map(Some))?.into(),
            Self::Date => text()?.map(str::parse::<NaiveDate>).transpose().ok()?.into(),
            Self::Time => text()?.map(str::parse::<DateTime<Utc>>).transpose().ok()?.into(),
        })
    }
}

/// Bytes as they stand in a backup.
pub(super) fn bytes(hex: &str) -> Option<Vec<u8>> {
    let pairs = hex.as_bytes().chunks(2);
    pairs.map(|two| u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok()).collect()
}
