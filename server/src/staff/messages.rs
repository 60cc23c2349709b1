//! What is decided about messages that failed or are in doubt.

use app::{
    StaffPage,
    api::staff::{Trouble, Wrong, unavailable},
};
use axum::response::Response;
use records::{
    auth::{By, Postmaster},
    outbox::{self, TendError},
};

use super::posted::{Holding, Posted, on_to};

/// Of a reason so many letters are kept.
pub(super) const LONGEST_REASON: usize = 500;

/// Holds all messages or releases them, or decides about one.
pub async fn post(holding: Holding<Postmaster>, posted: Posted) -> Response {
    match posted.typed.one("then") {
        "hold" => hold(holding, posted).await,
        "release" => release(holding, posted).await,
        _ => decide(holding, posted).await,
    }
}

async fn hold(Holding { by, study }: Holding<Postmaster>, posted: Posted) -> Response {
    let (db, now) = (&posted.http.db, posted.http.clock.now());
    let reason: String = posted.typed.one("reason").chars().take(LONGEST_REASON).collect();
    match outbox::hold(db, &By::Staff(by), &study, &reason, now).await {
        Ok(_) => on_to(&format!("/staff/{}/messages?done=held", study.study().key)),
        Err(error) => posted.trouble(unavailable(&error)).await,
    }
}

async fn release(Holding { by, study }: Holding<Postmaster>, posted: Posted) -> Response {
    let (db, now) = (&posted.http.db, posted.http.clock.now());
    match outbox::release(db, &By::Staff(by), &study, now).await {
        Ok(_) => on_to(&format!("/staff/{}/messages?done=released", study.study().key)),
        Err(error) => posted.trouble(unavailable(&error)).await,
    }
}

/// Tries a message again or gives it up, or says of one in doubt whether it left; or shows older ones.
async fn decide(Holding { by, study }: Holding<Postmaster>, posted: Posted) -> Response {
    let (db, now) = (&posted.http.db, posted.http.clock.now());
    let id = posted.typed.one("message").parse().unwrap_or_default();
    let decided = match posted.typed.one("then") {
        "again" => outbox::try_again(db, &by, id, now).await,
        "give-up" => outbox::give_up(db, &by, id, now).await,
        "left" => outbox::has_left(db, &by, id, now).await,
        "not-left" => outbox::has_not_left(db, &by, id, now).await,
        _ => return posted.draws(StaffPage::Messages).await,
    };
    match decided {
        Ok(()) => on_to(&format!("/staff/{}/messages?done=message", study.study().key)),
        Err(TendError::NoSuchMessage) => posted.trouble(Trouble::NotFound).await,
        Err(TendError::DecidedAlready) => {
            posted.wrong(StaffPage::Messages, Wrong::DecidedAlready).await
        }
        Err(TendError::Database(cause)) => posted.trouble(unavailable(&cause)).await,
    }
}
