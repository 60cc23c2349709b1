//! A complaint, a breach or a harm. How it stands follows from its events.

use sea_orm::entity::prelude::*;

/// A row of `register_entry`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "register_entry")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub study_id: i32,
    pub register: String,
    pub participant_id: Option<i32>,
    pub once: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
