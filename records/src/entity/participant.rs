//! Somebody enrolled in a study, by pseudonym.

use sea_orm::entity::prelude::*;

/// A row of `participant`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "participant")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub study_id: i32,
    pub study_number: String,
    pub person_key: String,
    pub language: Option<String>,
    pub site: Option<String>,
    pub referral_source: Option<String>,
    pub enrolled_at: DateTimeUtc,
    /// They try the study and are in no count and no file.
    pub is_test: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
