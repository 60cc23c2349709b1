//! What is decided about messages that failed or are in doubt.

use app::{
    StaffPage,
    api::staff::{Trouble, Wrong, unavailable},
};
use axum::response::Response;
use records::{
    auth::Postmaster,
    outbox::{self, TendError},
};

use super::posted::{Holding, Posted, on_to};

/// Tries a message again or gives it up, or says of one in doubt whether it left; or shows older ones.
pub async fn decide(Holding { by, study }: Holding<Postmaster>, posted: Posted) -> Response {
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
