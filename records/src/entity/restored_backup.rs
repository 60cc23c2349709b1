//! A backup that was brought back, and where the chain of seals then ended.

use sea_orm::entity::prelude::*;

/// A row of `restored_backup`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "restored_backup")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub entry_id: i64,
    pub backup: String,
    pub made_at: DateTimeUtc,
    pub sequence: i64,
    pub proof: Vec<u8>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
