//! A study as it was loaded; the secret makes its links and row keys.

use sea_orm::entity::prelude::*;

/// A row of `study`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "study")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub key: String,
    pub revision: i32,
    #[sea_orm(column_type = "Text")]
    pub definition: String,
    pub secret: Vec<u8>,
    pub loaded_at: DateTimeUtc,
    pub letters_since: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
