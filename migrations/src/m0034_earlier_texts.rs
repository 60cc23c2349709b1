//! Texts of drafts that were saved over, so that they can be fetched again.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let earlier = Table::create()
            .table("survey_draft_earlier")
            .col(pk_auto("id"))
            .col(string("survey_key"))
            .col(integer("revision"))
            .col(text("text"))
            .col(timestamp_with_time_zone("changed_at"))
            .col(string("changed_by"))
            .to_owned();
        manager.create_table(earlier).await?;
        let by_revision = Index::create()
            .name("survey_draft_earlier_revision")
            .table("survey_draft_earlier")
            .col("survey_key")
            .col("revision")
            .unique()
            .to_owned();
        manager.create_index(by_revision).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("survey_draft_earlier").to_owned()).await
    }
}
