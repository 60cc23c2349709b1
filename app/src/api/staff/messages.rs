//! What is read of a study's messages.

use chrono::{DateTime, Utc};
use records::{
    auth::By,
    outbox::{self, Hold, Listed},
    protocols,
    schedule::{self, GoesAtOnce, LeftOut},
    staff::Names,
    studies::StudyHandle,
};
use surveys::roles::Act;

use super::{
    Away, Trouble,
    door::{Said, StaffRequest},
};
use crate::components::staff::frame::HeldSends;

/// The messages of a study.
pub(crate) struct Messages {
    pub study: StudyHandle,
    pub listed: Listed,
    /// What holds them, if something does.
    pub holds: Vec<Hold>,
    /// What goes at once when that is over.
    pub going: Option<GoesAtOnce>,
    /// Who is left out, since something cannot be read.
    pub left_out: Vec<LeftOut>,
    /// Why the protocol cannot be read, where it cannot.
    pub unread: Option<String>,
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
    let mut holds = outbox::held(&request.db, &study).await.map_err(Away::failed)?;
    let by = By::Staff(by);
    let names = Names::of_postmasters(&request.db, &by).await.map_err(Away::failed)?;
    holds.iter_mut().for_each(|hold| hold.by = names.of(&hold.by));
    let left_out = schedule::left_out(&request.db, &by, &study).await.map_err(Away::failed)?;
    let unread = protocols::unreadable(&request.db, &study).await.map_err(Away::failed)?;
    let going = match (holds.is_empty(), &unread) {
        (true, _) => None,
        (false, Some(_)) => Some(GoesAtOnce::default()),
        (false, None) => {
            let going = schedule::goes_at_once(&request.db, &by, &study, request.now);
            Some(going.await.map_err(Away::failed)?)
        }
    };
    let knows_staff = member.may(Act::ManageStaff);
    let StaffRequest { now, said, .. } = request;
    Ok(Messages { study, listed, holds, going, left_out, unread, knows_staff, now, said })
}

/// What is held in the study that the address names, for whoever has come in; on any page for who may release them all. That
/// it cannot be read keeps no page back.
pub(crate) async fn held(request: &StaffRequest) -> Option<HeldSends> {
    let member = request.member().ok()?;
    let may_all = member.may(Act::HoldAllSends);
    let holds = match &request.study {
        Some(study) => outbox::held(&request.db, study).await.ok()?,
        None if may_all => outbox::all_held(&request.db).await.ok()?.into_iter().collect(),
        None => Vec::new(),
    };
    let since = holds.iter().map(|hold| hold.at).min()?;
    let theirs = request.study.as_ref().filter(|study| member.may_in(Act::TendMessages, study));
    let page = theirs.map(|study| format!("/staff/{}/messages", study.study().key));
    let of_all = holds.iter().any(|hold| hold.of_all);
    let page = page.or_else(|| (may_all && of_all).then(|| "/staff/sends".to_owned()));
    Some(HeldSends { since, page })
}
