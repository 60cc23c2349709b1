//! Translations of drafts, what was told of a file that a draft was made from, and drafts that were thrown away.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let brought =
            Table::alter().table("survey_draft").add_column(text_null("brought")).to_owned();
        manager.alter_table(brought).await?;
        let translation = Table::create()
            .table("survey_draft_translation")
            .col(pk_auto("id"))
            .col(string("survey_key"))
            .col(string("language"))
            .col(integer("revision"))
            .col(text_null("texts"))
            .col(text_null("words"))
            .col(boolean("left_out"))
            .col(timestamp_with_time_zone("changed_at"))
            .col(string("changed_by"))
            .to_owned();
        manager.create_table(translation).await?;
        let once = Index::create()
            .name("one_draft_language")
            .table("survey_draft_translation")
            .col("survey_key")
            .col("language")
            .unique()
            .to_owned();
        manager.create_index(once).await?;
        let gone = Table::create()
            .table("survey_draft_gone")
            .col(pk_auto("id"))
            .col(string("survey_key"))
            .col(text("text"))
            .col(text("translations"))
            .col(text_null("brought"))
            .col(timestamp_with_time_zone("gone_at"))
            .col(string("gone_by"))
            .to_owned();
        manager.create_table(gone).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("survey_draft_gone").to_owned()).await?;
        manager.drop_table(Table::drop().table("survey_draft_translation").to_owned()).await?;
        let brought = Table::alter().table("survey_draft").drop_column("brought").to_owned();
        manager.alter_table(brought).await
    }
}
