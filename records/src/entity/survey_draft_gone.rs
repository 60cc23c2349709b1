//! A draft that was thrown away, as it was.

use sea_orm::entity::prelude::*;

/// A row of `survey_draft_gone`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "survey_draft_gone")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub survey_key: String,
    pub revision: i32,
    #[sea_orm(column_type = "Text")]
    pub text: String,
    #[sea_orm(column_type = "Text")]
    pub translations: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub brought: Option<String>,
    pub gone_at: DateTimeUtc,
    pub gone_by: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
