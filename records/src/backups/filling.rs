//! Filling empty stores from a backup. Vault and answers may be two databases, which share no transaction: the
//! mark goes with the last of them, when what was erased since is erased again.

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter, Statement, sea_query::Expr,
};
use tokio::sync::mpsc;

use super::{
    BackupError,
    beginning::filled,
    floors::{Floors, raise},
    mark,
    reading::{Backup, Part},
    schema,
    tables::{self, Store, Table},
};
use crate::{db, entity::outbox, stores::Stores};

/// Binds that one statement may have, on both databases.
const BINDS: usize = 8_000;

/// Fills answers and vault, which are empty and at the backup's schema.
///
/// # Errors
/// When the stores are at another schema, or a database fails. What was written before is then not seen by
/// anybody: the stores stay shut until a restore has ended.
pub async fn fill(stores: &Stores, backup: &Backup, now: DateTime<Utc>) -> Result<(), BackupError> {
    is_at_schema(backup, Store::Answers, stores.answers()).await?;
    is_at_schema(backup, Store::Vault, stores.vault()).await?;
    let floors = Floors::of(stores).await?;
    let how_far = filled(&backup.whole().sha256);
    let vault = put_all(stores.vault(), backup, Store::Vault).await?;
    mark::set(&vault, Store::Vault, &how_far).await?;
    vault.commit().await?;
    let floors = floors.and_vault(stores).await?;
    let transaction = put_all(stores.answers(), backup, Store::Answers).await?;
    let knows_doubt = backup.manifest().made(Store::Answers.name()).iter().any(|one| one == DOUBT);
    doubt(&transaction, knows_doubt, now).await?;
    floors.raise(&transaction).await?;
    mark::set(&transaction, Store::Answers, &how_far).await?;
    Ok(transaction.commit().await?)
}

/// Fills a key store, which is empty and at the schema of its backup, and takes the mark away with it. The store
/// is brought to today's schema afterwards.
///
/// # Errors
/// When it is at another schema, or the database fails.
pub async fn fill_keys(stores: &Stores, backup: &Backup) -> Result<(), BackupError> {
    is_at_schema(backup, Store::Keys, stores.keys()).await?;
    let transaction = put_all(stores.keys(), backup, Store::Keys).await?;
    mark::take_away(&transaction, Store::Keys).await?;
    Ok(transaction.commit().await?)
}

/// What a question comes to; 0 when it comes to nothing.
pub(super) async fn number(connection: &impl ConnectionTrait, query: &str) -> Result<i64, DbErr> {
    let statement = Statement::from_string(connection.get_database_backend(), query);
    let row = connection.query_one_raw(statement).await?;
    let number: Option<i64> = row.map_or(Ok(None), |row| row.try_get("", "number"))?;
    Ok(number.unwrap_or_default())
}

async fn is_at_schema(
    backup: &Backup,
    store: Store,
    connection: &DatabaseConnection,
) -> Result<(), BackupError> {
    let made = schema::made(connection, store).await?;
    if made == backup.manifest().made(store.name()) {
        return Ok(());
    }
    Err(BackupError::OtherSchema(store.words()))
}

/// Everything of a store in one transaction, which is not committed yet.
async fn put_all(
    connection: &DatabaseConnection,
    backup: &Backup,
    store: Store,
) -> Result<DatabaseTransaction, BackupError> {
    let transaction = db::begin(connection).await?;
    let here = tables::of(&transaction, store).await?;
    for table in here.iter().rev() {
        // Changes of the schema may have put rows in.
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

/// The change of the schema from which on a message has a moment at which it is given away.
const DOUBT: &str = "m0031_in_doubt";

/// What was due may have left after the backup was made. Each is looked up where it would have gone before
/// it is sent, and is in doubt where nobody can say. In an older backup the change of the schema sees to that for
/// whatever somebody has in hand.
async fn doubt(
    transaction: &DatabaseTransaction,
    knows_doubt: bool,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let mut due = outbox::Entity::update_many()
        .col_expr(outbox::Column::HeldBy, Expr::value("before a restore"))
        .col_expr(outbox::Column::HeldUntil, Expr::value(now));
    if knows_doubt {
        due = due.col_expr(outbox::Column::HandingSince, Expr::value(now));
    }
    due.filter(outbox::Column::State.eq("waiting"))
        .filter(outbox::Column::NotBefore.lte(now))
        .exec(transaction)
        .await
        .map(drop)
}
