//! What staff write about somebody who may come to harm, sealed with that person's own key.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let sealed = Table::alter().table("alert_event").add_column(blob_null("sealed")).to_owned();
        manager.alter_table(sealed).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let sealed = Table::alter().table("alert_event").drop_column("sealed").to_owned();
        manager.alter_table(sealed).await
    }
}
