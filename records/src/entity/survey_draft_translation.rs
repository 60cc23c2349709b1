//! A draft in another language: the files of its texts and of the words around them. Each save counts its revision up
//! by one.

use sea_orm::entity::prelude::*;

/// A row of `survey_draft_translation`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "survey_draft_translation")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub survey_key: String,
    pub language: String,
    pub revision: i32,
    #[sea_orm(column_type = "Text", nullable)]
    pub texts: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub words: Option<String>,
    pub left_out: bool,
    pub changed_at: DateTimeUtc,
    pub changed_by: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
