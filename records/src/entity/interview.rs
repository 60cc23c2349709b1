//! That an interviewer may record somebody's survey: the date of birth that they were told was right.

use sea_orm::entity::prelude::*;

/// A row of `interview`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "interview")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub participant_id: i32,
    pub wave_key: String,
    pub staff_id: i32,
    pub wrong_tries: i32,
    pub tried_at: Option<DateTimeUtc>,
    pub checked_at: Option<DateTimeUtc>,
    pub arm_shown_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
