//! What is asked about calls again and again is found without reading every row: whose call is still to be told, who is on the line
//! at this moment, and which calls ended so that somebody has to be waited for.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Each index with its table and column.
const INDEXES: [(&str, &str, &str); 3] = [
    ("call_case_by_last_interviewer", "call_case", "last_leased_to"),
    ("call_attempt_by_outcome", "call_attempt", "outcome"),
    ("interview_by_check", "interview", "checked_at"),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (name, table, column) in INDEXES {
            let index = Index::create().name(name).table(table).col(column).to_owned();
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (name, table, _) in INDEXES {
            let index = Index::drop().name(name).table(table).to_owned();
            manager.drop_index(index).await?;
        }
        Ok(())
    }
}
