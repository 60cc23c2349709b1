//! A voucher that was promised to one person for one wave, and what became of it.

use sea_orm::entity::prelude::*;

/// A row of `voucher_debt`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "voucher_debt")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub study_id: i32,
    pub participant_id: i32,
    pub wave_key: String,
    pub promised: String,
    pub pence: Option<i32>,
    pub by_post: bool,
    pub owed_since: DateTimeUtc,
    pub state: String,
    pub given_by: Option<String>,
    pub kept_back: Option<String>,
    #[sea_orm(unique)]
    pub voucher_id: Option<i32>,
    pub replaces: Option<i32>,
    pub issues: i32,
    pub reissues: i32,
    pub reissued_by: Option<String>,
    pub letter_file_id: Option<i32>,
    pub address_mark: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
