//! The stock of vouchers, and to whom which is owed or was given. Codes lie sealed; nothing here names anybody, and a
//! voucher knows its person only through what is owed, so that the two can be parted.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [voucher(), voucher_debt()] {
            manager.create_table(table).await?;
        }
        let once = Index::create()
            .name("one_voucher_for_each_wave")
            .table("voucher_debt")
            .col("participant_id")
            .col("wave_key")
            .unique()
            .to_owned();
        manager.create_index(once).await?;
        for (name, table) in
            [("voucher_by_state", "voucher"), ("voucher_debt_by_state", "voucher_debt")]
        {
            let mut index = Index::create();
            let index = index.name(name).table(table).col("study_id").col("state").to_owned();
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["voucher_debt", "voucher"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

/// A code is known by its keyed hash, and is in one study only. Days, not moments: a moment would tell in the audit whose
/// it is. `replaces` is another voucher; it has no foreign key, so that a backup may bring the rows in any order.
fn voucher() -> TableCreateStatement {
    Table::create()
        .table("voucher")
        .col(pk_auto("id"))
        .col(integer("study_id"))
        .col(string_null("wave_key"))
        .col(integer("pence"))
        .col(date_null("expires_on"))
        .col(string_null("supplier_reference"))
        .col(binary("code_hash").unique_key())
        .col(binary_null("code"))
        .col(date("brought_on"))
        .col(string("brought_by"))
        .col(string("state"))
        .col(timestamp_with_time_zone_null("doubted_since"))
        .col(string_null("given_for"))
        .col(integer_null("replaces"))
        .col(date_null("set_aside_on"))
        .col(date_null("given_on"))
        .col(string_null("given_by"))
        .col(date_null("spoiled_on"))
        .col(string_null("spoiled_by"))
        .col(string_null("spoiled_because"))
        .foreign_key(ForeignKey::create().from("voucher", "study_id").to("study", "id"))
        .to_owned()
}

/// What one person was promised for one wave.
fn voucher_debt() -> TableCreateStatement {
    Table::create()
        .table("voucher_debt")
        .col(pk_auto("id"))
        .col(integer("study_id"))
        .col(integer("participant_id"))
        .col(string("wave_key"))
        .col(string("promised"))
        .col(integer_null("pence"))
        .col(boolean("by_post"))
        .col(timestamp_with_time_zone("owed_since"))
        .col(string("state"))
        .col(string_null("given_by"))
        .col(string_null("kept_back"))
        .col(integer_null("voucher_id").unique_key())
        .col(integer_null("replaces"))
        .col(integer("issues"))
        .col(integer("reissues"))
        .col(string_null("reissued_by"))
        .foreign_key(ForeignKey::create().from("voucher_debt", "study_id").to("study", "id"))
        .foreign_key(
            ForeignKey::create().from("voucher_debt", "participant_id").to("participant", "id"),
        )
        .foreign_key(ForeignKey::create().from("voucher_debt", "voucher_id").to("voucher", "id"))
        .to_owned()
}
