//! Which language somebody speaks and who answered are words about people, and are sealed with the key of the person, as notes
//! are. What stood in the clear goes: no key is at hand here to seal it with.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let said = Table::alter().table("call_attempt").add_column(binary_null("said")).to_owned();
        manager.alter_table(said).await?;
        for column in ["language", "who_answered"] {
            let gone = Table::alter().table("call_attempt").drop_column(column).to_owned();
            manager.alter_table(gone).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in ["language", "who_answered"] {
            let back =
                Table::alter().table("call_attempt").add_column(string_null(column)).to_owned();
            manager.alter_table(back).await?;
        }
        let gone = Table::alter().table("call_attempt").drop_column("said").to_owned();
        manager.alter_table(gone).await
    }
}
