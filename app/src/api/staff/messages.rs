//! What is read of a study's messages.

use chrono::{DateTime, Utc};
use records::{
    outbox::{self, Listed},
    studies::StudyHandle,
};
use surveys::roles::Act;

use super::{
    Away, Trouble,
    door::{Said, StaffRequest},
};

/// The messages of a study.
pub(crate) struct Messages {
    pub study: StudyHandle,
    pub listed: Listed,
    /// Whether they may know whose number that of an account is.
    pub knows_staff: bool,
    pub now: DateTime<Utc>,
    pub said: Said,
}

pub(crate) async fn listed(request: StaffRequest) -> Result<Messages, Away> {
    let study = request.study()?.clone();
    let member = request.member()?;
    let by = member.postmaster(&study);
    let by = by.map_err(|_| Away::Trouble(Trouble::NotAllowed))?;
    let before = request.said.typed.one("before").parse().ok();
    let listed = outbox::of_study(&request.db, &by, before).await.map_err(Away::failed)?;
    let knows_staff = member.may(Act::ManageStaff);
    Ok(Messages { study, listed, knows_staff, now: request.now, said: request.said })
}
