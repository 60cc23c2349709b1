//! The few cases that somebody has are found without reading all others, of which there may be a hundred thousand.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const NAME: &str = "leased_call_case";
const TABLE: &str = "call_case";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let leased = Index::create()
            .name(NAME)
            .table(TABLE)
            .col("study_id")
            .col("leased_to")
            .and_where(Expr::col("leased_to").is_not_null())
            .to_owned();
        manager.create_index(leased).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name(NAME).table(TABLE).to_owned()).await
    }
}
