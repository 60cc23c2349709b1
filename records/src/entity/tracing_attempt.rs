//! What was tried to find somebody, and what came of it. A note is sealed with the key of the person.

use sea_orm::entity::prelude::*;

/// A row of `tracing_attempt`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "tracing_attempt")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub participant_id: i32,
    pub outcome: String,
    pub made_on: Date,
    pub held_mark: String,
    pub note: Option<Vec<u8>>,
    pub recorded_at: DateTimeUtc,
    pub recorded_by: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
