//! A voucher of the stock. Its code lies sealed.

use sea_orm::entity::prelude::*;

/// A row of `voucher`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "voucher")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub study_id: i32,
    pub wave_key: Option<String>,
    pub pence: i32,
    pub expires_on: Option<Date>,
    pub supplier_reference: Option<String>,
    #[sea_orm(unique)]
    pub code_hash: Vec<u8>,
    pub code: Option<Vec<u8>>,
    pub brought_on: Date,
    pub brought_by: String,
    pub state: String,
    pub doubted_since: Option<DateTimeUtc>,
    pub given_for: Option<String>,
    pub replaces: Option<i32>,
    pub set_aside_on: Option<Date>,
    pub given_on: Option<Date>,
    pub given_by: Option<String>,
    pub spoiled_on: Option<Date>,
    pub spoiled_by: Option<String>,
    pub spoiled_because: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
