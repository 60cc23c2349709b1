//! What is read of a study's messages.

use records::{
    outbox::{self, Listed},
    studies::StudyHandle,
};

use super::{
    Away, Trouble,
    door::{Said, StaffRequest},
};

/// The messages of a study.
pub(crate) struct Messages {
    pub study: StudyHandle,
    pub listed: Listed,
    pub said: Said,
}

pub(crate) async fn listed(request: StaffRequest) -> Result<Messages, Away> {
    let study = request.study()?.clone();
    let by = request.member()?.postmaster(&study);
    let by = by.map_err(|_| Away::Trouble(Trouble::NotAllowed))?;
    let before = request.said.typed.one("before").parse().ok();
    let listed = outbox::of_study(&request.db, &by, before).await.map_err(Away::failed)?;
    Ok(Messages { study, listed, said: request.said })
}
