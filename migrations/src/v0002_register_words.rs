//! What people wrote of complaints, breaches and harms, sealed with a key of each entry's own.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let words = Table::create()
            .table("register_words")
            .col(integer("entry_id"))
            .col(big_integer("event_id"))
            .col(binary("words"))
            .primary_key(Index::create().col("entry_id").col("event_id"))
            .to_owned();
        manager.create_table(words).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("register_words").to_owned()).await
    }
}
