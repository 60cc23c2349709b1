//! What administrators post about the audit. Nothing that is looked for stands in an address.

use std::time::Instant;

use app::{
    StaffPage,
    api::staff::{Wrong, door::Done, unavailable},
};
use axum::response::Response;
use chrono::NaiveDate;
use records::chain;

use super::posted::{Managing, Member, Posted};
use crate::limits;

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

/// Walks along the chain, and says where it first breaks. One at a time, for it reads all that was ever
/// written down.
pub async fn check(Managing(by): Managing, Member(member): Member, posted: Posted) -> Response {
    let limits = posted.http.limits.clone();
    let Some(_checking) = limits.check_chain() else {
        return posted.wrong(StaffPage::Audit, Wrong::BeingChecked).await;
    };
    if let Err(wait) = limits.count_chain_check(member.id(), Instant::now()) {
        let often = Wrong::CheckedOften(wait.as_secs().div_ceil(60));
        let mut response = posted.wrong(StaffPage::Audit, often).await;
        limits::wait(&mut response, wait);
        return response;
    }
    match chain::verify(&posted.http.db, &by, &[]).await {
        Ok(verdict) => posted.done(StaffPage::Audit, Done::Verified(verdict)).await,
        Err(cause) => posted.trouble(unavailable(&cause)).await,
    }
}
