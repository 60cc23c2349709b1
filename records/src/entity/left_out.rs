//! People of whom something cannot be read, for as long as that is so.

use sea_orm::entity::prelude::*;

/// A row of `left_out`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "left_out")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    #[sea_orm(unique)]
    pub once: String,
    pub study_id: i32,
    pub participant_id: i32,
    pub wave_key: Option<String>,
    pub since: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
