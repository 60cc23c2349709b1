//! The day of the freeze for which a wish was refused has a column of its own. Before, it was read out of the
//! reason.

use sea_orm_migration::{
    prelude::*,
    schema::*,
    sea_orm::{ConnectionTrait, DbBackend},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// The day in `answers frozen on 2026-03-02`, which begins at its nineteenth letter.
const BEFORE: &str = "UPDATE refusal SET frozen_on = DAY \
    WHERE because LIKE 'answers frozen on ____-__-__'";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = Table::alter().table("refusal").add_column(date_null("frozen_on")).to_owned();
        manager.alter_table(column).await?;
        let day = match manager.get_database_backend() {
            DbBackend::Postgres => "CAST(SUBSTR(because, 19) AS DATE)",
            _ => "SUBSTR(because, 19)",
        };
        let before = BEFORE.replace("DAY", day);
        manager.get_connection().execute_unprepared(&before).await.map(drop)
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = Table::alter().table("refusal").drop_column("frozen_on").to_owned();
        manager.alter_table(column).await
    }
}
