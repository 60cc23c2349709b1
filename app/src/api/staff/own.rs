//! What is read of somebody's own account.

use chrono::{DateTime, Utc};
use records::{
    auth::StaffMember,
    registers,
    staff::{self, Signed},
    studies::StudyHandle,
    texts,
};

use super::{
    Away,
    care::{self, Waiting},
    door::{Said, StaffRequest},
    every_study,
};
use crate::routes::staff::{For, StaffPage};

/// Somebody and what they may do.
pub(crate) struct Overview {
    pub member: StaffMember,
    pub studies: Vec<StudyHandle>,
    /// What is for them in every study: words and address.
    pub links: Vec<(&'static str, String)>,
    /// What is for them in one study, beside its place among the studies.
    pub of_studies: Vec<(usize, &'static str, String)>,
    /// How safeguarding stands in each study, in the order of the studies.
    pub waiting: Vec<Waiting>,
    /// How many entries of the registers are overdue, beside the place of the study.
    pub overdue: Vec<(usize, usize)>,
    /// How many texts wait for them, beside the place of the study.
    pub texts: Vec<(usize, u64)>,
}

pub(crate) async fn overview(request: StaffRequest) -> Result<Overview, Away> {
    let member = request.member()?;
    let all = every_study(&request.db).await?;
    let (mut links, mut of_studies) = (Vec::new(), Vec::new());
    for (address, page) in StaffPage::ADDRESSES {
        let (Some(words), For::Whoever(act)) = (page.link_words(), page.is_for()) else { continue };
        if !address.contains("{study}") {
            if member.may(act) {
                links.push((words, address.to_owned()));
            }
            continue;
        }
        for (place, study) in all.iter().enumerate() {
            if member.may_in(act, study) {
                let key = study.study().key.as_str();
                of_studies.push((place, words, address.replace("{study}", key)));
            }
        }
    }
    let waiting = care::waiting(&request, &all).await?;
    let overdue = overdue(&request, &member, &all).await?;
    let texts = waiting_texts(&request, &member, &all).await?;
    Ok(Overview { member, studies: all, links, of_studies, waiting, overdue, texts })
}

/// For those who look after participants.
async fn waiting_texts(
    request: &StaffRequest,
    member: &StaffMember,
    studies: &[StudyHandle],
) -> Result<Vec<(usize, u64)>, Away> {
    let mut texts = Vec::new();
    for (place, study) in studies.iter().enumerate() {
        let Ok(by) = member.caseworker(study) else { continue };
        let waiting = texts::how_many_wait(&request.db, &by, study).await;
        texts.push((place, waiting.map_err(Away::failed)?));
    }
    Ok(texts)
}

/// For those who keep the registers.
async fn overdue(
    request: &StaffRequest,
    member: &StaffMember,
    studies: &[StudyHandle],
) -> Result<Vec<(usize, usize)>, Away> {
    let kept = studies.iter().enumerate().filter_map(|(place, study)| {
        let keeper = member.register_keeper(study).ok()?;
        Some((place, (keeper, study.clone())))
    });
    let (places, kept): (Vec<_>, Vec<_>) = kept.unzip();
    let overdue = registers::overdue(&request.db, &kept, request.now).await;
    Ok(places.into_iter().zip(overdue.map_err(Away::failed)?).collect())
}

/// Somebody's own account.
pub(crate) struct Account {
    pub member: StaffMember,
    pub sessions: Vec<Signed>,
    pub codes_left: u64,
    pub now: DateTime<Utc>,
    pub said: Said,
}

pub(crate) async fn account(request: StaffRequest) -> Result<Account, Away> {
    let member = request.member()?;
    let (db, now) = (&request.db, request.now);
    let sessions = staff::of_member(db, &member, now).await.map_err(Away::failed)?;
    let codes_left = staff::recovery_codes_left(db, &member).await.map_err(Away::failed)?;
    Ok(Account { member, sessions, codes_left, now, said: request.said })
}
