//! A release of a study's dataset for one recipient: what it was made for, and of what.

use sea_orm::entity::prelude::*;

/// A row of `cut`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "cut")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub study_id: i32,
    pub number: i32,
    pub begun_at: DateTimeUtc,
    pub made_at: Option<DateTimeUtc>,
    pub made_by: String,
    pub recipient: String,
    pub purpose: Option<String>,
    pub masked: bool,
    pub include_text: bool,
    #[sea_orm(column_type = "Text", nullable)]
    pub waves: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub variables: Option<String>,
    pub terms_version: Option<i32>,
    pub software_version: String,
    #[sea_orm(column_type = "Text")]
    pub schema: String,
    #[sea_orm(column_type = "Text")]
    pub manifest: String,
    pub people: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
