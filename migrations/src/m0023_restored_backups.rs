//! Which backups were brought back, and where the audit's chain then ended: anchors of between the two are
//! explained by it.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let restored = Table::create()
            .table("restored_backup")
            .col(pk_auto("id"))
            .col(big_integer("entry_id"))
            .col(string("backup"))
            .col(timestamp_with_time_zone("made_at"))
            .col(big_integer("sequence"))
            .col(binary("proof"))
            .to_owned();
        manager.create_table(restored).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("restored_backup").to_owned()).await
    }
}
