//! What a study's file said before it was loaded again. Rows are only ever added.

use sea_orm::entity::prelude::*;

/// A row of `study_earlier`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "study_earlier")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub study_id: i32,
    pub number: i32,
    #[sea_orm(column_type = "Text")]
    pub definition: String,
    pub loaded_at: DateTimeUtc,
    pub replaced_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
