//! No row gets a number again that one had before the restore: keys, steps of the vault and the audit know
//! people and entries by it.

use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, DbErr};

use super::{
    filling::number,
    tables::{self, Store},
};
use crate::stores::Stores;

/// Numbers that were given since the backup was made. The key store and the vault may still know them.
#[derive(Default)]
pub(super) struct Floors {
    participant: i64,
    step: i64,
    /// Of the registers. Their keys lie below zero.
    entry: i64,
    event: i64,
}

impl Floors {
    pub async fn of(stores: &Stores) -> Result<Self, DbErr> {
        let mut floors = Self::default();
        for table in tables::KEYS.into_iter().filter(|table| *table != "root_key") {
            let highest = async |number_of: &str| {
                let query =
                    format!("SELECT CAST(MAX({number_of}) AS bigint) AS number FROM {table}");
                number(stores.keys(), &query).await
            };
            floors.participant = Ord::max(highest("participant_id").await?, floors.participant);
            floors.entry = Ord::max(highest("-participant_id").await?, floors.entry);
        }
        Ok(floors)
    }

    pub async fn and_vault(mut self, stores: &Stores) -> Result<Self, DbErr> {
        let highest = async |column: &str, table: &str| {
            let query = format!("SELECT CAST(MAX({column}) AS bigint) AS number FROM \"{table}\"");
            number(stores.vault(), &query).await
        };
        let person = highest("participant_id", "identity").await?;
        self.participant = Ord::max(person, self.participant);
        self.step = highest("step", "identity").await?;
        let tables = tables::of(stores.vault(), Store::Vault).await?;
        // A backup may be older than the registers.
        if tables.iter().any(|table| table.name == "register_words") {
            self.entry = Ord::max(highest("entry_id", "register_words").await?, self.entry);
            self.event = highest("event_id", "register_words").await?;
        }
        Ok(self)
    }

    pub async fn raise(&self, transaction: &DatabaseTransaction) -> Result<(), DbErr> {
        let there = tables::of(transaction, Store::Answers).await?;
        for (name, at_least) in [
            ("participant", self.participant),
            ("vault_step", self.step),
            ("register_entry", self.entry),
            ("register_event", self.event),
        ] {
            if there.iter().any(|table| table.name == name) {
                raise(transaction, name, at_least).await?;
            }
        }
        Ok(())
    }
}

/// Makes the next row of a table get a number above this one.
pub(super) async fn raise(
    transaction: &DatabaseTransaction,
    table: &str,
    at_least: i64,
) -> Result<(), DbErr> {
    if at_least == 0 {
        return Ok(());
    }
    if transaction.get_database_backend() == DbBackend::Sqlite {
        let raised =
            format!("UPDATE sqlite_sequence SET seq = MAX(seq, {at_least}) WHERE name = '{table}'");
        transaction.execute_unprepared(&raised).await?;
        let first = format!(
            "INSERT INTO sqlite_sequence (name, seq) SELECT '{table}', {at_least} \
             WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = '{table}')"
        );
        return transaction.execute_unprepared(&first).await.map(drop);
    }
    let raised = format!(
        "SELECT setval(s::regclass, GREATEST({at_least}, \
         COALESCE(pg_sequence_last_value(s::regclass), 0), \
         (SELECT COALESCE(MAX(id), 0) FROM \"{table}\"))) \
         FROM pg_get_serial_sequence('{table}', 'id') s"
    );
    transaction.execute_unprepared(&raised).await.map(drop)
}
