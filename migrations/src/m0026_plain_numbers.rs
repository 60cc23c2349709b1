//! An index of study numbers without the signs beside their letters and digits, which is how people type them.

use sea_orm_migration::{prelude::*, sea_orm::ConnectionTrait};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// The expression that is asked for: a database uses the index for no other.
const INDEX: &str = "CREATE INDEX participant_by_plain_number ON participant (\
    UPPER(REPLACE(REPLACE(REPLACE(REPLACE(study_number, '-', ''), '_', ''), '.', ''), '/', '')), study_id)";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared(INDEX).await.map(drop)
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let index =
            Index::drop().name("participant_by_plain_number").table("participant").to_owned();
        manager.drop_index(index).await
    }
}
