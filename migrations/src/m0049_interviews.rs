//! Interviews by telephone: who may go on recording whose survey since the date of birth was right. And in which ways a
//! response was answered: how often that changed, and when it was last saved in the other way.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(interview()).await?;
        let once = Index::create()
            .name("one_interview_each")
            .table("interview")
            .col("participant_id")
            .col("wave_key")
            .col("staff_id")
            .unique()
            .to_owned();
        manager.create_index(once).await?;
        for column in columns() {
            let column = Table::alter().table("response").add_column(column).to_owned();
            manager.alter_table(column).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in
            ["mode_switches", "other_mode_at", "interviewer_id", "proxy_relation", "proxy_reason"]
        {
            let column = Table::alter().table("response").drop_column(column).to_owned();
            manager.alter_table(column).await?;
        }
        manager.drop_table(Table::drop().table("interview").to_owned()).await
    }
}

/// The interviewer is known by the number of their account, and by nothing else.
fn columns() -> [ColumnDef; 5] {
    [
        integer("mode_switches").default(0).take(),
        timestamp_with_time_zone_null("other_mode_at"),
        integer_null("interviewer_id"),
        string_null("proxy_relation"),
        string_null("proxy_reason"),
    ]
}

/// One row for each interviewer of somebody's wave. Wrong tries count here: a line that a stranger picked up takes nothing
/// from the participant's own.
fn interview() -> TableCreateStatement {
    Table::create()
        .table("interview")
        .col(pk_auto("id"))
        .col(integer("participant_id"))
        .col(string("wave_key"))
        .col(integer("staff_id"))
        .col(integer("wrong_tries").default(0))
        .col(timestamp_with_time_zone_null("tried_at"))
        .col(timestamp_with_time_zone_null("checked_at"))
        .col(timestamp_with_time_zone_null("arm_shown_at"))
        .foreign_key(
            ForeignKey::create().from("interview", "participant_id").to("participant", "id"),
        )
        .foreign_key(ForeignKey::create().from("interview", "staff_id").to("staff_member", "id"))
        .to_owned()
}
