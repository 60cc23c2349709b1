//! Who may know how to reach somebody, sealed like all that is known of them.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let room =
            Table::alter().table("identity").add_column(binary_null("stable_contacts")).to_owned();
        manager.alter_table(room).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let room = Table::alter().table("identity").drop_column("stable_contacts").to_owned();
        manager.alter_table(room).await
    }
}
