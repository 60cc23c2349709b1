//! The key store, which backups leave out: one wrapped key a person, and whose keys were destroyed.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let root = Table::create()
            .table("root_key")
            .col(integer("id").primary_key())
            .col(string("master"))
            .col(binary("wrapped"))
            .to_owned();
        let person = Table::create()
            .table("person_key")
            .col(integer("participant_id").primary_key())
            .col(string("master"))
            .col(binary("wrapped"))
            .to_owned();
        let shredded = Table::create()
            .table("shredded")
            .col(integer("participant_id").primary_key())
            .col(timestamp_with_time_zone("at"))
            .to_owned();
        for table in [root, person, shredded] {
            manager.create_table(table).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["shredded", "person_key", "root_key"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
