//! Somebody who is to be rung about a wave: whose turn it is when, as far as that was worked out, and who has it.

use sea_orm::entity::prelude::*;

/// A row of `call_case`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "call_case")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub study_id: i32,
    pub participant_id: i32,
    pub wave_key: String,
    pub issued_at: DateTimeUtc,
    pub next_at: Option<DateTimeUtc>,
    pub rank: i32,
    pub ends_at: DateTimeUtc,
    pub chance: i32,
    pub until: Option<DateTimeUtc>,
    pub leased_to: Option<i32>,
    pub leased_until: Option<DateTimeUtc>,
    pub last_leased_to: Option<i32>,
    pub given_back_at: Option<DateTimeUtc>,
    pub revision: i32,
    pub line_mark: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
