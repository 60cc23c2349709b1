//! Finding people whom nothing reaches: what came back that no machine tells, what was tried to find them, and who may be
//! meant by a list of deaths. And room, in the steps of the vault, for who may know how to reach them.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [unreached(), tracing_attempt(), possible_death()] {
            manager.create_table(table).await?;
        }
        for table in ["unreached", "tracing_attempt"] {
            let by_person = Index::create()
                .name(format!("{table}_by_person"))
                .table(table)
                .col("participant_id")
                .to_owned();
            manager.create_index(by_person).await?;
        }
        let once = Index::create()
            .name("one_possible_death")
            .table("possible_death")
            .col("participant_id")
            .col("died_on")
            .unique()
            .to_owned();
        manager.create_index(once).await?;
        let room = Table::alter()
            .table("vault_step")
            .add_column(binary_null("stable_contacts"))
            .to_owned();
        manager.alter_table(room).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let room = Table::alter().table("vault_step").drop_column("stable_contacts").to_owned();
        manager.alter_table(room).await?;
        for table in ["possible_death", "tracing_attempt", "unreached"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

/// That a letter came back, or a number is not theirs. Which address or number it was tells a mark that only the person's
/// key makes.
fn unreached() -> TableCreateStatement {
    Table::create()
        .table("unreached")
        .col(pk_auto("id"))
        .col(integer("participant_id"))
        .col(string("what"))
        .col(string("address_mark"))
        .col(date("happened_on"))
        .col(timestamp_with_time_zone("recorded_at"))
        .col(string("recorded_by"))
        .col(timestamp_with_time_zone_null("taken_back_at"))
        .col(string_null("taken_back_by"))
        .foreign_key(&mut to_participant("unreached"))
        .to_owned()
}

fn tracing_attempt() -> TableCreateStatement {
    Table::create()
        .table("tracing_attempt")
        .col(pk_auto("id"))
        .col(integer("participant_id"))
        .col(string("outcome"))
        .col(date("made_on"))
        .col(string("held_mark"))
        .col(binary_null("note"))
        .col(timestamp_with_time_zone("recorded_at"))
        .col(string("recorded_by"))
        .foreign_key(&mut to_participant("tracing_attempt"))
        .to_owned()
}

/// No name of the list is kept, only whom it may mean and what of them agrees with it.
fn possible_death() -> TableCreateStatement {
    Table::create()
        .table("possible_death")
        .col(pk_auto("id"))
        .col(integer("participant_id"))
        .col(date("died_on"))
        .col(string("agrees"))
        .col(string("differs"))
        .col(timestamp_with_time_zone("found_at"))
        .col(string("found_by"))
        .col(string("state"))
        .col(timestamp_with_time_zone_null("decided_at"))
        .col(string_null("decided_by"))
        .foreign_key(&mut to_participant("possible_death"))
        .to_owned()
}

fn to_participant(table: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create().from(table, "participant_id").to("participant", "id").to_owned()
}
