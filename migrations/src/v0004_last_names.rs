//! Finding somebody by their last name: a keyed hash stands beside it, as beside a number. What is there already is hashed when
//! the vault is opened, since that needs its keys.

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
            Table::alter().table("identity").add_column(binary_null("last_name_index")).to_owned();
        manager.alter_table(room).await?;
        let by_name = Index::create()
            .name("identity_by_last_name_index")
            .table("identity")
            .col("last_name_index")
            .to_owned();
        manager.create_index(by_name).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let by_name =
            Index::drop().name("identity_by_last_name_index").table("identity").to_owned();
        manager.drop_index(by_name).await?;
        let room = Table::alter().table("identity").drop_column("last_name_index").to_owned();
        manager.alter_table(room).await
    }
}
