//! The waves of a study as its protocol has them, beside it.

use sea_orm::entity::prelude::*;

/// A row of `known_waves`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "known_waves")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    #[sea_orm(unique)]
    pub study_id: i32,
    pub protocol_version: i32,
    #[sea_orm(column_type = "Text")]
    pub waves: String,
    pub sha256: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
