//! People who are left out for as long as something cannot be read: what is held of them, or the protocol by which they would
//! be owed something for a survey that they sent.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let left_out = Table::create()
            .table("left_out")
            .col(pk_auto("id"))
            .col(string_uniq("once"))
            .col(integer("study_id"))
            .col(integer("participant_id"))
            .col(string_null("wave_key"))
            .col(timestamp_with_time_zone("since"))
            .foreign_key(ForeignKey::create().from("left_out", "study_id").to("study", "id"))
            .foreign_key(
                ForeignKey::create().from("left_out", "participant_id").to("participant", "id"),
            )
            .to_owned();
        manager.create_table(left_out).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("left_out").to_owned()).await
    }
}
