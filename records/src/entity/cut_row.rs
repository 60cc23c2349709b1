//! Everything of one person that is in a cut.

use sea_orm::entity::prelude::*;

/// A row of `cut_row`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "cut_row")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub cut_id: i32,
    pub participant_id: i32,
    pub row_key: String,
    pub rows: Option<Vec<u8>>,
    pub sha256: Option<String>,
    pub erased_on: Option<Date>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
