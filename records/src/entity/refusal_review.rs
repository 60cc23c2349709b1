//! What somebody decided on a refusal when they looked at it again. Rows are only ever added.

use sea_orm::entity::prelude::*;

/// A row of `refusal_review`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "refusal_review")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub refusal_id: i32,
    pub outcome: String,
    pub decided_by: String,
    #[sea_orm(column_type = "Text")]
    pub note: String,
    pub actor: String,
    pub at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
