//! The words that were brought for an instrument, and the licence for them.

use sea_orm::entity::prelude::*;

/// A row of `instrument_right`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "instrument_right")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub instrument: String,
    pub language: String,
    pub version: String,
    #[sea_orm(column_type = "Text")]
    pub pack: String,
    pub sha256: String,
    pub reference: String,
    pub holder: String,
    pub expires_on: Option<Date>,
    pub modes: String,
    pub languages: String,
    pub recorded_by: String,
    pub recorded_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
