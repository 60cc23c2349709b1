//! What a condition may look at beside the draft: answers to the surveys of earlier waves as they are published, and the arms
//! of the studies that ask this survey. While no study does, those of every study are offered.

use std::collections::BTreeSet;

use records::{
    Db,
    auth::{By, SurveyReader},
    studies,
    versions::{self, Listed, Use},
};
use surveys::{
    editing::{From, Subject, subjects},
    keys::SurveyKey,
};

use super::super::{Away, door::StaffRequest, surveys::reader};
use super::{Arranging, within};

/// What is known of somebody before this survey.
#[derive(Default)]
pub(crate) struct Beforehand {
    /// Each earlier wave, as it is called, with what its survey asks. Names have the wave before them.
    pub waves: Vec<(String, Vec<Subject>)>,
    /// Each arm, with what staff call it.
    pub arms: Vec<(String, String)>,
}

/// A condition, or a comparison in one, with all that it may look at.
pub(crate) async fn condition(request: StaffRequest) -> Result<Arranging, Away> {
    let (db, (by, _)) = (request.db.clone(), reader(&request)?);
    let mut arranging = within(request).await?;
    arranging.beforehand = beforehand(&db, &by, &arranging.draft.key).await?;
    Ok(arranging)
}

async fn beforehand(db: &Db, by: &By<SurveyReader>, key: &SurveyKey) -> Result<Beforehand, Away> {
    let uses = versions::uses(db, by).await.map_err(Away::failed)?;
    let listed = versions::listed(db).await.map_err(Away::failed)?;
    let mut of: BTreeSet<_> =
        uses.iter().filter(|used| used.survey == *key).map(|used| &used.study).collect();
    if of.is_empty() {
        of = uses.iter().map(|used| &used.study).collect();
    }
    let mut known = Beforehand::default();
    for study in of {
        let own = uses.iter().filter(|used| used.study == *study);
        let before: Vec<_> = own.take_while(|used| used.survey != *key).collect();
        for used in before {
            known.learn(db, used, &listed).await?;
        }
        let handle = studies::find(db, study).await.map_err(Away::failed)?;
        for arm in &handle.study().arms {
            let arm = (arm.key.clone(), arm.title.clone());
            if !known.arms.contains(&arm) {
                known.arms.push(arm);
            }
        }
    }
    Ok(known)
}

impl Beforehand {
    /// What the version that a wave begins with asks.
    async fn learn(&mut self, db: &Db, used: &Use, listed: &[Listed]) -> Result<(), Away> {
        let is_used = |one: &&Listed| one.key == used.survey && one.version == used.version;
        let Some(version) = listed.iter().find(is_used) else { return Ok(()) };
        let survey = versions::asks(db, version).await.map_err(Away::failed)?;
        let asked =
            subjects(&survey, None).into_iter().filter(|subject| subject.from == From::Asked);
        let is_new = |subject: &Subject| !self.subjects().any(|known| known.name == subject.name);
        let named = asked.map(|subject| {
            let name = format!("{}.{}", used.wave, subject.name);
            Subject { name, ..subject }
        });
        let own: Vec<_> = named.filter(is_new).collect();
        if !own.is_empty() {
            self.waves.push((format!("{}: {}", used.wave, survey.title), own));
        }
        Ok(())
    }

    pub fn subjects(&self) -> impl Iterator<Item = &Subject> {
        self.waves.iter().flat_map(|(_, asked)| asked)
    }
}
