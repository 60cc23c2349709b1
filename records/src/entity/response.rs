//! A response: its state and, packed, its answers.

use sea_orm::entity::prelude::*;

/// A row of `response`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "response")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub participant_id: i32,
    pub wave_key: String,
    pub survey_version_id: i32,
    pub status: String,
    pub mode_start: String,
    pub mode_end: String,
    pub begun_on: Date,
    pub started_at: DateTimeUtc,
    pub saved_at: DateTimeUtc,
    pub submitted_at: Option<DateTimeUtc>,
    pub saves: i32,
    pub out_of_window: bool,
    pub proxy: bool,
    #[sea_orm(column_type = "Text")]
    pub consent_at_start: String,
    #[sea_orm(column_type = "Text")]
    pub consent_at_submit: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub sheet: String,
    pub erased_at: Option<DateTimeUtc>,
    pub language_start: Option<String>,
    pub language_end: Option<String>,
    pub mode_switches: i32,
    pub other_mode_at: Option<DateTimeUtc>,
    pub interviewer_id: Option<i32>,
    pub proxy_relation: Option<String>,
    pub proxy_reason: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
