//! Whether a message that failed may have left all the same has a column of its own. Before, the sentence that
//! staff read said so.

use sea_orm_migration::{prelude::*, schema::*, sea_orm::ConnectionTrait};

#[derive(DeriveMigrationName)]
pub struct Migration;

const BEFORE: &str = "UPDATE outbox SET may_have_left = TRUE \
    WHERE state = 'failed' AND reason = 'whoever sent it never came back'";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = Table::alter()
            .table("outbox")
            .add_column(boolean("may_have_left").default(false))
            .to_owned();
        manager.alter_table(column).await?;
        manager.get_connection().execute_unprepared(BEFORE).await.map(drop)
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = Table::alter().table("outbox").drop_column("may_have_left").to_owned();
        manager.alter_table(column).await
    }
}
