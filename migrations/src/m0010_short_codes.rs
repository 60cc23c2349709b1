//! The short codes of links, for messages in which a whole link is too long to type.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(short_code()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("short_code").to_owned()).await
    }
}

/// A code is known by its keyed hash. `attempt` tells which of the codes that could be derived for the
/// link it is: the first that nobody else in the study had.
fn short_code() -> TableCreateStatement {
    Table::create()
        .table("short_code")
        .col(integer("link_id").primary_key())
        .col(binary("code_hash").unique_key())
        .col(integer("attempt"))
        .col(integer("wrong_tries"))
        .col(timestamp_with_time_zone_null("tried_at"))
        .foreign_key(ForeignKey::create().from("short_code", "link_id").to("link", "id"))
        .to_owned()
}
