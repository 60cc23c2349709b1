//! The waves of each study beside its protocol, so that its surveys go on where the protocol's text was damaged. And to which
//! address a voucher's letter went: one that comes back says nothing of an address that was given later.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let known_waves = Table::create()
            .table("known_waves")
            .col(pk_auto("id"))
            .col(integer_uniq("study_id"))
            .col(integer("protocol_version"))
            .col(text("waves"))
            .col(string("sha256"))
            .foreign_key(ForeignKey::create().from("known_waves", "study_id").to("study", "id"))
            .to_owned();
        manager.create_table(known_waves).await?;
        let mark =
            Table::alter().table("voucher_debt").add_column(string_null("address_mark")).to_owned();
        manager.alter_table(mark).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mark = Table::alter().table("voucher_debt").drop_column("address_mark").to_owned();
        manager.alter_table(mark).await?;
        manager.drop_table(Table::drop().table("known_waves").to_owned()).await
    }
}
