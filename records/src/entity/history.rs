//! What one saved page changed. Rows are only ever added.

use sea_orm::entity::prelude::*;

/// A row of `history`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "history")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub response_id: i32,
    pub page: String,
    pub actor: String,
    pub mode: String,
    pub at: DateTimeUtc,
    #[sea_orm(column_type = "Text")]
    pub changes: String,
    pub erased_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
