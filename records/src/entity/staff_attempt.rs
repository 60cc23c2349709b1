//! Wrong tries to sign in.

use sea_orm::entity::prelude::*;

/// A row of `staff_attempt`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "staff_attempt")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub about: Vec<u8>,
    pub wrong: i32,
    pub tried_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
