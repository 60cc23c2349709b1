//! What staff write down: consent that was given earlier than it was recorded, and what came of refusals
//! when somebody looked at them again.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let recorded = Table::alter()
            .table("consent_event")
            .add_column(timestamp_with_time_zone_null("recorded_at"))
            .to_owned();
        manager.alter_table(recorded).await?;
        manager.create_table(refusal_review()).await?;
        // Nothing ever wrote these: a refusal stays as it was, and what comes of it is rows of its own.
        for column in ["reviewed_at", "reviewed_by", "outcome"] {
            let gone = Table::alter().table("refusal").drop_column(column).to_owned();
            manager.alter_table(gone).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in [
            timestamp_with_time_zone_null("reviewed_at"),
            string_null("reviewed_by"),
            string_null("outcome"),
        ] {
            let back = Table::alter().table("refusal").add_column(column).to_owned();
            manager.alter_table(back).await?;
        }
        manager.drop_table(Table::drop().table("refusal_review").to_owned()).await?;
        let recorded = Table::alter().table("consent_event").drop_column("recorded_at").to_owned();
        manager.alter_table(recorded).await
    }
}

/// One row each time that somebody decided on a refusal again, never changed.
fn refusal_review() -> TableCreateStatement {
    Table::create()
        .table("refusal_review")
        .col(pk_auto("id"))
        .col(integer("refusal_id"))
        .col(string("outcome"))
        .col(string("decided_by"))
        .col(text("note"))
        .col(string("actor"))
        .col(timestamp_with_time_zone("at"))
        .foreign_key(ForeignKey::create().from("refusal_review", "refusal_id").to("refusal", "id"))
        .to_owned()
}
