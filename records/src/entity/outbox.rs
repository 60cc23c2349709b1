//! Something that is to be sent to somebody: a template and its facts, never a text or an address.

use sea_orm::entity::prelude::*;

/// A row of `outbox`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "outbox")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    #[sea_orm(unique)]
    pub once: String,
    pub study_id: Option<i32>,
    pub participant_id: Option<i32>,
    pub staff_id: Option<i32>,
    pub channel: String,
    pub template: String,
    #[sea_orm(column_type = "Text")]
    pub facts: String,
    pub enqueued_at: DateTimeUtc,
    pub not_before: DateTimeUtc,
    pub state: String,
    pub reason: Option<String>,
    pub attempts: i32,
    pub held_by: Option<String>,
    pub held_until: Option<DateTimeUtc>,
    pub settled_at: Option<DateTimeUtc>,
    pub handing_since: Option<DateTimeUtc>,
    pub provider_id: Option<String>,
    pub address_mark: Option<String>,
    pub delivery: Option<String>,
    pub delivery_at: Option<DateTimeUtc>,
    pub delivery_detail: Option<String>,
    pub wave: Option<String>,
    pub step: Option<String>,
    pub until: Option<DateTimeUtc>,
    pub letter_file_id: Option<i32>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
