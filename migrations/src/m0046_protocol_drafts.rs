//! The next version of a protocol while somebody writes it: its files as they were last saved.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let draft = Table::create()
            .table("protocol_draft")
            .col(pk_auto("id"))
            .col(integer("study_id"))
            .col(string("file"))
            .col(text("text"))
            .col(integer("follows"))
            .col(timestamp_with_time_zone("changed_at"))
            .col(string("changed_by"))
            .index(Index::create().unique().name("one_draft_of_a_file").col("study_id").col("file"))
            .foreign_key(ForeignKey::create().from("protocol_draft", "study_id").to("study", "id"))
            .to_owned();
        manager.create_table(draft).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("protocol_draft").to_owned()).await
    }
}
