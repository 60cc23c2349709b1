//! How a call ended after all. Rows are only ever added.

use sea_orm::entity::prelude::*;

/// A row of `call_correction`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "call_correction")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub attempt_id: i32,
    pub outcome: String,
    pub agreed_from: Option<DateTimeUtc>,
    pub agreed_until: Option<DateTimeUtc>,
    pub away_until: Option<Date>,
    pub corrected_at: DateTimeUtc,
    pub corrected_by: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
