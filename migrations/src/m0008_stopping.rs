//! Stopping: what people decided to stop, what was refused to them, and which answers were erased.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(stop_event()).await?;
        manager.create_table(refusal()).await?;
        for table in ["stop_event", "refusal"] {
            let by_person = Index::create()
                .name(format!("{table}_by_participant"))
                .table(table)
                .col("participant_id")
                .to_owned();
            manager.create_index(by_person).await?;
        }
        for table in ["response", "history"] {
            let erased = Table::alter()
                .table(table)
                .add_column(timestamp_with_time_zone_null("erased_at"))
                .to_owned();
            manager.alter_table(erased).await?;
        }
        manager.get_connection().execute_unprepared(DEATHS).await.map(drop)
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["history", "response"] {
            let erased = Table::alter().table(table).drop_column("erased_at").to_owned();
            manager.alter_table(erased).await?;
        }
        for table in ["refusal", "stop_event"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

/// Who is known to have died is contacted no more.
const DEATHS: &str = "INSERT INTO stop_event \
    (participant_id, act, choice, decided_by, channel, actor, decided_on, reference, at) \
    SELECT participant_id, 'stops', 'died', 'staff', 'paper', 'command line', happened_on, \
    'EVENT-' || id, recorded_at FROM event WHERE kind = 'death' ORDER BY id";

/// One row a decision, never changed.
fn stop_event() -> TableCreateStatement {
    Table::create()
        .table("stop_event")
        .col(pk_auto("id"))
        .col(integer("participant_id"))
        .col(string("act"))
        .col(string_null("choice"))
        .col(string_null("wave_key"))
        .col(date_null("until_on"))
        .col(string("decided_by"))
        .col(string("channel"))
        .col(string("actor"))
        .col(text_null("reason"))
        .col(date("decided_on"))
        .col(integer_null("consent_event_id"))
        .col(string("reference").unique_key())
        .col(timestamp_with_time_zone("at"))
        .foreign_key(&mut to_participant("stop_event"))
        .to_owned()
}

/// What somebody asked for and was refused, for the data protection officer.
fn refusal() -> TableCreateStatement {
    Table::create()
        .table("refusal")
        .col(pk_auto("id"))
        .col(integer("participant_id"))
        .col(string("choice"))
        .col(string("because"))
        .col(string("channel"))
        .col(string("actor"))
        .col(string("reference").unique_key())
        .col(timestamp_with_time_zone("at"))
        .col(timestamp_with_time_zone_null("reviewed_at"))
        .col(string_null("reviewed_by"))
        .col(string_null("outcome"))
        .foreign_key(&mut to_participant("refusal"))
        .to_owned()
}

fn to_participant(table: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create().from(table, "participant_id").to("participant", "id").to_owned()
}
