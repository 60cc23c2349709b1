//! A version of the rules by which a study rings people: their canonical JSON, and what that hashes to.

use sea_orm::entity::prelude::*;

/// A row of `call_rules`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "call_rules")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub study_id: i32,
    pub version: i32,
    pub sha256: String,
    #[sea_orm(column_type = "Text")]
    pub canonical: String,
    pub set_at: DateTimeUtc,
    pub set_by: String,
    #[sea_orm(column_type = "Text")]
    pub reason: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
