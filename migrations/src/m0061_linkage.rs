//! Terms on which data leave a study, files of identifiers that were made for owners of records, who was in each, and what
//! came back.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [terms_version(), linkage_file(), linkage_person(), linked_value()] {
            manager.create_table(table).await?;
        }
        let of_one = Index::create()
            .name("files_of_one")
            .table("linkage_person")
            .col("participant_id")
            .to_owned();
        manager.create_index(of_one).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["linked_value", "linkage_person", "linkage_file", "terms_version"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

fn terms_version() -> TableCreateStatement {
    Table::create()
        .table("terms_version")
        .col(pk_auto("id"))
        .col(integer("study_id"))
        .col(integer("version"))
        .col(string("sha256"))
        .col(text("canonical"))
        .col(text("text"))
        .col(timestamp_with_time_zone("published_at"))
        .col(string("published_by"))
        .index(Index::create().unique().name("one_terms").col("study_id").col("version"))
        .foreign_key(ForeignKey::create().from("terms_version", "study_id").to("study", "id"))
        .to_owned()
}

/// The numbers under which people go are worked out from `secret`, so that this database alone does not tell them.
fn linkage_file() -> TableCreateStatement {
    Table::create()
        .table("linkage_file")
        .col(pk_auto("id"))
        .col(integer("study_id"))
        .col(integer("number"))
        .col(string("owner"))
        .col(integer("terms_version"))
        .col(string("agreement"))
        .col(date("cut_on"))
        .col(text("fields"))
        .col(text("forms"))
        .col(integer("people"))
        .col(text("tally"))
        .col(string("sha256"))
        .col(binary("secret"))
        .col(timestamp_with_time_zone("made_at"))
        .col(string("made_by"))
        .col(date_null("sent_on"))
        .col(timestamp_with_time_zone_null("returned_at"))
        .col(string_null("returned_by"))
        .col(string_null("returned_sha256"))
        .col(text_null("matched"))
        .index(Index::create().unique().name("one_linkage_file").col("study_id").col("number"))
        .foreign_key(ForeignKey::create().from("linkage_file", "study_id").to("study", "id"))
        .to_owned()
}

/// Who was in a file. `pass` says by which pass they were found, once it came back.
fn linkage_person() -> TableCreateStatement {
    Table::create()
        .table("linkage_person")
        .col(integer("file_id"))
        .col(integer("participant_id"))
        .col(string_null("pass"))
        .col(timestamp_with_time_zone_null("told_at"))
        .primary_key(Index::create().col("file_id").col("participant_id"))
        .foreign_key(
            ForeignKey::create().from("linkage_person", "file_id").to("linkage_file", "id"),
        )
        .foreign_key(
            ForeignKey::create().from("linkage_person", "participant_id").to("participant", "id"),
        )
        .to_owned()
}

fn linked_value() -> TableCreateStatement {
    Table::create()
        .table("linked_value")
        .col(big_pk_auto("id"))
        .col(integer("participant_id"))
        .col(integer("file_id"))
        .col(string("owner"))
        .col(string("variable"))
        .col(string("value"))
        .index(
            Index::create()
                .unique()
                .name("one_linked_value")
                .col("participant_id")
                .col("file_id")
                .col("variable"),
        )
        .foreign_key(
            ForeignKey::create().from("linked_value", "participant_id").to("participant", "id"),
        )
        .foreign_key(ForeignKey::create().from("linked_value", "file_id").to("linkage_file", "id"))
        .to_owned()
}
