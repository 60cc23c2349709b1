//! Something that a person asked for and was refused.

use sea_orm::entity::prelude::*;

/// A row of `refusal`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "refusal")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub participant_id: i32,
    pub choice: String,
    pub because: String,
    pub frozen_on: Option<Date>,
    pub channel: String,
    pub actor: String,
    pub reference: String,
    pub at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
