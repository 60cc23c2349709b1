//! Who is no participant but tries the study. Everybody from before is taken for one who takes part.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let is_test = boolean("is_test").default(false).take();
        let added = Table::alter().table("participant").add_column(is_test).to_owned();
        manager.alter_table(added).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let dropped = Table::alter().table("participant").drop_column("is_test").to_owned();
        manager.alter_table(dropped).await
    }
}
