//! When the link of somebody to a survey was opened. Of before, only what was saved is known.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(link_opened()).await?;
        let mut index = Index::create();
        let index = index.name("link_opened_by_link").table("link_opened").col("link_id");
        manager.create_index(index.to_owned()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("link_opened").to_owned()).await
    }
}

/// Somebody passed the check of who they are, or agreed to take part. Pages of the survey stand in its history.
fn link_opened() -> TableCreateStatement {
    Table::create()
        .table("link_opened")
        .col(big_pk_auto("id"))
        .col(integer("link_id"))
        .col(timestamp_with_time_zone("at"))
        .foreign_key(ForeignKey::create().from("link_opened", "link_id").to("link", "id"))
        .to_owned()
}
