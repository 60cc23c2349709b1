//! Published terms on which data leave a study: the file's text, and its canonical JSON, which is hashed.

use sea_orm::entity::prelude::*;

/// A row of `terms_version`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "terms_version")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub study_id: i32,
    pub version: i32,
    pub sha256: String,
    #[sea_orm(column_type = "Text")]
    pub canonical: String,
    #[sea_orm(column_type = "Text")]
    pub text: String,
    pub published_at: DateTimeUtc,
    pub published_by: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
