//! Room for releases of a study's dataset: what each was made for and of, and the rows of everybody in it.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [cut(), cut_row()] {
            manager.create_table(table).await?;
        }
        for index in [one_number(), one_row(), in_order()] {
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["cut_row", "cut"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

/// Without `made_at` its making was not ended, and it counts as none.
fn cut() -> TableCreateStatement {
    Table::create()
        .table("cut")
        .col(pk_auto("id"))
        .col(integer("study_id"))
        .col(integer("number"))
        .col(timestamp_with_time_zone("begun_at"))
        .col(timestamp_with_time_zone_null("made_at"))
        .col(string("made_by"))
        .col(string("recipient"))
        .col(string_null("purpose"))
        .col(boolean("masked"))
        .col(boolean("include_text"))
        .col(text_null("waves"))
        .col(text_null("variables"))
        .col(integer_null("terms_version"))
        .col(string("software_version"))
        .col(text("schema"))
        .col(text("manifest"))
        .col(integer("people"))
        .foreign_key(ForeignKey::create().from("cut", "study_id").to("study", "id"))
        .to_owned()
}

/// `rows` is JSON, deflated, and `sha256` is of the JSON. Of whom it was erased both are null.
fn cut_row() -> TableCreateStatement {
    Table::create()
        .table("cut_row")
        .col(pk_auto("id"))
        .col(integer("cut_id"))
        .col(integer("participant_id"))
        .col(string("row_key"))
        .col(binary_null("rows"))
        .col(string_null("sha256"))
        .col(date_null("erased_on"))
        .foreign_key(ForeignKey::create().from("cut_row", "cut_id").to("cut", "id"))
        .foreign_key(ForeignKey::create().from("cut_row", "participant_id").to("participant", "id"))
        .to_owned()
}

fn one_number() -> IndexCreateStatement {
    Index::create().name("one_cut").table("cut").col("study_id").col("number").unique().to_owned()
}

fn one_row() -> IndexCreateStatement {
    Index::create()
        .name("one_cut_row")
        .table("cut_row")
        .col("participant_id")
        .col("cut_id")
        .unique()
        .to_owned()
}

/// As they stand in files.
fn in_order() -> IndexCreateStatement {
    Index::create()
        .name("cut_rows_in_order")
        .table("cut_row")
        .col("cut_id")
        .col("row_key")
        .unique()
        .to_owned()
}
