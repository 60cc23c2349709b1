//! What people wrote into the registers of complaints, breaches and harms. It may name anybody, so it is
//! kept here, sealed with a key of each entry's own, and changed by steps like all else in the vault.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseConnection, DbErr, EntityTrait,
    QueryFilter, QueryOrder, QuerySelect, sea_query::OnConflict,
};
use surveys::registers::Said;
use zeroize::Zeroizing;

use super::Vault;
use crate::{
    db,
    entity::{register_step, register_words},
};

/// Steps that are done at a time.
const SOME: u64 = 500;

/// The number of an entry's key. Keys lie under the numbers of participants, which are above zero.
const fn key_of(entry: i32) -> i32 {
    -entry
}

fn place(entry: i32, event: i64) -> String {
    format!("register_words|{entry}|{event}")
}

/// Writes beside the answers, sealed as it will stand, what was said at an event.
pub(crate) async fn put_words(
    transaction: &impl ConnectionTrait,
    vault: &Vault,
    (entry, event): (i32, i64),
    said: &Said,
) -> Result<(), DbErr> {
    let json = serde_json::to_vec(said).map_err(|error| DbErr::Json(error.to_string()))?;
    let plain = Zeroizing::new(json);
    vault.keys.let_go(&[key_of(entry)]).await?;
    let keys = vault.keys.of_or_new(&[key_of(entry)]).await?;
    // Only after an older copy of the answers was brought back. Nothing that was said may vanish.
    let key = keys.get(&key_of(entry)).ok_or_else(|| {
        DbErr::Custom(format!("the key of the register's entry {entry} was destroyed before"))
    })?;
    let step = register_step::ActiveModel {
        entry_id: Set(entry),
        event_id: Set(Some(event)),
        forget: Set(false),
        words: Set(Some(key.seal(&place(entry, event), &plain))),
        ..Default::default()
    };
    register_step::Entity::insert(step).exec_without_returning(transaction).await.map(drop)
}

/// Destroys, once the transaction is committed and settled, everything that was said of an entry.
pub(crate) async fn forget_words(
    transaction: &impl ConnectionTrait,
    entry: i32,
) -> Result<(), DbErr> {
    let step = register_step::ActiveModel {
        entry_id: Set(entry),
        event_id: Set(None),
        forget: Set(true),
        words: Set(None),
        ..Default::default()
    };
    register_step::Entity::insert(step).exec_without_returning(transaction).await.map(drop)
}

/// What was said of an entry, by event. Nothing once its key was destroyed, whatever the rows still hold.
pub(crate) async fn words_of(vault: &Vault, entry: i32) -> Result<HashMap<i64, Said>, DbErr> {
    vault.keys.let_go(&[key_of(entry)]).await?;
    let keys = vault.keys.of(&[key_of(entry)]).await?;
    let Some(key) = keys.get(&key_of(entry)) else { return Ok(HashMap::new()) };
    let theirs = register_words::Column::EntryId.eq(entry);
    let mut said = HashMap::new();
    for row in register_words::Entity::find().filter(theirs).all(&vault.read).await? {
        let place = place(entry, row.event_id);
        let shut = |_| DbErr::Custom(format!("the vault's {place} does not open"));
        let plain = key.open(&place, &row.words).map_err(shut)?;
        // The words of an error that tells what cannot be read would repeat it.
        let unreadable = |_| DbErr::Custom(format!("the vault's {place} is not as it was written"));
        said.insert(row.event_id, serde_json::from_slice(&plain).map_err(unreadable)?);
    }
    Ok(said)
}

/// Does in the vault every step that is committed and was not done yet.
pub(super) async fn settle(
    answers: &DatabaseConnection,
    vault: &Vault,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    loop {
        let steps = register_step::Entity::find().order_by_asc(register_step::Column::Id);
        let steps = steps.limit(SOME).all(answers).await?;
        if steps.is_empty() {
            return Ok(());
        }
        done(vault, &steps, now).await?;
        let ids = steps.iter().map(|step| step.id);
        let transaction = db::begin(answers).await?;
        register_step::Entity::delete_many()
            .filter(register_step::Column::Id.is_in(ids))
            .exec(&transaction)
            .await?;
        transaction.commit().await?;
    }
}

async fn done(
    vault: &Vault,
    steps: &[register_step::Model],
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    for step in steps.iter().filter(|step| step.forget) {
        vault.keys.destroy(key_of(step.entry_id), now).await?;
    }
    let transaction = db::begin(&vault.write).await?;
    for step in steps {
        let (Some(event), Some(words)) = (step.event_id, &step.words) else { continue };
        let row = register_words::ActiveModel {
            entry_id: Set(step.entry_id),
            event_id: Set(event),
            words: Set(words.clone()),
        };
        let there = [register_words::Column::EntryId, register_words::Column::EventId];
        let there = OnConflict::columns(there).do_nothing().to_owned();
        let rows = register_words::Entity::insert(row).on_conflict(there);
        rows.exec_without_returning(&transaction).await?;
    }
    transaction.commit().await?;
    let keys: Vec<_> = steps.iter().map(|step| key_of(step.entry_id)).collect();
    // Also whose key was destroyed by another server after the step was sealed.
    take_out(vault, &vault.keys.destroyed(&keys).await?).await
}

/// Takes out what lies under keys that were destroyed. Keys of participants are not meant.
pub(super) async fn take_out(vault: &Vault, destroyed: &[i32]) -> Result<(), DbErr> {
    let entries: Vec<_> = destroyed.iter().filter(|key| **key < 0).map(|key| -key).collect();
    for some in entries.chunks(1024) {
        let transaction = db::begin(&vault.write).await?;
        let theirs = register_words::Column::EntryId.is_in(some.iter().copied());
        register_words::Entity::delete_many().filter(theirs).exec(&transaction).await?;
        transaction.commit().await?;
    }
    Ok(())
}
