//! One decision in the consent ledger. Rows are only ever added.

use sea_orm::entity::prelude::*;

/// A row of `consent_event`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "consent_event")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub participant_id: i32,
    pub form_version: i32,
    pub statement: String,
    pub permission: Option<String>,
    pub answer: String,
    pub channel: String,
    pub actor: String,
    pub witness: Option<String>,
    pub at: DateTimeUtc,
    pub recorded_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
