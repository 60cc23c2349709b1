//! Which number an interviewer was given to ring stays beside the case: the one on record may be another once the call is over.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let rung = string_null("line_mark");
        manager.alter_table(Table::alter().table("call_case").add_column(rung).to_owned()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let gone = Table::alter().table("call_case").drop_column("line_mark").to_owned();
        manager.alter_table(gone).await
    }
}
