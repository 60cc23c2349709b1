//! One decision to stop something, to take that back, or to pause.

use sea_orm::entity::prelude::*;

/// A row of `stop_event`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "stop_event")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub participant_id: i32,
    pub act: String,
    pub choice: Option<String>,
    pub wave_key: Option<String>,
    pub until_on: Option<Date>,
    pub decided_by: String,
    pub channel: String,
    pub actor: String,
    #[sea_orm(column_type = "Text")]
    pub reason: Option<String>,
    pub decided_on: Date,
    pub consent_event_id: Option<i32>,
    pub reference: String,
    pub at: DateTimeUtc,
    pub asked_wave: Option<String>,
    pub passed_on: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
