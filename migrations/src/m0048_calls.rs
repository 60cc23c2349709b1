//! Calling: who is to be rung, every call that was made, and the rules of each study. What a case comes to is worked out anew
//! each time; a row of it has what finds the next one among many.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [call_case(), call_attempt(), call_rules()] {
            manager.create_table(table).await?;
        }
        for index in [one_case(), next_case(), by_interviewer(), one_attempt(), one_version()] {
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["call_rules", "call_attempt", "call_case"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

fn call_case() -> TableCreateStatement {
    Table::create()
        .table("call_case")
        .col(pk_auto("id"))
        .col(integer("study_id"))
        .col(integer("participant_id"))
        .col(string("wave_key"))
        .col(timestamp_with_time_zone("issued_at"))
        .col(timestamp_with_time_zone_null("next_at"))
        .col(integer("rank"))
        .col(timestamp_with_time_zone("ends_at"))
        .col(integer("chance"))
        .col(timestamp_with_time_zone_null("until"))
        .col(integer_null("leased_to"))
        .col(timestamp_with_time_zone_null("leased_until"))
        .col(integer_null("last_leased_to"))
        .col(timestamp_with_time_zone_null("given_back_at"))
        .col(integer("revision"))
        .foreign_key(ForeignKey::create().from("call_case", "study_id").to("study", "id"))
        .foreign_key(
            ForeignKey::create().from("call_case", "participant_id").to("participant", "id"),
        )
        .foreign_key(ForeignKey::create().from("call_case", "leased_to").to("staff_member", "id"))
        .foreign_key(
            ForeignKey::create().from("call_case", "last_leased_to").to("staff_member", "id"),
        )
        .to_owned()
}

fn call_attempt() -> TableCreateStatement {
    Table::create()
        .table("call_attempt")
        .col(pk_auto("id"))
        .col(integer("case_id"))
        .col(integer("number"))
        .col(integer("line"))
        .col(string("line_mark"))
        .col(timestamp_with_time_zone("dialled_at"))
        .col(timestamp_with_time_zone_null("answered_at"))
        .col(timestamp_with_time_zone("ended_at"))
        .col(string("outcome"))
        .col(timestamp_with_time_zone_null("agreed_from"))
        .col(timestamp_with_time_zone_null("agreed_until"))
        .col(date_null("away_until"))
        .col(string_null("language"))
        .col(string_null("who_answered"))
        .col(binary_null("note"))
        .col(integer("staff_id"))
        .foreign_key(ForeignKey::create().from("call_attempt", "case_id").to("call_case", "id"))
        .foreign_key(ForeignKey::create().from("call_attempt", "staff_id").to("staff_member", "id"))
        .to_owned()
}

fn call_rules() -> TableCreateStatement {
    Table::create()
        .table("call_rules")
        .col(pk_auto("id"))
        .col(integer("study_id"))
        .col(integer("version"))
        .col(string("sha256"))
        .col(text("canonical"))
        .col(timestamp_with_time_zone("set_at"))
        .col(string("set_by"))
        .col(text_null("reason"))
        .foreign_key(ForeignKey::create().from("call_rules", "study_id").to("study", "id"))
        .to_owned()
}

fn one_case() -> IndexCreateStatement {
    Index::create()
        .name("one_call_case")
        .table("call_case")
        .col("participant_id")
        .col("wave_key")
        .unique()
        .to_owned()
}

/// In the order in which cases come, with all by which one is passed over.
fn next_case() -> IndexCreateStatement {
    Index::create()
        .name("next_call_case")
        .table("call_case")
        .col("study_id")
        .col("rank")
        .col("ends_at")
        .col("chance")
        .col("next_at")
        .col("leased_until")
        .col("participant_id")
        .to_owned()
}

fn by_interviewer() -> IndexCreateStatement {
    Index::create().name("call_case_by_interviewer").table("call_case").col("leased_to").to_owned()
}

fn one_attempt() -> IndexCreateStatement {
    Index::create()
        .name("one_call_attempt")
        .table("call_attempt")
        .col("case_id")
        .col("number")
        .unique()
        .to_owned()
}

fn one_version() -> IndexCreateStatement {
    Index::create()
        .name("one_version_of_call_rules")
        .table("call_rules")
        .col("study_id")
        .col("version")
        .unique()
        .to_owned()
}
