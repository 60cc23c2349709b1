//! What is still to be done in the vault, sealed as it will stand there.

use sea_orm::entity::prelude::*;

/// A row of `vault_step`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "vault_step")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub participant_id: i32,
    pub forget: bool,
    pub erased: bool,
    pub first_name: Option<Vec<u8>>,
    pub last_name: Option<Vec<u8>>,
    pub dob: Option<Vec<u8>>,
    pub nino: Option<Vec<u8>>,
    pub nhs_number: Option<Vec<u8>>,
    pub mobile: Option<Vec<u8>>,
    pub email: Option<Vec<u8>>,
    pub address: Option<Vec<u8>>,
    pub postcode: Option<Vec<u8>>,
    pub drafts: Option<Vec<u8>>,
    pub stable_contacts: Option<Vec<u8>>,
    pub mobile_index: Option<Vec<u8>>,
    pub email_index: Option<Vec<u8>>,
    pub last_name_index: Option<Vec<u8>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
