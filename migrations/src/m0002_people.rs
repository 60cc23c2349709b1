//! People: who takes part, who they are, what they agreed to, where they were allocated, what
//! happened to them, and the links they were given.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [participant(), identity(), consent_event(), allocation(), event(), link()] {
            manager.create_table(table).await?;
        }
        let by_person = Index::create()
            .name("consent_event_by_participant")
            .table("consent_event")
            .col("participant_id")
            .to_owned();
        manager.create_index(by_person).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["link", "event", "allocation", "consent_event", "identity", "participant"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

fn participant() -> TableCreateStatement {
    Table::create()
        .table("participant")
        .col(pk_auto("id"))
        .col(integer("study_id"))
        .col(string("study_number"))
        .col(string("person_key").unique_key())
        .col(string_null("language"))
        .col(string_null("site"))
        .col(string_null("referral_source"))
        .col(timestamp_with_time_zone("enrolled_at"))
        .index(Index::create().unique().name("one_number").col("study_id").col("study_number"))
        .foreign_key(ForeignKey::create().from("participant", "study_id").to("study", "id"))
        .to_owned()
}

/// The identity vault. Nothing else in the schema can name a person.
fn identity() -> TableCreateStatement {
    Table::create()
        .table("identity")
        .col(integer("participant_id").primary_key())
        .col(string_null("first_name"))
        .col(string_null("last_name"))
        .col(date_null("dob"))
        .col(string_null("nino"))
        .col(string_null("mobile"))
        .col(string_null("email"))
        .col(string_null("address"))
        .col(string_null("postcode"))
        .col(text_null("drafts"))
        .foreign_key(&mut to_participant("identity"))
        .to_owned()
}

fn consent_event() -> TableCreateStatement {
    Table::create()
        .table("consent_event")
        .col(pk_auto("id"))
        .col(integer("participant_id"))
        .col(integer("form_version"))
        .col(string("statement"))
        .col(string_null("permission"))
        .col(string("answer"))
        .col(string("channel"))
        .col(string("actor"))
        .col(timestamp_with_time_zone("at"))
        .foreign_key(&mut to_participant("consent_event"))
        .to_owned()
}

/// Once made, an allocation never changes: the primary key allows one a person.
fn allocation() -> TableCreateStatement {
    Table::create()
        .table("allocation")
        .col(integer("participant_id").primary_key())
        .col(string("arm"))
        .col(integer("cohort"))
        .col(date("randomised_on"))
        .col(timestamp_with_time_zone("recorded_at"))
        .foreign_key(&mut to_participant("allocation"))
        .to_owned()
}

fn event() -> TableCreateStatement {
    Table::create()
        .table("event")
        .col(pk_auto("id"))
        .col(integer("participant_id"))
        .col(string("kind"))
        .col(date("happened_on"))
        .col(timestamp_with_time_zone("recorded_at"))
        .index(
            Index::create()
                .unique()
                .name("one_event")
                .col("participant_id")
                .col("kind")
                .col("happened_on"),
        )
        .foreign_key(&mut to_participant("event"))
        .to_owned()
}

/// A link is known by the hash of its token; the token itself is derived when it is printed.
fn link() -> TableCreateStatement {
    Table::create()
        .table("link")
        .col(pk_auto("id"))
        .col(integer("participant_id"))
        .col(string("wave_key"))
        .col(integer("generation"))
        .col(binary("token_hash").unique_key())
        .col(timestamp_with_time_zone("issued_at"))
        .col(timestamp_with_time_zone_null("revoked_at"))
        .col(integer("wrong_tries"))
        .col(timestamp_with_time_zone_null("tried_at"))
        .index(
            Index::create()
                .unique()
                .name("one_generation")
                .col("participant_id")
                .col("wave_key")
                .col("generation"),
        )
        .foreign_key(&mut to_participant("link"))
        .to_owned()
}

fn to_participant(table: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create().from(table, "participant_id").to("participant", "id").to_owned()
}
