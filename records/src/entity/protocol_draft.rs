//! A file of the next version of a protocol, while somebody writes it.

use sea_orm::entity::prelude::*;

/// A row of `protocol_draft`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "protocol_draft")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub study_id: i32,
    pub file: String,
    #[sea_orm(column_type = "Text")]
    pub text: String,
    pub follows: i32,
    pub changed_at: DateTimeUtc,
    pub changed_by: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
