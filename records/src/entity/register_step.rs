//! What is still to be done in the vault about an entry of a register.

use sea_orm::entity::prelude::*;

/// A row of `register_step`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "register_step")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub entry_id: i32,
    pub event_id: Option<i64>,
    pub forget: bool,
    pub words: Option<Vec<u8>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
