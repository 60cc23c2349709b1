//! One link of the chain: which entry, and what it was when it was sealed.

use sea_orm::entity::prelude::*;

/// A row of `seal`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "seal")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub sequence: i64,
    pub kind: String,
    pub entry_id: i64,
    pub salt: Option<Vec<u8>>,
    pub commitment: Vec<u8>,
    pub hash: Vec<u8>,
    pub sealed_at: DateTimeUtc,
    pub erased_by: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
