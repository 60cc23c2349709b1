//! The audit says more of each entry, and entries and history are sealed into a chain.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in details() {
            let added = Table::alter().table("audit").add_column(column).to_owned();
            manager.alter_table(added).await?;
        }
        let by_person = Index::create()
            .name("audit_by_participant")
            .table("audit")
            .col("participant_id")
            .to_owned();
        manager.create_index(by_person).await?;
        manager.create_table(seal()).await?;
        manager.create_table(chain()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["chain", "seal"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        let by_person = Index::drop().name("audit_by_participant").table("audit").to_owned();
        manager.drop_index(by_person).await?;
        for column in ["after_hash", "before_hash", "purpose", "participant_id", "study_id", "role"]
        {
            let gone = Table::alter().table("audit").drop_column(column).to_owned();
            manager.alter_table(gone).await?;
        }
        Ok(())
    }
}

fn details() -> [ColumnDef; 6] {
    [
        string_null("role"),
        integer_null("study_id"),
        integer_null("participant_id"),
        string_null("purpose"),
        binary_null("before_hash"),
        binary_null("after_hash"),
    ]
}

/// One row for each sealed entry of `audit` or `history`, numbered without a gap.
fn seal() -> TableCreateStatement {
    Table::create()
        .table("seal")
        .col(big_integer("sequence").primary_key())
        .col(string("kind"))
        .col(big_integer("entry_id"))
        .col(binary_null("salt"))
        .col(binary("commitment"))
        .col(binary("hash"))
        .col(timestamp_with_time_zone("sealed_at"))
        .col(big_integer_null("erased_by"))
        .index(Index::create().unique().name("one_seal").col("kind").col("entry_id"))
        .to_owned()
}

/// One row: where the chain ends, and what no seal will be added before any more.
fn chain() -> TableCreateStatement {
    Table::create()
        .table("chain")
        .col(integer("id").primary_key())
        .col(binary("secret"))
        .col(big_integer("sequence"))
        .col(binary("hash"))
        .col(big_integer("settled_audit"))
        .col(big_integer("settled_history"))
        .col(big_integer("erasures"))
        .col(binary("proof"))
        .to_owned()
}
