//! Who was in a file of identifiers, by which pass they were found, and when its owner was told to stop.

use sea_orm::entity::prelude::*;

/// A row of `linkage_person`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "linkage_person")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub file_id: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub participant_id: i32,
    pub pass: Option<String>,
    pub told_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
