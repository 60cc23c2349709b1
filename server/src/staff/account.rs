//! What is posted by somebody about their own account.

use app::{
    StaffPage,
    api::staff::{Wrong, door::Done},
};
use axum::response::Response;
use records::staff::{self, PasswordProblem};

use super::posted::{Member, Posted, on_to};

/// Changes the password, or makes new codes.
pub async fn change(Member(member): Member, posted: Posted) -> Response {
    let (db, now) = (posted.http.db.clone(), posted.http.clock.now());
    let password = posted.typed.raw("password");
    match posted.typed.one("then") {
        "second-factor" => match staff::new_second_factor(&db, &member, password, now).await {
            Ok(()) => on_to("/staff/second-factor"),
            Err(error) => posted.wrong(StaffPage::Account, error.into()).await,
        },
        "recovery-codes" => match staff::new_recovery_codes(&db, &member, password, now).await {
            Ok(codes) => posted.done(StaffPage::Account, Done::RecoveryCodes(codes)).await,
            Err(error) => posted.wrong(StaffPage::Account, error.into()).await,
        },
        _ => {
            let new = posted.typed.raw("new");
            if new != posted.typed.raw("again") {
                let wrong = Wrong::New(PasswordProblem::NotTheSame);
                return posted.wrong(StaffPage::Account, wrong).await;
            }
            match staff::change_password(&db, &member, password, new, now).await {
                Ok(()) => on_to("/staff/account?done=password"),
                Err(error) => posted.wrong(StaffPage::Account, error.into()).await,
            }
        }
    }
}

/// Ends one session of their own, or all but this one.
pub async fn sessions(Member(member): Member, posted: Posted) -> Response {
    let (db, now) = (&posted.http.db, posted.http.clock.now());
    let ended = match posted.typed.one("session") {
        "others" => staff::end_other_sessions(db, &member, now).await,
        number => staff::end_session(db, &member, number.parse().unwrap_or_default(), now).await,
    };
    match ended {
        Ok(()) => on_to("/staff/account?done=sessions"),
        Err(error) => posted.wrong(StaffPage::Account, error.into()).await,
    }
}
