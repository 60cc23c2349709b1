//! What a data manager reads of refused wishes.

use records::{
    refusals::{self, Refused},
    studies::StudyHandle,
};

use super::{
    Away, Trouble,
    door::{Said, StaffRequest},
};

/// Every refusal of a study.
pub(crate) struct Refusals {
    pub study: StudyHandle,
    pub all: Vec<Refused>,
    pub said: Said,
}

pub(crate) async fn list(request: StaffRequest) -> Result<Refusals, Away> {
    let study = request.study()?.clone();
    let by = request.member()?.data_manager(&study);
    let by = by.map_err(|_| Away::Trouble(Trouble::NotAllowed))?;
    let all = refusals::list(&request.db, &by, &study).await.map_err(Away::failed)?;
    Ok(Refusals { study, all, said: request.said })
}

/// One of them.
pub(crate) struct Refusal {
    pub study: StudyHandle,
    pub refused: Refused,
    pub said: Said,
}

pub(crate) async fn one(request: StaffRequest) -> Result<Refusal, Away> {
    let id = request.number();
    let Refusals { study, all, said } = list(request).await?;
    let refused = all.into_iter().find(|refused| refused.id == id);
    let refused = refused.ok_or(Away::Trouble(Trouble::NotFound))?;
    Ok(Refusal { study, refused, said })
}
