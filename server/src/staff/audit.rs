//! What administrators post about the audit. Nothing that is looked for stands in an address.

use app::{
    StaffPage,
    api::staff::{Wrong, door::Done, unavailable},
};
use axum::response::Response;
use chrono::NaiveDate;
use records::chain;

use super::posted::{Managing, Posted};

/// Looks for what was done.
pub async fn search(_: Managing, posted: Posted) -> Response {
    for field in ["from", "until"] {
        let day = posted.typed.one(field);
        if !day.is_empty() && day.parse::<NaiveDate>().is_err() {
            return posted.wrong(StaffPage::Audit, Wrong::NoDay(field)).await;
        }
    }
    posted.draws(StaffPage::Audit).await
}

/// Walks along the chain, and says where it first breaks.
pub async fn check(Managing(by): Managing, posted: Posted) -> Response {
    match chain::verify(&posted.http.db, &by, &[]).await {
        Ok(verdict) => posted.done(StaffPage::Audit, Done::Verified(verdict)).await,
        Err(cause) => posted.trouble(unavailable(&cause)).await,
    }
}
