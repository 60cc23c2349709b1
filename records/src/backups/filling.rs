//! Bringing a backup back, into empty stores. Vault and answers may be two databases, which share no
//! transaction: a mark among the leases says that a restore has begun, and until it has ended the stores are
//! not opened. Begun again, it goes on.

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    EntityTrait, QueryFilter, Statement,
    sea_query::{Expr, ExprTrait},
};
use tokio::sync::mpsc;

use super::{
    BackupError, What,
    floors::{Floors, raise},
    reading::{Backup, Part},
    tables::{self, Store, Table},
};
use crate::{db, entity::outbox, leases, sealing::MasterKeys, stores::Stores};

/// Binds that one statement may have, on both databases.
const BINDS: usize = 8_000;
/// Made when stores are opened the first time; a store that has nothing else is empty.
const MADE_AT_ONCE: [&str; 3] = ["installation", "vault_installation", "chain"];

/// How far a restore has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Nothing was written. The stores have to be brought to the backup's schema, and [`restore`] called again.
    Schema,
    /// All of it is there. The stores have to be brought to today's schema; then comes [`super::finish`].
    Filled,
}

pub(super) const fn kind_of(backend: DbBackend) -> &'static str {
    match backend {
        DbBackend::Sqlite => "sqlite",
        _ => "postgres",
    }
}

/// Fills answers and vault from a backup, when they are empty and at its schema.
///
/// # Errors
/// When the stores have data, belong to other keys or are of another kind, or a database fails. What was
/// written before is then not seen by anybody: the stores stay shut until a restore has ended.
pub async fn restore(
    stores: &Stores,
    backup: &Backup,
    master: &MasterKeys,
    now: DateTime<Utc>,
) -> Result<Step, BackupError> {
    let manifest = backup.manifest();
    is_of(backup, What::Answers, stores.answers())?;
    if stores.installation(master).await? != manifest.installation {
        return Err(BackupError::OtherKeys);
    }
    let id = &backup.whole().sha256;
    match leases::restoring(stores.answers()).await? {
        Some(mark) if mark == filled(id) => return Ok(Step::Filled),
        Some(mark) if mark.ends_with("filled") => return Err(BackupError::OtherBegun),
        Some(_) => {}
        None => are_empty(stores).await?,
    }
    if !is_at_schema(backup, Store::Answers, stores.answers()).await?
        || !is_at_schema(backup, Store::Vault, stores.vault()).await?
    {
        return Ok(Step::Schema);
    }
    mark(stores.answers(), "begun", now).await?;
    let floors = Floors::of(stores).await?;
    fill(stores.vault(), backup, Store::Vault).await?.commit().await?;
    let floors = floors.and_vault(stores).await?;
    let transaction = fill(stores.answers(), backup, Store::Answers).await?;
    doubt(&transaction, now).await?;
    floors.raise(&transaction).await?;
    leases::mark_restoring(&transaction, &filled(id), now).await?;
    transaction.commit().await?;
    Ok(Step::Filled)
}

/// Fills an empty key store from its backup. The stores are brought to today's schema afterwards.
///
/// # Errors
/// As with `restore`; also when the key store has keys.
pub async fn restore_keys(stores: &Stores, backup: &Backup) -> Result<Step, BackupError> {
    is_of(backup, What::Keys, stores.keys())?;
    is_empty(stores.keys(), Store::Keys).await?;
    if !is_at_schema(backup, Store::Keys, stores.keys()).await? {
        return Ok(Step::Schema);
    }
    fill(stores.keys(), backup, Store::Keys).await?.commit().await?;
    Ok(Step::Filled)
}

fn filled(id: &str) -> String {
    format!("{id} filled")
}

fn is_of(backup: &Backup, what: What, connection: &DatabaseConnection) -> Result<(), BackupError> {
    let manifest = backup.manifest();
    if manifest.what != what {
        return Err(BackupError::OfOther(manifest.what));
    }
    if manifest.database != kind_of(connection.get_database_backend()) {
        return Err(BackupError::OtherDatabase(manifest.database.clone()));
    }
    Ok(())
}

async fn are_empty(stores: &Stores) -> Result<(), BackupError> {
    is_empty(stores.answers(), Store::Answers).await?;
    is_empty(stores.vault(), Store::Vault).await
}

