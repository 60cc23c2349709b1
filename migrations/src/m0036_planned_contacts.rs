//! The contacts of a protocol, as messages: about which wave and as which step one is sent, once to each person in each
//! way, and after which moment it is not sent any more. And which sends are held.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

const ONE_CONTACT: &str = "one_contact";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns =
            [string_null("wave"), string_null("step"), timestamp_with_time_zone_null("until")];
        for column in columns {
            let added = Table::alter().table("outbox").add_column(column).to_owned();
            manager.alter_table(added).await?;
        }
        // What is no contact has no step, and rows without one never are the same.
        let one = Index::create()
            .name(ONE_CONTACT)
            .table("outbox")
            .col("participant_id")
            .col("wave")
            .col("step")
            .col("channel")
            .unique()
            .to_owned();
        manager.create_index(one).await?;
        manager.create_table(sends_held()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("sends_held").to_owned()).await?;
        manager.drop_index(Index::drop().name(ONE_CONTACT).table("outbox").to_owned()).await?;
        for name in ["wave", "step", "until"] {
            let dropped = Table::alter().table("outbox").drop_column(name).to_owned();
            manager.alter_table(dropped).await?;
        }
        Ok(())
    }
}

/// A row is a hold. What is released has none; that it was held stands in the audit.
fn sends_held() -> TableCreateStatement {
    Table::create()
        .table("sends_held")
        .col(pk_auto("id"))
        .col(string_uniq("whose"))
        .col(integer_null("study_id"))
        .col(timestamp_with_time_zone("held_at"))
        .col(string("held_by"))
        .col(text_null("reason"))
        .foreign_key(ForeignKey::create().from("sends_held", "study_id").to("study", "id"))
        .to_owned()
}
