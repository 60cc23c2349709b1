//! Letters that were printed together.

use sea_orm::entity::prelude::*;

/// A row of `letter_file`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "letter_file")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub study_id: i32,
    pub holds: String,
    pub letters: i32,
    pub printed_at: DateTimeUtc,
    pub printed_by: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
