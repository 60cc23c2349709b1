//! When the hand-over of a message began, so that one whose worker vanished is in doubt only if it had begun; what
//! the provider calls it, and what it tells of it later; which address it went to, as a mark that only the key of the
//! person makes. What had failed and may have left all the same is in doubt now.

use sea_orm_migration::{prelude::*, schema::*, sea_orm::ConnectionTrait};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Somebody has these in hand just now: that they were handing them over cannot be ruled out.
const IN_HAND: &str = "UPDATE outbox SET handing_since = held_until \
    WHERE state = 'waiting' AND held_by IS NOT NULL";
const IN_DOUBT: &str = "UPDATE outbox SET state = 'in doubt', handing_since = settled_at \
    WHERE state = 'failed' AND may_have_left = TRUE";
const FAILED_AGAIN: &str =
    "UPDATE outbox SET state = 'failed', may_have_left = TRUE WHERE state = 'in doubt'";

const NEW: [&str; 6] =
    ["handing_since", "provider_id", "address_mark", "delivery", "delivery_at", "delivery_detail"];

const INDEXES: [(&str, &str); 2] =
    [("outbox_by_provider_id", "provider_id"), ("outbox_by_person", "participant_id")];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in NEW {
            let column = if name.ends_with("since") || name.ends_with("_at") {
                timestamp_with_time_zone_null(name)
            } else {
                string_null(name)
            };
            let added = Table::alter().table("outbox").add_column(column).to_owned();
            manager.alter_table(added).await?;
        }
        for change in [IN_HAND, IN_DOUBT] {
            manager.get_connection().execute_unprepared(change).await?;
        }
        drop_column(manager, "may_have_left").await?;
        for (name, column) in INDEXES {
            let index = Index::create().name(name).table("outbox").col(column).to_owned();
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (name, _) in INDEXES {
            manager.drop_index(Index::drop().name(name).table("outbox").to_owned()).await?;
        }
        let column = boolean("may_have_left").default(false).to_owned();
        let added = Table::alter().table("outbox").add_column(column).to_owned();
        manager.alter_table(added).await?;
        manager.get_connection().execute_unprepared(FAILED_AGAIN).await?;
        for name in NEW {
            drop_column(manager, name).await?;
        }
        Ok(())
    }
}

async fn drop_column(manager: &SchemaManager<'_>, name: &'static str) -> Result<(), DbErr> {
    let dropped = Table::alter().table("outbox").drop_column(name).to_owned();
    manager.alter_table(dropped).await
}
