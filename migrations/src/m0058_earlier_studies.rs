//! Room for what the files of studies said before they were loaded again, so that it can be told what has changed since somebody
//! read it.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(study_earlier()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("study_earlier").to_owned()).await
    }
}

/// What holds stands in `study`; a row is what held before.
fn study_earlier() -> TableCreateStatement {
    Table::create()
        .table("study_earlier")
        .col(pk_auto("id"))
        .col(integer("study_id"))
        .col(integer("number"))
        .col(text("definition"))
        .col(timestamp_with_time_zone("loaded_at"))
        .col(timestamp_with_time_zone("replaced_at"))
        .index(Index::create().unique().name("one_earlier").col("study_id").col("number"))
        .foreign_key(ForeignKey::create().from("study_earlier", "study_id").to("study", "id"))
        .to_owned()
}
