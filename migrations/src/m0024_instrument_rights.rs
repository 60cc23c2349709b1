//! The rights register: which words an installation was given for instruments whose words may not be passed on,
//! and by what licence. Rows are only ever added.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let right = Table::create()
            .table("instrument_right")
            .col(pk_auto("id"))
            .col(string("instrument"))
            .col(string("language"))
            .col(string("version"))
            .col(text("pack"))
            .col(string("sha256"))
            .col(string("reference"))
            .col(string("holder"))
            .col(date_null("expires_on"))
            .col(string("modes"))
            .col(string("languages"))
            .col(string("recorded_by"))
            .col(timestamp_with_time_zone("recorded_at"))
            .to_owned();
        manager.create_table(right).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("instrument_right").to_owned()).await
    }
}
