//! A version of a study's consent form, in its own words.

use sea_orm::entity::prelude::*;

/// A row of `consent_form`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "consent_form")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub study_id: i32,
    pub version: i32,
    pub effective_from: Date,
    #[sea_orm(column_type = "Text")]
    pub form: String,
    pub sha256: String,
    pub approved_by: Option<String>,
    pub rec_ref: Option<String>,
    pub info_sheet_sha256: String,
    pub loaded_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
