//! Studies to choose from, for somebody who has no link.

use sea_orm::{EntityTrait, QuerySelect};
use surveys::keys::StudyKey;

use super::{StudyError, StudyHandle, as_filed, find};
use crate::{Db, entity::study};

/// The key and the title of every study, by title: what somebody who has no link chooses from.
///
/// # Errors
/// When the database fails, or holds what this program cannot read.
pub async fn offered(db: &Db) -> Result<Vec<(StudyKey, String)>, StudyError> {
    let rows = study::Entity::find().select_only().column(study::Column::Id);
    let rows: Vec<(i32, i32)> =
        rows.column(study::Column::Revision).into_tuple().all(db.read()).await?;
    let mut offered = Vec::new();
    for (id, revision) in rows {
        let study = as_filed(db, id, revision).await?;
        offered.push((study.key.clone(), study.title.clone()));
    }
    offered.sort_by(|(_, one), (_, other)| one.cmp(other));
    Ok(offered)
}

/// The study of this key, or the only one that there is. None when it is not said which.
///
/// # Errors
/// When the database fails, or holds what this program cannot read.
pub async fn meant(db: &Db, key: &str) -> Result<Option<StudyHandle>, StudyError> {
    let offered = offered(db).await?;
    let only = offered.len() == 1;
    match offered.into_iter().find(|(own, _)| only || own.as_str() == key) {
        Some((key, _)) => find(db, &key).await.map(Some),
        None => Ok(None),
    }
}
