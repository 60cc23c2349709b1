//! What happened to an alert. Rows are only ever added.

use sea_orm::entity::prelude::*;

/// A row of `alert_event`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "alert_event")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub alert_id: i32,
    pub at: DateTimeUtc,
    pub actor: String,
    pub kind: String,
    pub level: Option<i32>,
    pub outcome: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub words: Option<String>,
    pub sealed: Option<Vec<u8>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
