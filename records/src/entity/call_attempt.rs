//! A call that was made. Rows are only ever added; what was put into words is sealed with the key of the person.

use sea_orm::entity::prelude::*;

/// A row of `call_attempt`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "call_attempt")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub case_id: i32,
    pub number: i32,
    pub line: i32,
    pub line_mark: String,
    pub dialled_at: DateTimeUtc,
    pub answered_at: Option<DateTimeUtc>,
    pub ended_at: DateTimeUtc,
    pub outcome: String,
    pub agreed_from: Option<DateTimeUtc>,
    pub agreed_until: Option<DateTimeUtc>,
    pub away_until: Option<Date>,
    pub note: Option<Vec<u8>>,
    pub said: Option<Vec<u8>>,
    pub staff_id: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
