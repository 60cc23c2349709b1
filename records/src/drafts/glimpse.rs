//! A draft that is not in order yet.

use sea_orm::DbErr;
use surveys::{
    authoring::{self, Beside},
    catalogue,
    definition::Survey,
    keys::SurveyKey,
};

use super::checking::file;
use crate::{Db, rights};

/// What can be made of a draft whatever is wrong with it: what a condition may look at is chosen from it. None where not
/// even its fields can be told.
///
/// # Errors
/// When the database fails.
pub async fn glimpse(db: &Db, key: &SurveyKey, text: &str) -> Result<Option<Survey>, DbErr> {
    let packs = rights::packs(db).await?;
    let beside = Beside { packs: Some(&packs), ..Beside::default() };
    Ok(authoring::glimpse(&file(key, text), beside, &catalogue::open))
}
