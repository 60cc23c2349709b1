//! The identity vault's row of a person, sealed column by column.

use sea_orm::entity::prelude::*;

/// A row of `identity`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "identity")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub participant_id: i32,
    pub step: i64,
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
