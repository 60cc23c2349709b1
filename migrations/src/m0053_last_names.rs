//! Room, in the steps of the vault, for the keyed hash of a last name.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let room = Table::alter()
            .table("vault_step")
            .add_column(binary_null("last_name_index"))
            .to_owned();
        manager.alter_table(room).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let room = Table::alter().table("vault_step").drop_column("last_name_index").to_owned();
        manager.alter_table(room).await
    }
}