async fn is_empty(connection: &DatabaseConnection, store: Store) -> Result<(), BackupError> {
    for table in tables::of(connection, store).await? {
        if !MADE_AT_ONCE.contains(&table.name.as_str()) && count(connection, &table.name).await? > 0
        {
            return Err(BackupError::NotEmpty { store: store.words(), table: table.name });
        }
    }
    Ok(())
}

async fn count(connection: &impl ConnectionTrait, table: &str) -> Result<i64, DbErr> {
    number(connection, &format!("SELECT COUNT(*) AS number FROM \"{table}\"")).await
}

/// What a question comes to; 0 when it comes to nothing.
pub(super) async fn number(connection: &impl ConnectionTrait, query: &str) -> Result<i64, DbErr> {
    let statement = Statement::from_string(connection.get_database_backend(), query);
    let row = connection.query_one_raw(statement).await?;
    let number: Option<i64> = row.map_or(Ok(None), |row| row.try_get("", "number"))?;
    Ok(number.unwrap_or_default())
}

/// Whether the store is at the backup's schema, or is behind it and can be brought there.
async fn is_at_schema(
    backup: &Backup,
    store: Store,
    connection: &DatabaseConnection,
) -> Result<bool, BackupError> {
    let wanted = backup.manifest().schema.get(store.name()).map_or(&[][..], |made| made);
    let is_there = !tables::of(connection, store).await?.is_empty();
    let made = if is_there { tables::schema(connection, store).await? } else { Vec::new() };
    if made == wanted {
        return Ok(true);
    }
    if wanted.starts_with(&made) { Ok(false) } else { Err(BackupError::OtherSchema(store.words())) }
}

async fn mark(
    connection: &DatabaseConnection,
    how_far: &str,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let transaction = db::begin(connection).await?;
    leases::mark_restoring(&transaction, how_far, now).await?;
    transaction.commit().await
}

/// Everything of a store in one transaction, which is not committed yet.
async fn fill(
    connection: &DatabaseConnection,
    backup: &Backup,
    store: Store,
) -> Result<DatabaseTransaction, BackupError> {
    let transaction = db::begin(connection).await?;
    let here = tables::of(&transaction, store).await?;
    for table in here.iter().rev() {
        let empty = format!("DELETE FROM \"{}\"", table.name);
        transaction.execute_unprepared(&empty).await?;
    }
    let filled = put((&transaction, &here), backup.parts(), store).await?;
    for table in filled {
        raise(&transaction, &table.name, table.last.unwrap_or_default()).await?;
    }
    Ok(transaction)
}

async fn put(
    (transaction, here): (&DatabaseTransaction, &[Table]),
    mut parts: mpsc::Receiver<Result<Part, BackupError>>,
    store: Store,
) -> Result<Vec<Table>, BackupError> {
    let odd = |name: &str| BackupError::Unreadable(format!("its table {name} is not known"));
    let mut filled: Vec<Table> = Vec::new();
    while let Some(part) = parts.recv().await {
        match part? {
            Part::Table(table) => {
                let known = here.iter().find(|known| known.name == table.name);
                let fits = known.is_some_and(|known| known.columns == table.columns);
                if table.store == store && !fits {
                    return Err(odd(&table.name));
                }
                filled.push(table);
            }
            Part::Rows(rows) => {
                let Some(table) = filled.last().filter(|table| table.store == store) else {
                    continue;
                };
                for some in rows.chunks((BINDS / table.width()).max(1)) {
                    let insert = table.insert(transaction.get_database_backend(), some);
                    let insert = insert.ok_or_else(|| odd(&table.name))?;
                    transaction.execute_raw(insert).await?;
                }
            }
        }
    }
    filled.retain(|table| table.store == store);
    Ok(filled)
}

/// What was due may have left after the backup was made. Each is looked up where it would have gone before
/// it is sent.
async fn doubt(transaction: &DatabaseTransaction, now: DateTime<Utc>) -> Result<(), DbErr> {
    outbox::Entity::update_many()
        .col_expr(outbox::Column::HeldBy, Expr::value("before a restore"))
        .col_expr(outbox::Column::HeldUntil, Expr::value(now))
        .filter(outbox::Column::State.eq("waiting"))
        .filter(outbox::Column::NotBefore.lte(now))
        .filter(Expr::col(outbox::Column::HeldBy).is_null())
        .exec(transaction)
        .await
        .map(drop)
}
