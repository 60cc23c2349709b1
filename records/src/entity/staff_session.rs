//! A device on which somebody on the staff is signed in, known by its token's hash.

use sea_orm::entity::prelude::*;

/// A row of `staff_session`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "staff_session")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub staff_id: i32,
    pub token_hash: Vec<u8>,
    pub second_factor: bool,
    pub pending_secret: Option<Vec<u8>>,
    pub device: String,
    pub begun_at: DateTimeUtc,
    pub seen_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
