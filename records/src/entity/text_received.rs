//! A text that somebody sent. Its words are sealed with the key of the person.

use sea_orm::entity::prelude::*;

/// A row of `text_received`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "text_received")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    #[sea_orm(unique)]
    pub once: String,
    pub study_id: i32,
    pub participant_id: Option<i32>,
    pub asks: String,
    pub words: Option<Vec<u8>>,
    pub received_at: DateTimeUtc,
    pub seen_at: Option<DateTimeUtc>,
    pub seen_by: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
