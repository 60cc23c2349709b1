//! What happened to an entry of a register. Rows are only ever added.

use sea_orm::entity::prelude::*;

/// A row of `register_event`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "register_event")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub entry_id: i32,
    pub at: DateTimeUtc,
    pub actor: String,
    pub kind: String,
    pub detail: Option<String>,
    pub since: Option<DateTimeUtc>,
    pub can_reach: Option<bool>,
    pub has_words: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
