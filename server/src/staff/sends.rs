//! What administrators do about the messages of every study.

use app::api::staff::unavailable;
use axum::response::Response;
use records::outbox;

use super::{
    messages::LONGEST_REASON,
    posted::{Managing, Posted, on_to},
};

/// Holds them all, or releases them.
pub async fn post(Managing(by): Managing, posted: Posted) -> Response {
    let (db, now) = (&posted.http.db, posted.http.clock.now());
    let (done, changed) = match posted.typed.one("then") {
        "release" => ("released", outbox::release_all(db, &by, now).await),
        _ => {
            let reason: String = posted.typed.one("reason").chars().take(LONGEST_REASON).collect();
            ("held", outbox::hold_all(db, &by, &reason, now).await)
        }
    };
    match changed {
        Ok(_) => on_to(&format!("/staff/sends?done={done}")),
        Err(error) => posted.trouble(unavailable(&error)).await,
    }
}
