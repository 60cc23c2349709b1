//! An answer given on the way, which raises an alert if it stays.

use sea_orm::entity::prelude::*;

/// A row of `provisional_alert`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "provisional_alert")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub response_id: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub cause: String,
    pub page: String,
    pub level: i32,
    pub since: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
