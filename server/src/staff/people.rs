//! What administrators post about others.

use app::{
    StaffPage,
    api::staff::{Trouble, Wrong, door::Done, unavailable},
};
use axum::response::Response;
use records::{
    staff::{self, Appointment, Invited, RoleError},
    studies,
};
use surveys::{keys::StudyKey, roles::Role};

use super::posted::{Managing, Posted, on_to};

/// Invites somebody.
pub async fn invite(Managing(by): Managing, posted: Posted) -> Response {
    let appointment = match appointment(&posted).await {
        Ok(appointment) => appointment,
        Err(wrong) => return posted.wrong(StaffPage::People, wrong).await,
    };
    let (db, email) = (&posted.http.db, posted.typed.one("email"));
    match staff::invite(db, by, email, appointment, posted.http.clock.now()).await {
        Ok(invited) => {
            let done = told(&posted, invited);
            posted.done(StaffPage::People, done).await
        }
        Err(error) => posted.wrong(StaffPage::People, error.into()).await,
    }
}

/// Gives somebody another role.
pub async fn give_role(Managing(by): Managing, posted: Posted) -> Response {
    let appointment = match appointment(&posted).await {
        Ok(appointment) => appointment,
        Err(wrong) => return posted.wrong(StaffPage::Person, wrong).await,
    };
    let (db, id, now) = (&posted.http.db, posted.number(), posted.http.clock.now());
    let given = staff::give_role(db, by, id, appointment, now).await;
    answered(posted, given, "roles").await
}

/// Takes one of somebody's roles away.
pub async fn take_role(Managing(by): Managing, posted: Posted) -> Response {
    let role = posted.typed.one("role").parse().unwrap_or_default();
    let (db, id, now) = (&posted.http.db, posted.number(), posted.http.clock.now());
    let taken = staff::take_role(db, by, id, role, now).await;
    answered(posted, taken, "roles").await
}

/// Invites somebody again, to choose another password.
pub async fn invite_again(Managing(by): Managing, posted: Posted) -> Response {
    let renews = posted.typed.has("renews", "yes");
    let (db, id, now) = (&posted.http.db, posted.number(), posted.http.clock.now());
    match staff::invite_again(db, by, id, renews, now).await {
        Ok(invited) => {
            let done = told(&posted, invited);
            posted.done(StaffPage::Person, done).await
        }
        Err(error) => answered(posted, Err(error), "").await,
    }
}

/// Shows the link of an invitation, for whoever hands it over themselves.
pub async fn show_link(Managing(by): Managing, posted: Posted) -> Response {
    let (db, id, now) = (&posted.http.db, posted.number(), posted.http.clock.now());
    match staff::invited(db, by, id, now).await {
        Ok(Some(invited)) => {
            let done = Done::InvitationLink(link(&posted, &invited));
            posted.done(StaffPage::Person, done).await
        }
        Ok(None) => posted.trouble(Trouble::NoInvitation).await,
        Err(cause) => posted.trouble(unavailable(&cause)).await,
    }
}

/// Where no messages leave, the link is told at once.
fn told(posted: &Posted, invited: Invited) -> Done {
    let link = (!posted.http.messages_leave).then(|| link(posted, &invited));
    Done::Invited { email: invited.email, until: invited.expires_at.date_naive(), link }
}

fn link(posted: &Posted, invited: &Invited) -> String {
    format!("{}/staff/invitation/{}", posted.http.public_url, invited.token)
}

/// Signs somebody out everywhere.
pub async fn end_sessions(Managing(by): Managing, posted: Posted) -> Response {
    let (db, id, now) = (&posted.http.db, posted.number(), posted.http.clock.now());
    let ended = staff::end_sessions(db, by, id, now).await.map(drop);
    answered(posted, ended, "sessions").await
}

/// Takes away all of somebody's access.
pub async fn remove(Managing(by): Managing, posted: Posted) -> Response {
    let (db, id, now) = (&posted.http.db, posted.number(), posted.http.clock.now());
    if !posted.typed.has("sure", "yes") {
        return posted.wrong(StaffPage::Person, Wrong::NotSure).await;
    }
    match staff::remove(db, by, id, now).await {
        Ok(()) => on_to("/staff/people?done=removed"),
        Err(error) => answered(posted, Err(error), "").await,
    }
}

async fn answered(posted: Posted, outcome: Result<(), RoleError>, done: &str) -> Response {
    match outcome {
        Ok(()) => on_to(&format!("/staff/people/{}?done={done}", posted.number())),
        Err(RoleError::NoSuchStaff) => posted.trouble(Trouble::NotFound).await,
        Err(error) => posted.wrong(StaffPage::Person, error.into()).await,
    }
}

/// The role that was chosen, and where. A site is named with its study: `bridgeway/ashmere`.
async fn appointment(posted: &Posted) -> Result<Appointment, Wrong> {
    let typed = &posted.typed;
    let role: Role = typed.one("role").parse().map_err(|_| Wrong::NoRole)?;
    let study = match StudyKey::new(typed.one("study")) {
        Ok(key) => studies::find(&posted.http.db, &key).await.map(Some).map_err(|cause| {
            unavailable(&cause);
            Wrong::NeedsStudy
        })?,
        Err(_) => None,
    };
    let site = match (typed.one("site").split_once('/'), &study) {
        (None, _) => None,
        (Some((of, site)), Some(study)) if study.study().key.as_str() == of => {
            Some(site.to_owned())
        }
        (Some(_), _) => return Err(Wrong::NeedsSite),
    };
    Ok(Appointment { role, study, site })
}
