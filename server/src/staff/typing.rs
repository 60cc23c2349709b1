//! What the page of a draft asks for while somebody types.

use app::{StaffPage, api::staff::unavailable};
use axum::{
    http::{HeaderName, StatusCode},
    response::{Html, IntoResponse, Response},
};
use records::{
    auth::By,
    drafts::{self, DraftError},
    staff::Names,
};
use surveys::keys::SurveyKey;

use super::{
    posted::{Member, Posted, Writing, Written},
    surveys::{key, not_drafted},
};

/// At which revision a draft is, for whoever was overtaken.
const REVISION: HeaderName = HeaderName::from_static("draft-revision");

/// Saves a draft without being asked to. The answer is the revision to go on from; to whoever was overtaken, what the
/// other saved, and its revision.
pub async fn keep(
    Writing(by): Writing,
    Member(member): Member,
    Written(posted): Written,
) -> Response {
    let (db, now) = (&posted.http.db, posted.http.clock.now());
    let Some(key) = key(&posted) else { return StatusCode::NOT_FOUND.into_response() };
    let revision = posted.typed.one("revision").parse().unwrap_or_default();
    if !posted.typed.is_sent("text") {
        return as_seen(&posted, &key, revision).await;
    }
    let text = posted.typed.raw("text").replace("\r\n", "\n");
    match drafts::keep(db, &by, &key, (revision, &text), now).await {
        Ok(saved) => Html(saved.revision.to_string()).into_response(),
        Err(DraftError::ChangedMeanwhile(mut theirs)) => {
            if let Ok(reader) = member.survey_reader()
                && let Ok(names) = Names::read(db, &By::Staff(reader)).await
            {
                theirs.changed_by = names.of(&theirs.changed_by);
            }
            let revision = [(REVISION, theirs.revision.to_string())];
            (StatusCode::CONFLICT, revision, app::draw_theirs(&theirs, &text)).into_response()
        }
        Err(error) => not_drafted(posted, StaffPage::SurveyDraft, error).await,
    }
}

/// Whether a draft is at the revision that was seen, for a page on which nothing was typed since.
async fn as_seen(posted: &Posted, key: &SurveyKey, seen: u32) -> Response {
    match drafts::find(&posted.http.db, key).await {
        Ok(Some(draft)) if draft.revision == seen => Html(seen.to_string()).into_response(),
        Ok(Some(draft)) => {
            (StatusCode::CONFLICT, [(REVISION, draft.revision.to_string())]).into_response()
        }
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(cause) => {
            unavailable(&cause);
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

/// The draft as it would be, without saving it: the whole page, or what stands beside the text of one that is open.
pub async fn preview(Writing(_): Writing, Written(posted): Written) -> Response {
    if posted.typed.one("only") != "beside" {
        return posted.draws(StaffPage::SurveyDraft).await;
    }
    posted.draws_beside().await
}
