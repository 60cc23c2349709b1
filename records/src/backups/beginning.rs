//! Before anything is restored: whether this backup may be brought back here at all. Whoever is refused finds
//! everything as it was. From the mark on, what stands in the stores came with a restore.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr, EntityTrait};

use super::{
    BackupError, What,
    filling::number,
    mark,
    reading::{Backup, Part},
    schema,
    tables::{self, Store},
};
use crate::{
    chain, db,
    entity::root_key,
    keys,
    sealing::MasterKeys,
    stores::{Stores, UnlockError},
};

/// Made when stores are opened the first time; a store that has nothing else is empty.
const MADE_AT_ONCE: [&str; 3] = ["installation", "vault_installation", "chain"];

/// How far a restore has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begun {
    /// The stores are marked and have nothing in them. They have to be brought to the backup's schema; then comes
    /// [`super::fill`], or [`super::fill_keys`].
    Empty,
    /// All of it is there. The stores have to be brought to today's schema; then comes [`super::finish`].
    Filled,
    /// It was brought back, and nothing was done since.
    Complete(Option<DateTime<Utc>>),
}

/// Marks that answers and vault are brought back from a backup. What a restore had left that was broken off is
/// taken away, unless it was this one and had filled them.
///
/// # Errors
/// When the stores have data, belong to other keys or are of another kind, the key store is empty, or a database
/// fails. Nothing was changed.
pub async fn begin(
    stores: &Stores,
    backup: &Backup,
    master: &MasterKeys,
) -> Result<Begun, BackupError> {
    is_of(backup, What::Answers, stores.answers())?;
    if !keys::is_made(stores.keys()).await? {
        return Err(BackupError::NoKeys);
    }
    if mark::of(stores.keys(), Store::Keys).await?.is_some() {
        return Err(BackupError::KeysBegun);
    }
    if stores.installation(master).await? != backup.manifest().installation {
        return Err(BackupError::OtherKeys);
    }
    let id = &backup.whole().sha256;
    can_be_at_schema(backup, Store::Answers, stores.answers()).await?;
    can_be_at_schema(backup, Store::Vault, stores.vault()).await?;
    if let Some(begun) = is_here(stores, id).await? {
        return Ok(begun);
    }
    let both = [(Store::Answers, stores.answers()), (Store::Vault, stores.vault())];
    for (store, connection) in both {
        // Each has a mark of its own: the one does not vouch for what is in the other.
        if mark::of(connection, store).await?.is_none() {
            is_empty(connection, store).await?;
        }
    }
    for (store, connection) in both {
        set(connection, store).await?;
    }
    for (store, connection) in both.into_iter().rev() {
        empty(connection, store).await?;
    }
    Ok(Begun::Empty)
}

/// How far a restore of this very backup has come; none when there was none, or not all is filled in.
async fn is_here(stores: &Stores, id: &str) -> Result<Option<Begun>, BackupError> {
    let filled = Some(filled(id));
    let answers = mark::of(stores.answers(), Store::Answers).await?;
    let vault = mark::of(stores.vault(), Store::Vault).await?;
    if vault == filled && answers == filled {
        return Ok(Some(Begun::Filled));
    }
    if answers.is_some() || (vault.is_some() && vault != filled) {
        return Ok(None);
    }
    let Some(on) = as_restored(stores.answers(), id).await else { return Ok(None) };
    if vault.is_some() {
        // It was killed between the two.
        not_marked(stores.vault(), Store::Vault).await?;
    }
    Ok(Some(Begun::Complete(Some(on))))
}

/// Marks that the key store is brought back from its backup.
///
/// # Errors
/// As with `begin`; also when another master key wrapped the keys in the backup.
pub async fn begin_keys(
    stores: &Stores,
    backup: &Backup,
    master: &MasterKeys,
) -> Result<Begun, BackupError> {
    is_of(backup, What::Keys, stores.keys())?;
    opens_with(backup, master).await?;
    if mark::of(stores.keys(), Store::Keys).await?.is_none() {
        match is_empty(stores.keys(), Store::Keys).await {
            Err(BackupError::NotEmpty { .. }) if are_here(stores.keys(), backup).await? => {
                return Ok(Begun::Complete(None));
            }
            others => others?,
        }
    }
    can_be_at_schema(backup, Store::Keys, stores.keys()).await?;
    set(stores.keys(), Store::Keys).await?;
    empty(stores.keys(), Store::Keys).await?;
    Ok(Begun::Empty)
}

