//! Responses, how they came about, and what was done by whom.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [response(), history(), audit()] {
            manager.create_table(table).await?;
        }
        let by_response = Index::create()
            .name("history_by_response")
            .table("history")
            .col("response_id")
            .to_owned();
        manager.create_index(by_response).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["audit", "history", "response"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

/// One response a person and wave, whatever the mode: the index makes a second one impossible.
fn response() -> TableCreateStatement {
    Table::create()
        .table("response")
        .col(pk_auto("id"))
        .col(integer("participant_id"))
        .col(string("wave_key"))
        .col(integer("survey_version_id"))
        .col(string("status"))
        .col(string("mode_start"))
        .col(string("mode_end"))
        .col(date("begun_on"))
        .col(timestamp_with_time_zone("started_at"))
        .col(timestamp_with_time_zone("saved_at"))
        .col(timestamp_with_time_zone_null("submitted_at"))
        .col(integer("saves"))
        .col(boolean("out_of_window"))
        .col(boolean("proxy"))
        .col(text("consent_at_start"))
        .col(text_null("consent_at_submit"))
        .col(text("sheet"))
        .index(Index::create().unique().name("one_response").col("participant_id").col("wave_key"))
        .foreign_key(
            ForeignKey::create().from("response", "participant_id").to("participant", "id"),
        )
        .foreign_key(
            ForeignKey::create().from("response", "survey_version_id").to("survey_version", "id"),
        )
        .to_owned()
}

/// One row a saved page, never changed.
fn history() -> TableCreateStatement {
    Table::create()
        .table("history")
        .col(big_pk_auto("id"))
        .col(integer("response_id"))
        .col(string("page"))
        .col(string("actor"))
        .col(string("mode"))
        .col(timestamp_with_time_zone("at"))
        .col(text("changes"))
        .foreign_key(ForeignKey::create().from("history", "response_id").to("response", "id"))
        .to_owned()
}

fn audit() -> TableCreateStatement {
    Table::create()
        .table("audit")
        .col(big_pk_auto("id"))
        .col(timestamp_with_time_zone("at"))
        .col(string("actor"))
        .col(string("action"))
        .col(string("object"))
        .to_owned()
}
