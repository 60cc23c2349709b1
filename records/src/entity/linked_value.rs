//! What an owner of records returned of somebody, a column a row.

use sea_orm::entity::prelude::*;

/// A row of `linked_value`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "linked_value")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub participant_id: i32,
    pub file_id: i32,
    pub owner: String,
    pub variable: String,
    pub value: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
