//! Consent forms: every version that a study ever used, in its own words, and who witnessed a decision.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(consent_form()).await?;
        let witness =
            Table::alter().table("consent_event").add_column(string_null("witness")).to_owned();
        manager.alter_table(witness).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let witness = Table::alter().table("consent_event").drop_column("witness").to_owned();
        manager.alter_table(witness).await?;
        manager.drop_table(Table::drop().table("consent_form").to_owned()).await
    }
}

/// A version that was used never changes: the same number with other words is refused.
fn consent_form() -> TableCreateStatement {
    Table::create()
        .table("consent_form")
        .col(pk_auto("id"))
        .col(integer("study_id"))
        .col(integer("version"))
        .col(date("effective_from"))
        .col(text("form"))
        .col(string("sha256"))
        .col(string_null("approved_by"))
        .col(string_null("rec_ref"))
        .col(string("info_sheet_sha256"))
        .col(timestamp_with_time_zone("loaded_at"))
        .index(Index::create().unique().name("one_form").col("study_id").col("version"))
        .foreign_key(ForeignKey::create().from("consent_form", "study_id").to("study", "id"))
        .to_owned()
}
