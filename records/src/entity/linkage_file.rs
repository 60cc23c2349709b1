//! A file of identifiers that was made for an owner of records, and what is known of it since.

use sea_orm::entity::prelude::*;

/// A row of `linkage_file`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "linkage_file")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub study_id: i32,
    pub number: i32,
    pub owner: String,
    pub terms_version: i32,
    pub agreement: String,
    pub cut_on: Date,
    #[sea_orm(column_type = "Text")]
    pub fields: String,
    #[sea_orm(column_type = "Text")]
    pub forms: String,
    pub people: i32,
    #[sea_orm(column_type = "Text")]
    pub tally: String,
    pub sha256: String,
    pub secret: Vec<u8>,
    pub made_at: DateTimeUtc,
    pub made_by: String,
    pub sent_on: Option<Date>,
    pub returned_at: Option<DateTimeUtc>,
    pub returned_by: Option<String>,
    pub returned_sha256: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub matched: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
