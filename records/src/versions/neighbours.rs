//! The surveys that other waves ask beside one, whose answers somebody will put side by side.

use std::sync::Arc;

use sea_orm::DbErr;
use surveys::{
    definition::Survey,
    keys::{SurveyKey, WaveKey},
};

use super::{by_id, uses};
use crate::{
    Db,
    auth::{By, SurveyReader},
};

/// Another survey of a study that asks the one.
#[derive(Clone, Debug)]
pub struct Neighbour {
    /// What the study is called.
    pub study: String,
    /// The waves that begin with it.
    pub waves: Vec<WaveKey>,
    /// The version on which they begin.
    pub survey: Arc<Survey>,
}

/// The other surveys on which waves begin today, in the studies that they may know of and that ask this one.
///
/// # Errors
/// When the database fails, or holds what this program cannot read.
pub async fn neighbours(
    db: &Db,
    by: &By<SurveyReader>,
    key: &SurveyKey,
) -> Result<Vec<Neighbour>, DbErr> {
    let uses = uses(db, by).await?;
    let asks = |study: i32| uses.iter().any(|own| own.study_id == study && own.survey == *key);
    let mut found: Vec<((i32, i32), Neighbour)> = Vec::new();
    for used in uses.iter().filter(|used| used.survey != *key && asks(used.study_id)) {
        let at = (used.study_id, used.version_id);
        if let Some((_, known)) = found.iter_mut().find(|(known, _)| *known == at) {
            known.waves.push(used.wave.clone());
            continue;
        }
        let survey = by_id(&db.cache, db.read(), used.version_id).await?;
        let (study, waves) = (used.title.clone(), vec![used.wave.clone()]);
        found.push((at, Neighbour { study, waves, survey }));
    }
    Ok(found.into_iter().map(|(_, neighbour)| neighbour).collect())
}
