//! What is to be sent, and who does which background work.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [outbox(), lease()] {
            manager.create_table(table).await?;
        }
        let due = Index::create()
            .name("outbox_by_state")
            .table("outbox")
            .col("state")
            .col("not_before")
            .to_owned();
        manager.create_index(due).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["lease", "outbox"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

/// A row is a template and its facts, never a text, an address or a name. `once` makes it impossible
/// that the same thing is sent for the same reason twice.
fn outbox() -> TableCreateStatement {
    Table::create()
        .table("outbox")
        .col(big_pk_auto("id"))
        .col(string("once").unique_key())
        .col(integer_null("study_id"))
        .col(integer_null("participant_id"))
        .col(integer_null("staff_id"))
        .col(string("channel"))
        .col(string("template"))
        .col(text("facts"))
        .col(timestamp_with_time_zone("enqueued_at"))
        .col(timestamp_with_time_zone("not_before"))
        .col(string("state"))
        .col(string_null("reason"))
        .col(integer("attempts"))
        .col(string_null("held_by"))
        .col(timestamp_with_time_zone_null("held_until"))
        .col(timestamp_with_time_zone_null("settled_at"))
        .foreign_key(ForeignKey::create().from("outbox", "study_id").to("study", "id"))
        .foreign_key(ForeignKey::create().from("outbox", "participant_id").to("participant", "id"))
        .to_owned()
}

/// Who does a piece of background work, until when.
fn lease() -> TableCreateStatement {
    Table::create()
        .table("lease")
        .col(string("name").primary_key())
        .col(string("holder"))
        .col(timestamp_with_time_zone("until"))
        .to_owned()
}
