//! Names leave the answers' database: the vault is a store of its own. What is to be done there is written
//! here first, in the transaction that it belongs to.

use sea_orm_migration::{prelude::*, schema::*, sea_orm::ConnectionTrait};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// What the old table kept in the clear. It goes only when nobody is in it.
const NAMES_IN_THE_CLEAR: &str = "people's names lie unsealed in this database, made by an earlier state of \
     the program. Enrol them into new data, or delete the rows of the table `identity`; nothing was changed";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let any = Query::select().column("participant_id").from("identity").limit(1).to_owned();
        if manager.get_connection().query_one(&any).await?.is_some() {
            return Err(DbErr::Custom(NAMES_IN_THE_CLEAR.to_owned()));
        }
        manager.drop_table(Table::drop().table("identity").to_owned()).await?;
        manager.create_table(installation()).await?;
        manager.create_table(vault_step()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["vault_step", "installation"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        let identity = Table::create()
            .table("identity")
            .col(integer("participant_id").primary_key())
            .to_owned();
        manager.create_table(identity).await
    }
}

/// Which stores belong together.
fn installation() -> TableCreateStatement {
    Table::create().table("installation").col(string("name").primary_key()).to_owned()
}

/// What is still to be done in the vault, sealed as it will stand there.
fn vault_step() -> TableCreateStatement {
    let to_participant = ForeignKey::create()
        .from("vault_step", "participant_id")
        .to("participant", "id")
        .to_owned();
    Table::create()
        .table("vault_step")
        .col(big_pk_auto("id"))
        .col(integer("participant_id"))
        .col(boolean("forget"))
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
        .foreign_key(&mut to_participant.clone())
        .to_owned()
}
