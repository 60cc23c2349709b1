//! What is read for the ethics committee's pack: the surveys of a study, and the versions that it may have seen.

use chrono::{DateTime, Utc};
use records::{
    auth::By,
    protocols,
    studies::{self, Earlier, StudyHandle},
    versions::{self, Listed},
};
use surveys::keys::SurveyKey;

use super::{
    Away, Trouble,
    door::{Said, StaffRequest},
};

/// A survey that the study asks.
pub(crate) struct Seen {
    pub key: SurveyKey,
    pub title: String,
    /// The versions that its waves begin with.
    pub in_use: Vec<u32>,
    /// The one that is to be put to use, where there is one.
    pub to_come: Option<u32>,
    /// All, latest first.
    pub versions: Vec<Listed>,
}

pub(crate) struct Packing {
    pub study: StudyHandle,
    pub surveys: Vec<Seen>,
    /// The versions of the protocol, the latest first, which holds: the number, and when it was published.
    pub protocols: Vec<(u32, DateTime<Utc>)>,
    /// What the study's own file said before it was loaded again, the latest first.
    pub earlier: Vec<Earlier>,
    pub said: Said,
}

pub(crate) async fn packing(request: StaffRequest) -> Result<Packing, Away> {
    let (member, study) = request.in_study()?;
    let by = member.survey_reader().map_err(|_| Away::Trouble(Trouble::NotAllowed))?;
    let by = By::Staff(by);
    let uses = versions::uses(&request.db, &by).await.map_err(Away::failed)?;
    let all = versions::listed(&request.db).await.map_err(Away::failed)?;
    let mut surveys: Vec<Seen> = Vec::new();
    for used in uses.into_iter().filter(|used| used.study == study.study().key) {
        if let Some(seen) = surveys.iter_mut().find(|seen| seen.key == used.survey) {
            seen.in_use.extend((!seen.in_use.contains(&used.version)).then_some(used.version));
            continue;
        }
        let own = all.iter().filter(|listed| listed.key == used.survey).rev();
        let (listed, mut title) = (own.cloned().collect::<Vec<_>>(), used.survey.to_string());
        if let Some(now) = listed.iter().find(|listed| listed.version == used.version) {
            let now = versions::asks(&request.db, now).await.map_err(Away::failed)?;
            title.clone_from(&now.title);
        }
        let (key, in_use) = (used.survey, vec![used.version]);
        surveys.push(Seen { key, title, in_use, to_come: None, versions: listed });
    }
    for seen in &mut surveys {
        seen.to_come = versions::to_come(&all, &seen.key, &seen.in_use);
    }
    let protocols = protocols::versions(&request.db, &study).await.map_err(Away::failed)?;
    let protocols = protocols.iter().map(|one| (one.protocol.version, one.published_at)).collect();
    let earlier = studies::earlier(&request.db, &study).await.map_err(Away::failed)?;
    Ok(Packing { study, surveys, protocols, earlier, said: request.said })
}