/// Whether a restore has begun in this database and has not ended: nobody else then uses it.
pub(crate) async fn is_begun(connection: &impl ConnectionTrait) -> Result<bool, DbErr> {
    mark::is_set(connection).await
}

pub(super) fn filled(id: &str) -> String {
    format!("filled {id}")
}

fn is_of(backup: &Backup, what: What, connection: &DatabaseConnection) -> Result<(), BackupError> {
    let manifest = backup.manifest();
    if manifest.what != what {
        return Err(BackupError::OfOther(manifest.what));
    }
    if manifest.database != super::kind_of(connection.get_database_backend()) {
        return Err(BackupError::OtherDatabase(manifest.database.clone()));
    }
    Ok(())
}

/// The master key is tried on the backup's own root key, while nothing is written yet.
async fn opens_with(backup: &Backup, master: &MasterKeys) -> Result<(), BackupError> {
    let (named, wrapped) = root(backup).await?;
    if master.unwrap(&named, keys::ROOT, &wrapped).is_ok() {
        return Ok(());
    }
    let given = master.names().into_iter().map(str::to_owned).collect();
    Err(UnlockError::WrongMaster { needed: named, given }.into())
}

/// The root key as it stands in a backup: the name of the master key, and what it wrapped.
async fn root(backup: &Backup) -> Result<(String, Vec<u8>), BackupError> {
    let odd = || BackupError::Unreadable("it has no root key".to_owned());
    let (mut parts, mut here) = (backup.parts(), None);
    while let Some(part) = parts.recv().await {
        match part? {
            Part::Table(table) => here = Some(table).filter(|table| table.name == keys::ROOT),
            Part::Rows(rows) => {
                let (Some(table), Some(row)) = (&here, rows.first()) else { continue };
                let text = |column| table.text(row, column);
                let wrapped = text("wrapped").and_then(tables::bytes).ok_or_else(odd)?;
                return Ok((text("master").ok_or_else(odd)?.to_owned(), wrapped));
            }
        }
    }
    Err(odd())
}

async fn as_restored(connection: &DatabaseConnection, id: &str) -> Option<DateTime<Utc>> {
    // An empty store, or one of an older schema, cannot be asked, and was not.
    chain::is_as_restored(connection, id).await.ok().flatten()
}

/// Whether the keys that are there are those of the backup, and as many.
async fn are_here(connection: &DatabaseConnection, backup: &Backup) -> Result<bool, BackupError> {
    for (table, rows) in &backup.whole().rows {
        if count(connection, table).await.ok() != i64::try_from(*rows).ok() {
            return Ok(false);
        }
    }
    let here = root_key::Entity::find().one(connection).await?;
    let there = root(backup).await?;
    Ok(here.is_some_and(|here| (here.master, here.wrapped) == there))
}

/// Whether the store, once it is empty, can be brought to the backup's schema: one of the two has all changes of
/// the other.
async fn can_be_at_schema(
    backup: &Backup,
    store: Store,
    connection: &DatabaseConnection,
) -> Result<(), BackupError> {
    let made = schema::made(connection, store).await?;
    let wanted = backup.manifest().made(store.name());
    if wanted.starts_with(&made) || made.starts_with(wanted) {
        return Ok(());
    }
    Err(BackupError::OtherSchema(store.words()))
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

async fn set(connection: &DatabaseConnection, store: Store) -> Result<(), DbErr> {
    let transaction = db::begin(connection).await?;
    mark::set(&transaction, store, "begun").await?;
    transaction.commit().await
}

/// Takes the mark of a store away.
pub(super) async fn not_marked(connection: &DatabaseConnection, store: Store) -> Result<(), DbErr> {
    let transaction = db::begin(connection).await?;
    mark::take_away(&transaction, store).await?;
    transaction.commit().await
}

/// Takes away what an earlier restore had written, and what was made at once.
async fn empty(connection: &DatabaseConnection, store: Store) -> Result<(), DbErr> {
    let transaction = db::begin(connection).await?;
    for table in tables::of(&transaction, store).await?.iter().rev() {
        let gone = format!("DELETE FROM \"{}\"", table.name);
        transaction.execute_unprepared(&gone).await?;
    }
    transaction.commit().await
}
