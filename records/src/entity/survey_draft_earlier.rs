//! A text of a draft that was saved over.

use sea_orm::entity::prelude::*;

/// A row of `survey_draft_earlier`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "survey_draft_earlier")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub survey_key: String,
    pub revision: i32,
    #[sea_orm(column_type = "Text")]
    pub text: String,
    pub changed_at: DateTimeUtc,
    pub changed_by: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
