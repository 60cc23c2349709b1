//! Where the chain of seals ends.

use sea_orm::entity::prelude::*;

/// The one row of `chain`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "chain")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    pub secret: Vec<u8>,
    pub sequence: i64,
    pub hash: Vec<u8>,
    pub settled_audit: i64,
    pub settled_history: i64,
    pub erasures: i64,
    pub proof: Vec<u8>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
