//! Why a version was published, when and why it was retired, and drafts of the next ones.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

const ADDED: [&str; 4] = ["reason", "retired_at", "retired_by", "retired_reason"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // SQLite takes one column at a time. Versions of before have no reason on record.
        for name in ADDED {
            let column = match name {
                "retired_at" => timestamp_with_time_zone_null(name),
                "retired_by" => string_null(name),
                _ => text_null(name),
            };
            let add = Table::alter().table("survey_version").add_column(column).to_owned();
            manager.alter_table(add).await?;
        }
        let draft = Table::create()
            .table("survey_draft")
            .col(pk_auto("id"))
            .col(string("survey_key").unique_key())
            .col(integer("revision"))
            .col(text("text"))
            .col(timestamp_with_time_zone("changed_at"))
            .col(string("changed_by"))
            .to_owned();
        manager.create_table(draft).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("survey_draft").to_owned()).await?;
        for name in ADDED.into_iter().rev() {
            let drop = Table::alter().table("survey_version").drop_column(name).to_owned();
            manager.alter_table(drop).await?;
        }
        Ok(())
    }
}
