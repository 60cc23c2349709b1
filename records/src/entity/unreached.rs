//! That something reaches nobody at an address or number, as somebody learned it.

use sea_orm::entity::prelude::*;

/// A row of `unreached`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "unreached")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub participant_id: i32,
    pub what: String,
    pub address_mark: String,
    pub happened_on: Date,
    pub recorded_at: DateTimeUtc,
    pub recorded_by: String,
    pub taken_back_at: Option<DateTimeUtc>,
    pub taken_back_by: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
