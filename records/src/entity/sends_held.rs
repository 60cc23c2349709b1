//! Sends that are held, of one study or of all.

use sea_orm::entity::prelude::*;

/// A row of `sends_held`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "sends_held")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    #[sea_orm(unique)]
    pub whose: String,
    pub study_id: Option<i32>,
    pub held_at: DateTimeUtc,
    pub held_by: String,
    #[sea_orm(column_type = "Text")]
    pub reason: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
