//! Letters are printed in files, each of which can be asked for again by its number. And from when on a study's letters are
//! printed here: those that were due before may have been posted by hand.

use sea_orm_migration::{
    prelude::*,
    schema::*,
    sea_orm::{ConnectionTrait, DbBackend},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Where nothing waits or was printed yet, whatever is due by now was for somebody to post.
const SINCE_NOW: &str = "UPDATE study SET letters_since = CURRENT_TIMESTAMP WHERE NOT EXISTS \
    (SELECT 1 FROM outbox WHERE outbox.study_id = study.id AND outbox.channel = 'post')";

/// What was handed over long after it was due was due before letters were printed here.
const DOUBTED: &str = "UPDATE outbox SET state = 'in doubt', settled_at = CURRENT_TIMESTAMP, \
    reason = 'it was due before letters were printed here, and may have been posted by hand' \
    WHERE channel = 'post' AND state = 'waiting' AND LATE";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(letter_file()).await?;
        for table in ["outbox", "voucher_debt"] {
            let number = integer_null("letter_file_id");
            let added = Table::alter().table(table).add_column(number).to_owned();
            manager.alter_table(added).await?;
        }
        let since = timestamp_with_time_zone_null("letters_since");
        let added = Table::alter().table("study").add_column(since).to_owned();
        manager.alter_table(added).await?;
        let late = match manager.get_database_backend() {
            DbBackend::Postgres => "enqueued_at > not_before + INTERVAL '1 hour'",
            _ => "julianday(enqueued_at) > julianday(not_before) + 1.0 / 24",
        };
        let connection = manager.get_connection();
        connection.execute_unprepared(SINCE_NOW).await?;
        connection.execute_unprepared(&DOUBTED.replace("LATE", late)).await.map(drop)
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, name) in [
            ("study", "letters_since"),
            ("voucher_debt", "letter_file_id"),
            ("outbox", "letter_file_id"),
        ] {
            let dropped = Table::alter().table(table).drop_column(name).to_owned();
            manager.alter_table(dropped).await?;
        }
        manager.drop_table(Table::drop().table("letter_file").to_owned()).await
    }
}

/// What was printed together. Rows of `outbox` and `voucher_debt` name the one that they were last printed in; they have no
/// foreign key, so that a backup may bring the rows in any order.
fn letter_file() -> TableCreateStatement {
    Table::create()
        .table("letter_file")
        .col(pk_auto("id"))
        .col(integer("study_id"))
        .col(string("holds"))
        .col(integer("letters"))
        .col(timestamp_with_time_zone("printed_at"))
        .col(string("printed_by"))
        .foreign_key(ForeignKey::create().from("letter_file", "study_id").to("study", "id"))
        .to_owned()
}
