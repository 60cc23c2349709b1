//! Staff: who is let in, as what, and how they show who they are.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let first = [staff_member(), staff_role(), staff_case(), staff_invitation()];
        let rest = [staff_session(), staff_device(), staff_recovery_code(), staff_attempt()];
        for table in first.into_iter().chain(rest) {
            manager.create_table(table).await?;
        }
        for table in ["staff_role", "staff_invitation", "staff_session", "staff_recovery_code"] {
            let index = Index::create()
                .name(format!("{table}_by_staff"))
                .table(table)
                .col("staff_id")
                .to_owned();
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let first = ["staff_attempt", "staff_recovery_code", "staff_device", "staff_session"];
        let rest = ["staff_invitation", "staff_case", "staff_role", "staff_member"];
        for table in first.into_iter().chain(rest) {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

/// The row stays when somebody leaves: the audit names people by its number.
fn staff_member() -> TableCreateStatement {
    Table::create()
        .table("staff_member")
        .col(pk_auto("id"))
        .col(string("email").unique_key())
        .col(string_null("name"))
        .col(string_null("password_hash"))
        .col(binary_null("totp_secret"))
        .col(big_integer_null("totp_step"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone_null("removed_at"))
        .to_owned()
}

/// A role without a study is an administrator's; one with a site is a site lead's.
fn staff_role() -> TableCreateStatement {
    Table::create()
        .table("staff_role")
        .col(pk_auto("id"))
        .col(integer("staff_id"))
        .col(string("role"))
        .col(integer_null("study_id"))
        .col(string_null("site"))
        .col(timestamp_with_time_zone("given_at"))
        .foreign_key(&mut to_staff("staff_role"))
        .foreign_key(ForeignKey::create().from("staff_role", "study_id").to("study", "id"))
        .to_owned()
}

/// The participants whom an interviewer was given.
fn staff_case() -> TableCreateStatement {
    Table::create()
        .table("staff_case")
        .col(integer("staff_id"))
        .col(integer("participant_id"))
        .col(timestamp_with_time_zone("given_at"))
        .primary_key(Index::create().col("staff_id").col("participant_id"))
        .foreign_key(&mut to_staff("staff_case"))
        .foreign_key(
            ForeignKey::create().from("staff_case", "participant_id").to("participant", "id"),
        )
        .to_owned()
}

/// `renews` says that the second factor is set up anew, too.
fn staff_invitation() -> TableCreateStatement {
    Table::create()
        .table("staff_invitation")
        .col(pk_auto("id"))
        .col(integer("staff_id"))
        .col(binary("token_hash").unique_key())
        .col(boolean("renews"))
        .col(timestamp_with_time_zone("invited_at"))
        .col(timestamp_with_time_zone("expires_at"))
        .col(timestamp_with_time_zone_null("ended_at"))
        .foreign_key(&mut to_staff("staff_invitation"))
        .to_owned()
}

/// `pending_secret` is a second factor that is being set up and not yet proved.
fn staff_session() -> TableCreateStatement {
    Table::create()
        .table("staff_session")
        .col(pk_auto("id"))
        .col(integer("staff_id"))
        .col(binary("token_hash").unique_key())
        .col(boolean("second_factor"))
        .col(binary_null("pending_secret"))
        .col(string("device"))
        .col(timestamp_with_time_zone("begun_at"))
        .col(timestamp_with_time_zone("seen_at"))
        .foreign_key(&mut to_staff("staff_session"))
        .to_owned()
}

/// A browser on which somebody signed in once: strangers who guess cannot use up its tries.
fn staff_device() -> TableCreateStatement {
    Table::create()
        .table("staff_device")
        .col(pk_auto("id"))
        .col(integer("staff_id"))
        .col(binary("token_hash").unique_key())
        .col(timestamp_with_time_zone("seen_at"))
        .foreign_key(&mut to_staff("staff_device"))
        .to_owned()
}

fn staff_recovery_code() -> TableCreateStatement {
    Table::create()
        .table("staff_recovery_code")
        .col(pk_auto("id"))
        .col(integer("staff_id"))
        .col(binary("code_hash"))
        .col(timestamp_with_time_zone("made_at"))
        .col(timestamp_with_time_zone_null("used_at"))
        .foreign_key(&mut to_staff("staff_recovery_code"))
        .to_owned()
}

/// Wrong tries, by a hash of whom they were about and where they came from.
fn staff_attempt() -> TableCreateStatement {
    Table::create()
        .table("staff_attempt")
        .col(pk_auto("id"))
        .col(binary("about").unique_key())
        .col(integer("wrong"))
        .col(timestamp_with_time_zone("tried_at"))
        .to_owned()
}

fn to_staff(table: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create().from(table, "staff_id").to("staff_member", "id").to_owned()
}
