//! That a link was opened: whose it is was shown, or something was posted.

use sea_orm::entity::prelude::*;

/// A row of `link_opened`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "link_opened")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub link_id: i32,
    pub at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
