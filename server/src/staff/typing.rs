//! What the page of a draft asks for while somebody types, and texts that were saved over.

use app::{
    StaffPage,
    api::staff::{
        Trouble, Wrong,
        surveys::{SurveyWrong, Whose},
        unavailable,
    },
};
use axum::{
    http::{HeaderName, StatusCode},
    response::{Html, IntoResponse, Response},
};
use records::{
    auth::{By, SurveyWriter},
    drafts::{self, DraftError, JoinError, Saved, Saving, Together},
    staff::Names,
};
use surveys::{
    joining::{Choices, Keep},
    keys::SurveyKey,
    typed::Typed,
};

use super::{
    posted::{Member, Posted, Writing, Written, on_to},
    surveys::{key, not_drafted},
};

/// At which revision a draft is, for whoever was not the last to save it.
const REVISION: HeaderName = HeaderName::from_static("draft-revision");
/// Where the line stands now in which somebody writes.
const LINE: HeaderName = HeaderName::from_static("draft-line");

/// What somebody wrote. Browsers end lines with two characters, and take the first empty line away.
pub(super) fn written(typed: &Typed) -> drafts::Written {
    let lines = |name: &str| typed.raw(name).replace("\r\n", "\n");
    let chosen = typed.iter().filter_map(|(field, _)| {
        let name = field.strip_prefix("keep:")?;
        Some((name.to_owned(), Keep::named(typed.one(field))?))
    });
    drafts::Written {
        revision: typed.one("revision").parse().unwrap_or_default(),
        seen: lines("seen:text"),
        text: lines("text"),
        choices: chosen.collect::<Choices>(),
    }
}

/// Saves a draft without being asked to. The answer is the revision to go on from. Where somebody else saved it meanwhile,
/// it is the text of both; to whoever changed the same lines, what they have to choose of.
pub async fn keep(
    Writing(by): Writing,
    Member(member): Member,
    Written(posted): Written,
) -> Response {
    let (db, now) = (&posted.http.db, posted.http.clock.now());
    let Some(key) = key(&posted) else { return StatusCode::NOT_FOUND.into_response() };
    let written = written(&posted.typed);
    if !posted.typed.is_sent("text") {
        return as_seen(&posted, &key, written.revision).await;
    }
    let seen = written.seen.clone();
    let saved = drafts::join(db, &by, &key, (written, Saving::ByItself), now).await;
    let reader = member.survey_reader().map(By::Staff);
    let names = match reader {
        Ok(reader) => Names::read(db, &reader).await.ok(),
        Err(_) => None,
    };
    match saved {
        Ok(Saved { draft, together: None }) => Html(draft.revision.to_string()).into_response(),
        Ok(Saved { draft, together: Some(mut together) }) => {
            let line = posted.typed.one("line").parse().unwrap_or(1);
            let headers = [(REVISION, draft.revision), (LINE, place(together.joined.line(line)))];
            let whose = named(&mut together, &by, names);
            let html = app::draw_joined(&draft, &together, (whose, &seen));
            (headers.map(|(name, value)| (name, value.to_string())), Html(html)).into_response()
        }
        Err(JoinError::Apart(mut together)) => {
            let revision = [(REVISION, together.theirs.revision.to_string())];
            let whose = named(&mut together, &by, names);
            let html = app::draw_apart(&together, (whose, &posted.typed));
            (StatusCode::CONFLICT, revision, Html(html)).into_response()
        }
        // Only the whole form, which somebody sends, puts so little in the place of so much.
        Err(JoinError::MuchLess) => StatusCode::CONFLICT.into_response(),
        Err(JoinError::Draft(error)) => not_drafted(posted, StaffPage::SurveyDraft, error).await,
        Err(error @ JoinError::Database(_)) => posted.trouble(unavailable(&error)).await,
    }
}

fn place(line: usize) -> u32 {
    u32::try_from(line).unwrap_or(u32::MAX)
}

/// Calls whoever saved it meanwhile by their name, and tells whether that was somebody else.
fn named(together: &mut Together, by: &By<SurveyWriter>, names: Option<Names>) -> Whose {
    let own = together.theirs.changed_by == by.actor();
    if let Some(names) = names {
        together.theirs.changed_by = names.of(&together.theirs.changed_by);
    }
    if own { Whose::Own } else { Whose::Another }
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

/// Puts a text back that was saved over.
pub async fn fetch(Writing(by): Writing, posted: Posted) -> Response {
    let page = StaffPage::SurveyEarlierText;
    let (db, now) = (&posted.http.db, posted.http.clock.now());
    let which = posted.arrival.request.names.split('/').nth(1).and_then(|one| one.parse().ok());
    let (Some(key), Some(which)) = (key(&posted), which) else {
        return posted.trouble(Trouble::NotFound).await;
    };
    let seen = posted.typed.one("revision").parse().unwrap_or_default();
    match drafts::fetch(db, &by, &key, (seen, which), now).await {
        Ok(_) => on_to(&format!("/staff/surveys/{key}/draft?done=draft-saved")),
        Err(DraftError::ChangedMeanwhile(_)) => {
            posted.wrong(page, Wrong::Survey(SurveyWrong::ChangedSince)).await
        }
        Err(error) => not_drafted(posted, page, error).await,
    }
}

/// The draft as it would be, without saving it: the whole page, or what stands beside the text of one that is open.
pub async fn preview(Writing(_): Writing, Written(posted): Written) -> Response {
    if posted.typed.one("only") != "beside" {
        return posted.draws(StaffPage::SurveyDraft).await;
    }
    posted.draws_beside(StaffPage::SurveyDraft).await
}
