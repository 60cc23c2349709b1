//! The key store also knows whose answers were erased, so that no older backup brings them back.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let erased = Table::create()
            .table("erased")
            .col(integer("participant_id").primary_key())
            .col(timestamp_with_time_zone("at"))
            .to_owned();
        manager.create_table(erased).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("erased").to_owned()).await
    }
}
