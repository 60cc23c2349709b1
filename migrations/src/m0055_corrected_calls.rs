//! Room for how a call ended after all, where that was written down wrong. The call stays as it was written down; of several
//! corrections of one the last holds.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(call_correction()).await?;
        let by_attempt = Index::create()
            .name("call_correction_by_attempt")
            .table("call_correction")
            .col("attempt_id")
            .to_owned();
        manager.create_index(by_attempt).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("call_correction").to_owned()).await
    }
}

fn call_correction() -> TableCreateStatement {
    Table::create()
        .table("call_correction")
        .col(pk_auto("id"))
        .col(integer("attempt_id"))
        .col(string("outcome"))
        .col(timestamp_with_time_zone_null("agreed_from"))
        .col(timestamp_with_time_zone_null("agreed_until"))
        .col(date_null("away_until"))
        .col(timestamp_with_time_zone("corrected_at"))
        .col(string("corrected_by"))
        .foreign_key(
            ForeignKey::create().from("call_correction", "attempt_id").to("call_attempt", "id"),
        )
        .to_owned()
}
