//! That answers were erased is told to the key store in the same way as that somebody was forgotten. Who was
//! erased before is told now.

use sea_orm_migration::{prelude::*, schema::*, sea_orm::ConnectionTrait};

#[derive(DeriveMigrationName)]
pub struct Migration;

const BEFORE: &str = "INSERT INTO vault_step (participant_id, forget, erased) \
    SELECT DISTINCT participant_id, FALSE, TRUE FROM response WHERE erased_at IS NOT NULL";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let erased = Table::alter()
            .table("vault_step")
            .add_column(boolean("erased").default(false))
            .to_owned();
        manager.alter_table(erased).await?;
        manager.get_connection().execute_unprepared(BEFORE).await.map(drop)
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let told = "DELETE FROM vault_step WHERE erased";
        manager.get_connection().execute_unprepared(told).await?;
        let erased = Table::alter().table("vault_step").drop_column("erased").to_owned();
        manager.alter_table(erased).await
    }
}
