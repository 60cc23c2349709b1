//! A participant whom somebody on a list of deaths may be. No name of the list is kept.

use sea_orm::entity::prelude::*;

/// A row of `possible_death`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "possible_death")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub participant_id: i32,
    pub died_on: Date,
    pub agrees: String,
    pub differs: String,
    pub found_at: DateTimeUtc,
    pub found_by: String,
    pub state: String,
    pub decided_at: Option<DateTimeUtc>,
    pub decided_by: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
