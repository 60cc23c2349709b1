//! The vault: who people are, every column sealed. Nothing else in any store can name a person.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let belongs_to = Table::create()
            .table("vault_installation")
            .col(string("name").primary_key())
            .to_owned();
        manager.create_table(belongs_to).await?;
        manager.create_table(identity()).await?;
        for column in ["mobile_index", "email_index"] {
            let by_contact = Index::create()
                .name(format!("identity_by_{column}"))
                .table("identity")
                .col(column)
                .to_owned();
            manager.create_index(by_contact).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["identity", "vault_installation"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

/// `step` is the last of the answers' steps that was done here, so that none is done twice.
fn identity() -> TableCreateStatement {
    Table::create()
        .table("identity")
        .col(integer("participant_id").primary_key())
        .col(big_integer("step"))
        .col(binary_null("first_name"))
        .col(binary_null("last_name"))
        .col(binary_null("dob"))
        .col(binary_null("nino"))
        .col(binary_null("nhs_number"))
        .col(binary_null("mobile"))
        .col(binary_null("email"))
        .col(binary_null("address"))
        .col(binary_null("postcode"))
        .col(binary_null("drafts"))
        .col(binary_null("mobile_index"))
        .col(binary_null("email_index"))
        .to_owned()
}
