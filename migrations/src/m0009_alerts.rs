//! Alerts: what is raised when an answer says that somebody may come to harm, and what was done about it.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [alert(), alert_event(), provisional_alert()] {
            manager.create_table(table).await?;
        }
        for (name, table, column) in [
            ("alert_by_participant", "alert", "participant_id"),
            ("alert_event_by_alert", "alert_event", "alert_id"),
            ("provisional_alert_by_since", "provisional_alert", "since"),
        ] {
            let index = Index::create().name(name).table(table).col(column).to_owned();
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["provisional_alert", "alert_event", "alert"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

/// One alert a response and cause, however often it is saved. One that a person of the team raises
/// has no response.
fn alert() -> TableCreateStatement {
    Table::create()
        .table("alert")
        .col(pk_auto("id"))
        .col(integer("participant_id"))
        .col(integer_null("response_id"))
        .col(string_null("wave_key"))
        .col(string("cause"))
        .index(Index::create().unique().name("one_alert").col("response_id").col("cause"))
        .foreign_key(ForeignKey::create().from("alert", "participant_id").to("participant", "id"))
        .foreign_key(
            ForeignKey::create()
                .from("alert", "response_id")
                .to("response", "id")
                .on_delete(ForeignKeyAction::SetNull),
        )
        .to_owned()
}

/// What happened to an alert; rows are only ever added.
fn alert_event() -> TableCreateStatement {
    Table::create()
        .table("alert_event")
        .col(big_pk_auto("id"))
        .col(integer("alert_id"))
        .col(timestamp_with_time_zone("at"))
        .col(string("actor"))
        .col(string("kind"))
        .col(integer_null("level"))
        .col(string_null("outcome"))
        .col(text_null("words"))
        .foreign_key(
            ForeignKey::create()
                .from("alert_event", "alert_id")
                .to("alert", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .to_owned()
}

/// Answers given on the way, which raise an alert if they stay.
fn provisional_alert() -> TableCreateStatement {
    Table::create()
        .table("provisional_alert")
        .col(integer("response_id"))
        .col(string("cause"))
        .col(string("page"))
        .col(integer("level"))
        .col(timestamp_with_time_zone("since"))
        .primary_key(Index::create().col("response_id").col("cause"))
        .foreign_key(
            ForeignKey::create()
                .from("provisional_alert", "response_id")
                .to("response", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .to_owned()
}
