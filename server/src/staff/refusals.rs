//! What is decided on a wish that was refused.

use app::{
    StaffPage,
    api::staff::{Trouble, Wrong, unavailable},
};
use axum::response::Response;
use records::{
    auth::DataManager,
    refusals::{self, ReviewError},
};

use super::posted::{Holding, Posted, on_to};

/// Writes a decision down.
pub async fn review(Holding { by, study }: Holding<DataManager>, posted: Posted) -> Response {
    let (db, id, now) = (&posted.http.db, posted.number(), posted.http.clock.now());
    let page = StaffPage::Refusal;
    match refusals::review(db, &by, &study, (id, &posted.typed), now).await {
        Ok(()) => on_to(&format!("/staff/{}/refusals?done=reviewed", study.study().key)),
        Err(ReviewError::NoSuchRefusal) => posted.trouble(Trouble::NotFound).await,
        Err(ReviewError::Incomplete(_)) => posted.wrong(page, Wrong::AsTyped).await,
        Err(ReviewError::Allowed) => posted.wrong(page, Wrong::DecidedAlready).await,
        Err(ReviewError::Database(cause)) => posted.trouble(unavailable(&cause)).await,
    }
}
