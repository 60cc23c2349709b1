//! What is read for the ethics committee's pack: the surveys of a study, and the versions that it may have seen.

use records::{auth::By, studies::StudyHandle, versions};
use surveys::keys::SurveyKey;

use super::{
    Away, Trouble,
    door::{Said, StaffRequest},
};

/// A survey that the study asks.
pub(crate) struct Seen {
    pub key: SurveyKey,
    pub title: String,
    /// The version that its waves begin with.
    pub version: u32,
    /// Those before it, latest first.
    pub earlier: Vec<u32>,
}

pub(crate) struct Packing {
    pub study: StudyHandle,
    pub surveys: Vec<Seen>,
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
        if surveys.iter().any(|seen| seen.key == used.survey) {
            continue;
        }
        let own = all.iter().filter(|listed| listed.key == used.survey);
        let earlier = own.clone().map(|listed| listed.version);
        let earlier = earlier.filter(|version| *version < used.version).rev().collect();
        let mut title = used.survey.to_string();
        if let Some(now) = own.clone().find(|listed| listed.version == used.version) {
            let now = versions::asks(&request.db, now).await.map_err(Away::failed)?;
            title.clone_from(&now.title);
        }
        surveys.push(Seen { key: used.survey, title, version: used.version, earlier });
    }
    Ok(Packing { study, surveys, said: request.said })
}
