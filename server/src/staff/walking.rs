//! What is posted by whoever walks through a survey. Nothing of it is stored: the answer is the page, one step on.

use app::StaffPage;
use axum::response::Response;

use super::posted::Written;

/// One step through a draft.
pub async fn draft(Written(posted): Written) -> Response {
    posted.draws(StaffPage::DraftWalk).await
}

/// One step through a version.
pub async fn version(Written(posted): Written) -> Response {
    posted.draws(StaffPage::VersionWalk).await
}
