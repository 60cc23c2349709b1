//! What is posted by whoever comes in, or goes.

use app::{
    StaffPage,
    api::staff::{Wrong, door::Done, unavailable},
};
use axum::response::Response;
use records::{
    auth::{Arrived, arrive},
    staff::{self, Accepting, StaffError},
};

use super::{
    cookies,
    posted::{Posted, on_to},
};

/// Takes address and password.
pub async fn sign_in(posted: Posted) -> Response {
    let (http, from, now) = (&posted.http, posted.arrival.from.clone(), posted.http.clock.now());
    let (email, password) = (posted.typed.one("email"), posted.typed.raw("password"));
    let signed_in = match posted.needs_sign_on() {
        false => staff::sign_in(&http.db, email, password, from, now).await,
        true => staff::sign_in_as_administrator(&http.db, email, password, from, now).await,
    };
    match signed_in {
        Ok(signed_in) => {
            // Whatever session the browser had before is not the one that came in.
            if let Some(before) = &posted.arrival.session
                && let Err(cause) = staff::sign_out(&http.db, before, now).await
            {
                unavailable(&cause);
            }
            cookies::keep(on_to("/staff"), &signed_in, http.secure)
        }
        Err(StaffError::Wrong) => posted.wrong(StaffPage::SignIn, Wrong::SignIn).await,
        Err(error) => posted.wrong(StaffPage::SignIn, error.into()).await,
    }
}

/// Takes the code of the second factor.
pub async fn code(posted: Posted) -> Response {
    let Some(Arrived::OwesCode(who)) = &posted.arrival.request.arrived else {
        return on_to("/staff");
    };
    let (http, from) = (&posted.http, posted.arrival.from.clone());
    let code = posted.typed.one("code");
    match staff::give_code(&http.db, who, code, from, http.clock.now()).await {
        Ok(signed_in) => cookies::keep(on_to("/staff"), &signed_in, http.secure),
        Err(StaffError::Wrong) => posted.wrong(StaffPage::Code, Wrong::Code).await,
        Err(error) => posted.wrong(StaffPage::Code, error.into()).await,
    }
}

/// Takes the first code of a new second factor, and shows the recovery codes.
pub async fn second_factor(mut posted: Posted) -> Response {
    let who = match &posted.arrival.request.arrived {
        Some(Arrived::OwesSecondFactor(who)) => Some(who.clone()),
        Some(Arrived::In(member)) => member.at_second_factor(),
        _ => None,
    };
    let Some(who) = who else { return on_to("/staff") };
    let (db, now) = (posted.http.db.clone(), posted.http.clock.now());
    match staff::confirm_second_factor(&db, &who, posted.typed.one("code"), now).await {
        Ok((session, codes)) => {
            // From here on they are in, and see their account.
            match arrive(&db, &session, now).await {
                Ok(arrived) => posted.arrival.request.arrived = arrived,
                Err(cause) => drop(unavailable(&cause)),
            }
            let secure = posted.http.secure;
            let shown = posted.done(StaffPage::Account, Done::RecoveryCodes(codes)).await;
            cookies::renew(shown, &session, secure)
        }
        Err(StaffError::Wrong) => posted.wrong(StaffPage::SecondFactor, Wrong::Code).await,
        Err(StaffError::NotBegun) => on_to("/staff/account"),
        Err(error) => posted.wrong(StaffPage::SecondFactor, error.into()).await,
    }
}

/// Takes name and password of somebody who was invited.
pub async fn accept(posted: Posted) -> Response {
    let (http, typed) = (&posted.http, &posted.typed);
    let filled = Accepting {
        name: typed.one("name").to_owned(),
        password: typed.raw("new").to_owned(),
        again: typed.raw("again").to_owned(),
    };
    let (token, agent) = (&posted.arrival.request.names, &posted.arrival.from.agent);
    if posted.needs_sign_on() {
        let invitation = staff::open(&http.db, token, http.clock.now()).await;
        if invitation.is_ok_and(|invitation| !invitation.is_administrator) {
            return on_to("/staff/sign-in");
        }
    }
    match staff::accept(&http.db, token, filled, agent, http.clock.now()).await {
        Ok(signed_in) => cookies::keep(on_to("/staff"), &signed_in, http.secure),
        Err(error) => match Wrong::try_from(error) {
            Ok(wrong) => posted.wrong(StaffPage::Invitation, wrong).await,
            Err(trouble) => posted.trouble(trouble).await,
        },
    }
}

/// Ends the session of this browser.
pub async fn sign_out(posted: Posted) -> Response {
    let http = &posted.http;
    if let Some(session) = &posted.arrival.session
        && let Err(cause) = staff::sign_out(&http.db, session, http.clock.now()).await
    {
        return posted.trouble(unavailable(&cause)).await;
    }
    cookies::forget(on_to("/staff/sign-in"), http.secure)
}
