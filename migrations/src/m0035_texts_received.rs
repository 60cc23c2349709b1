//! Texts that people sent: what each asks for, and its words, sealed with the key of the person.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let texts = Table::create()
            .table("text_received")
            .col(big_pk_auto("id"))
            .col(string_uniq("once"))
            .col(integer("study_id"))
            .col(integer_null("participant_id"))
            .col(string("asks"))
            .col(binary_null("words"))
            .col(timestamp_with_time_zone("received_at"))
            .col(timestamp_with_time_zone_null("seen_at"))
            .col(string_null("seen_by"))
            .to_owned();
        manager.create_table(texts).await?;
        let by_person = Index::create()
            .name("text_received_by_person")
            .table("text_received")
            .col("participant_id")
            .to_owned();
        manager.create_index(by_person).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("text_received").to_owned()).await
    }
}
