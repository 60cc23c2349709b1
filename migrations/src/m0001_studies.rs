//! Studies, and the published versions of their surveys.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let study = Table::create()
            .table("study")
            .col(pk_auto("id"))
            .col(string("key").unique_key())
            .col(integer("revision"))
            .col(text("definition"))
            .col(binary("secret"))
            .col(timestamp_with_time_zone("loaded_at"))
            .to_owned();
        let survey_version = Table::create()
            .table("survey_version")
            .col(pk_auto("id"))
            .col(string("survey_key"))
            .col(integer("version"))
            .col(string("sha256"))
            .col(text("canonical"))
            .col(timestamp_with_time_zone("published_at"))
            .col(string("published_by"))
            .index(Index::create().unique().name("one_version").col("survey_key").col("version"))
            .to_owned();
        // Which version new responses are begun on. A response that was begun keeps its own.
        let wave = Table::create()
            .table("wave")
            .col(pk_auto("id"))
            .col(integer("study_id"))
            .col(string("key"))
            .col(integer("survey_version_id"))
            .index(Index::create().unique().name("one_wave").col("study_id").col("key"))
            .foreign_key(ForeignKey::create().from("wave", "study_id").to("study", "id"))
            .foreign_key(
                ForeignKey::create().from("wave", "survey_version_id").to("survey_version", "id"),
            )
            .to_owned();
        manager.create_table(study).await?;
        manager.create_table(survey_version).await?;
        manager.create_table(wave).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["wave", "survey_version", "study"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
