//! The registers of complaints, breaches and harms. What people wrote is in the vault; here is what happened,
//! when, and who did it.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [register_entry(), register_event(), register_step()] {
            manager.create_table(table).await?;
        }
        for (name, table, column) in [
            ("register_entry_by_study", "register_entry", "study_id"),
            ("register_entry_by_participant", "register_entry", "participant_id"),
            ("register_event_by_entry", "register_event", "entry_id"),
        ] {
            let index = Index::create().name(name).table(table).col(column).to_owned();
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["register_step", "register_event", "register_entry"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

/// `once` is a hash of the number of the form that made it, so that a form sent twice makes one entry.
fn register_entry() -> TableCreateStatement {
    Table::create()
        .table("register_entry")
        .col(pk_auto("id"))
        .col(integer("study_id"))
        .col(string("register"))
        .col(integer_null("participant_id"))
        .col(string_null("once").unique_key())
        .foreign_key(ForeignKey::create().from("register_entry", "study_id").to("study", "id"))
        .foreign_key(
            ForeignKey::create().from("register_entry", "participant_id").to("participant", "id"),
        )
        .to_owned()
}

/// What happened to an entry; rows are only ever added.
fn register_event() -> TableCreateStatement {
    Table::create()
        .table("register_event")
        .col(big_pk_auto("id"))
        .col(integer("entry_id"))
        .col(timestamp_with_time_zone("at"))
        .col(string("actor"))
        .col(string("kind"))
        .col(string_null("detail"))
        .col(timestamp_with_time_zone_null("since"))
        .col(boolean_null("can_reach"))
        .col(boolean("has_words"))
        .foreign_key(
            ForeignKey::create().from("register_event", "entry_id").to("register_entry", "id"),
        )
        .to_owned()
}

/// What is still to be done in the vault, sealed as it will stand there.
fn register_step() -> TableCreateStatement {
    Table::create()
        .table("register_step")
        .col(big_pk_auto("id"))
        .col(integer("entry_id"))
        .col(big_integer_null("event_id"))
        .col(boolean("forget"))
        .col(binary_null("words"))
        .foreign_key(
            ForeignKey::create().from("register_step", "entry_id").to("register_entry", "id"),
        )
        .to_owned()
}
