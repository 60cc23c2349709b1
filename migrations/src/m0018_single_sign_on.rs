//! Coming in by an organisation's own sign-in, and invitations whose link can be told again.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let seed = Table::alter().table("staff_invitation").add_column(binary_null("seed")).take();
        manager.alter_table(seed).await?;
        manager.create_table(staff_sign_on()).await?;
        let one = Index::create()
            .name("one_sign_on")
            .table("staff_sign_on")
            .col("staff_id")
            .col("issuer")
            .unique()
            .to_owned();
        manager.create_index(one).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("staff_sign_on").to_owned()).await?;
        let seed = Table::alter().table("staff_invitation").drop_column("seed").take();
        manager.alter_table(seed).await
    }
}

/// Whom a provider means by a subject, which is kept as a hash: some are addresses or numbers. An
/// account has one at each provider.
fn staff_sign_on() -> TableCreateStatement {
    Table::create()
        .table("staff_sign_on")
        .col(pk_auto("id"))
        .col(integer("staff_id"))
        .col(string("issuer"))
        .col(binary("subject_hash").unique_key())
        .col(timestamp_with_time_zone("linked_at"))
        .foreign_key(
            ForeignKey::create().from("staff_sign_on", "staff_id").to("staff_member", "id"),
        )
        .to_owned()
}
