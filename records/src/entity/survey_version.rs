//! A published version of a survey: its canonical JSON, what that hashes to, and whether it is retired.

use sea_orm::entity::prelude::*;

/// A row of `survey_version`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "survey_version")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub survey_key: String,
    pub version: i32,
    pub sha256: String,
    #[sea_orm(column_type = "Text")]
    pub canonical: String,
    pub published_at: DateTimeUtc,
    pub published_by: String,
    #[sea_orm(column_type = "Text")]
    pub reason: Option<String>,
    pub retired_at: Option<DateTimeUtc>,
    pub retired_by: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub retired_reason: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
