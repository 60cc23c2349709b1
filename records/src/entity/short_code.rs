//! The short code of a link, known by its keyed hash.

use sea_orm::entity::prelude::*;

/// A row of `short_code`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "short_code")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub link_id: i32,
    pub code_hash: Vec<u8>,
    pub attempt: i32,
    pub wrong_tries: i32,
    pub tried_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
