//! The text from which the next version of a survey is made. Each save counts its revision up by one.

use sea_orm::entity::prelude::*;

/// A row of `survey_draft`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "survey_draft")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub survey_key: String,
    pub revision: i32,
    pub first_revision: i32,
    #[sea_orm(column_type = "Text")]
    pub text: String,
    pub changed_at: DateTimeUtc,
    pub changed_by: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub brought: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
